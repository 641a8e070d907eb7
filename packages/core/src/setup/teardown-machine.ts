import { renderStatements } from "../sql/render-statements.ts";
import { failureStates } from "./failure-states.ts";
import { cell, isFound, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, TEARDOWN_STATEMENTS, type TeardownFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { StateMachineDefinition } from "./states-language.ts";
import { chain, type Step } from "./step.ts";

export interface TeardownMachine {
  readonly target: StatementTarget;
  /** Texts of `TEARDOWN_FILES`. */
  readonly texts: FileTexts<TeardownFile>;
}

/**
 * The state machine that drops what set-up made, what reads before what is read. Landed records go with the streaming view.
 * Everything that is not there is passed over, so it can be started again after it stopped anywhere.
 * Input: anything. Output: `{ dropped: true }`. It fails where something else still reads an object, in Redshift's words.
 */
export function teardownDefinition({ target, texts }: TeardownMachine): StateMachineDefinition {
  const failures = failureStates("Teardown");
  const run = (title: string, file: TeardownFile): Step =>
    runStatements({ title, file, statements: renderStatements(texts[file], {}, file) }, target, failures);
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
    run("Drop streaming view sensor_records", TEARDOWN_STATEMENTS.landingView),
    run("Drop external schema kinesis_schema", TEARDOWN_STATEMENTS.externalSchema),
    // Before the roles: a role that holds rights on an object can't be dropped.
    run("Drop the tables", TEARDOWN_STATEMENTS.tables),
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
      run("Drop role pipeline_reader", TEARDOWN_STATEMENTS.readerRole),
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
      [begin]: { Type: "Pass", Parameters: { found: {} }, Next: steps[0].start },
      ...chain(steps, done),
      [done]: { Type: "Pass", Parameters: { dropped: true }, End: true },
      ...failures.states,
    },
  };
}
