import { type PsqlValues, renderStatements } from "../sql/render-statements.ts";
import { type FailureStates, failureStates } from "./failure-states.ts";
import { LANDING_VIEWS } from "./landing-views.ts";
import { cell, FOUND, isFound, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, TEARDOWN_STATEMENTS, type TeardownFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition, StateMachineDefinition } from "./states-language.ts";
import { chain, inOrder, type Step } from "./step.ts";

const [FIRST, SECOND] = LANDING_VIEWS;

export interface TeardownMachine {
  readonly target: StatementTarget;
  /** Texts of `TEARDOWN_FILES`. */
  readonly texts: FileTexts<TeardownFile>;
}

/** What became of the archive: `none`, `dropped` or `kept`. */
const KEPT = "$.kept.archive";

/** In the execution's input: `{ "dropArchive": true }`. */
const DROP_ARCHIVE = "$$.Execution.Input.dropArchive";

/**
 * The state machine that drops what set-up made, what reads before what is read. Landed records go with the streaming view.
 * Everything that is not there is passed over, so it can be started again after it stopped anywhere.
 * The archive is data that nothing can bring back: it goes when it is empty or the input asks for it, and stays otherwise.
 * Input: anything; `{ "dropArchive": true }`. Output: `{ dropped: true, archive: "none" | "dropped" | "kept" }`. It fails where something else still reads an object, in Redshift's words.
 */
export function teardownDefinition({ target, texts }: TeardownMachine): StateMachineDefinition {
  const failures = failureStates("Teardown");
  const run = (title: string, file: TeardownFile, values: PsqlValues = {}): Step =>
    runStatements({ title, file, statements: renderStatements(texts[file], values, file) }, target, failures);
  const whereThere = (question: string, path: string, step: Step): Step => ({
    start: question,
    states: (next) => ({
      [question]: { Type: "Choice", Choices: [{ ...isFound(path), Next: step.start }], Default: next },
      ...step.states(next),
    }),
  });
  const begin = "Begin teardown";
  const done = "Teardown is complete";
  const steps: readonly [Step, ...Step[]] = [
    run("Drop the plain views", TEARDOWN_STATEMENTS.views),
    // Both: a schema change leaves it under either name, and has two while it runs.
    run(`Drop streaming view ${FIRST}`, TEARDOWN_STATEMENTS.landingView, { landing_view: FIRST }),
    run(`Drop streaming view ${SECOND}`, TEARDOWN_STATEMENTS.landingView, { landing_view: SECOND }),
    run("Drop external schema kinesis_schema", TEARDOWN_STATEMENTS.externalSchema),
    // Before the roles: a role that holds rights on an object can't be dropped.
    run("Drop the tables", TEARDOWN_STATEMENTS.tables),
    run("Look up the archive", TEARDOWN_STATEMENTS.lookUpArchive),
    readAnswers(
      [{ title: "Read whether there is an archive", key: "archive", selector: { "found.$": cell(0, 0, "LongValue") } }],
      failures,
    ),
    whereThere("Is there an archive?", "archive.found", archiveStep(run, failures)),
    run("Look up the roles", TEARDOWN_STATEMENTS.roles),
    readAnswers(
      [
        {
          title: "Read the roles",
          key: "roles",
          selector: { "reader.$": cell(0, 0, "LongValue"), "monitor.$": cell(0, 1, "LongValue") },
        },
      ],
      failures,
    ),
    whereThere(
      "Is role pipeline_reader there?",
      "roles.reader",
      inOrder(
        whereKept(run("Revoke rights on the archive", TEARDOWN_STATEMENTS.archiveRights)),
        run("Drop role pipeline_reader", TEARDOWN_STATEMENTS.readerRole),
      ),
    ),
    whereThere(
      "Is role pipeline_monitor there?",
      "roles.monitor",
      run("Drop role pipeline_monitor", TEARDOWN_STATEMENTS.monitorRole),
    ),
  ];
  return {
    Comment: "Drops everything that set-up made in the warehouse.",
    StartAt: begin,
    TimeoutSeconds: 3600,
    States: {
      [begin]: { Type: "Pass", Parameters: { found: {}, kept: { archive: "none" } }, Next: steps[0].start },
      ...chain(steps, done),
      [done]: { Type: "Pass", Parameters: { dropped: true, "archive.$": KEPT }, End: true },
      ...failures.states,
    },
  };
}

/** Drops the archive where it is empty or the input says so. */
function archiveStep(run: (title: string, file: TeardownFile) => Step, failures: FailureStates): Step {
  const decide = "Does the archive go?";
  const [wasDropped, wasKept] = ["The archive was dropped", "The archive is kept"];
  const count = inOrder(
    run("Count the archive", TEARDOWN_STATEMENTS.countArchive),
    readAnswers(
      [{ title: "Read the count", key: "archived", selector: { "records.$": cell(0, 0, "LongValue") } }],
      failures,
    ),
  );
  const drop = run("Drop the archive", TEARDOWN_STATEMENTS.archive);
  const asked: Condition = {
    And: [
      { Variable: DROP_ARCHIVE, IsPresent: true },
      { Variable: DROP_ARCHIVE, BooleanEquals: true },
    ],
  };
  return {
    start: count.start,
    states: (next) => ({
      ...count.states(decide),
      [decide]: {
        Type: "Choice",
        Choices: [
          { Variable: `${FOUND}.archived.records`, NumericEquals: 0, Next: drop.start },
          { ...asked, Next: drop.start },
        ],
        Default: wasKept,
      },
      ...drop.states(wasDropped),
      [wasDropped]: { Type: "Pass", Parameters: { archive: "dropped" }, ResultPath: "$.kept", Next: next },
      [wasKept]: { Type: "Pass", Parameters: { archive: "kept" }, ResultPath: "$.kept", Next: next },
    }),
  };
}

function whereKept(step: Step): Step {
  const question = "Is the archive kept?";
  return {
    start: question,
    states: (next) => ({
      [question]: {
        Type: "Choice",
        Choices: [{ Variable: KEPT, StringEquals: "kept", Next: step.start }],
        Default: next,
      },
      ...step.states(next),
    }),
  };
}
