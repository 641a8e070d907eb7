import { WAREHOUSE_OBJECTS } from "../names.ts";
import { failure, failureStates } from "./failure-states.ts";
import { eitherView, LANDING_VIEWS, type LandingView, otherLandingView, reads, readsOf } from "./landing-views.ts";
import { cell, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { type Change, SchemaChangeStatements } from "./schema-change-statements.ts";
import {
  build,
  dropBegun,
  finish,
  foundView,
  handOver,
  rowOf,
  type StepContext,
  unite,
} from "./schema-change-steps.ts";
import { SCHEMA_CHANGE_STATEMENTS as FILES, type FileTexts, type SchemaChangeFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition, StateMachineDefinition, States } from "./states-language.ts";
import { inOrder, type Step } from "./step.ts";

export interface SchemaChangeMachine {
  readonly target: StatementTarget;
  readonly streamName: string;
  /** What retention keeps: records that arrived longer ago may leave at any time. */
  readonly keepSeconds: number;
  /** Texts of `SCHEMA_CHANGE_FILES`. */
  readonly texts: FileTexts<SchemaChangeFile>;
}

/** An execution's output. */
export interface SchemaChangeOutput {
  /** The streaming view that the views read now. */
  readonly landingView: string;
  /** Whether it is another than before. */
  readonly changed: boolean;
  /** Records that went to the table beside, because the new view does not have them. */
  readonly held: number;
}

/** The first state, whose constants are what the streaming view is to be: `fingerprint`, `settings` and `keepSeconds`. */
export const BEGIN_SCHEMA_CHANGE = "Begin schema change";

const [FIRST, SECOND] = LANDING_VIEWS;
const READS = `${rowOf(WAREHOUSE_OBJECTS.landedView)}.settings`;
const REBUILD = "$$.Execution.Input.rebuild";
const rebuildIsAsked: Condition = {
  And: [
    { Variable: REBUILD, IsPresent: true },
    { Variable: REBUILD, BooleanEquals: true },
  ],
};

/**
 * The state machine that makes the streaming view anew, as its file is now. Redshift can't alter a materialized view's query and
 * can't rename one, so a new one is made beside it under the other of two names and reads the stream again from its oldest
 * record; then the views read both, each record once; what only the old one has goes to sensor_records_held; the views read the
 * new one alone; and the old one is dropped, once it is counted that nothing of it is missing. The views answer all the time.
 *
 * Started again after it stopped anywhere, it goes on from what is recorded.
 * Input: anything; `{ "rebuild": true }` makes it anew with the file unchanged, for what Redshift gives only to new views.
 * Output: `SchemaChangeOutput`. Errors: NotSetUp, ObjectUnknown, HistoryIncomplete, StatementFailed, StatementRefused,
 * StatementNotFollowed, ResultNotRead.
 * @throws {PsqlError} when a file can't be rendered.
 */
export function schemaChangeDefinition(machine: SchemaChangeMachine): StateMachineDefinition {
  const failures = failureStates("Schema change");
  const context: StepContext = { sql: new SchemaChangeStatements(machine), target: machine.target, failures };
  const { expected, settings } = context.sql;
  const lookUp = lookUpState(context);
  const notSetUp = "Nothing is set up";
  const changes = [FIRST, SECOND].map(
    (from) => new ChangeStates({ from, to: otherLandingView(from) }, context, notSetUp),
  );
  const decide = eitherView(
    "Which landing view is current?",
    { And: [{ Variable: READS, IsPresent: true }, reads(READS, SECOND)] },
    (view) => ({ start: decisionOf(view), states: () => ({}) }),
  );
  return {
    Comment: "Makes the landing view anew beside the old one, and lets it take its place.",
    StartAt: BEGIN_SCHEMA_CHANGE,
    TimeoutSeconds: 7200,
    States: {
      // With what the view is to be, so that whoever reads the deployed definition knows it.
      [BEGIN_SCHEMA_CHANGE]: {
        Type: "Pass",
        Parameters: {
          found: {},
          held: { records: 0 },
          fingerprint: expected,
          settings,
          keepSeconds: machine.keepSeconds,
        },
        Next: lookUp.start,
      },
      ...lookUp.states(decide.start),
      ...decide.states(notSetUp),
      [notSetUp]: failure(
        "NotSetUp",
        "States.Format('{} does not have the landing view that its views read. Run pipeline setup first.', 'This database')",
        failures.end,
      ),
      ...Object.assign({}, ...changes.map((change) => change.states())),
      ...failures.states,
    },
  };
}

/** Finds out what is recorded, which streaming views there are, and which of them Redshift refreshes. */
function lookUpState({ sql, target, failures }: StepContext): Step {
  const ask = { title: "Look up the landing views", file: FILES.recorded, statements: sql.lookUp };
  const number = (column: number) => cell(0, column, "LongValue");
  return inOrder(
    runStatements(ask, target, failures),
    readAnswers(
      [
        {
          title: "Read what is recorded",
          key: "recorded",
          index: 1,
          selector: { "objects.$": `States.StringToJson(${cell(0, 0, "StringValue")})` },
        },
        {
          title: "Read the landing views",
          key: "landing",
          index: 2,
          selector: {
            "first.$": number(0),
            "second.$": number(1),
            "firstAuto.$": number(2),
            "secondAuto.$": number(3),
          },
        },
      ],
      failures,
    ),
  );
}

const decisionOf = (view: LandingView) => `What is to be done, with ${view} current?`;

/** Everything that is done from one current view on. */
class ChangeStates {
  readonly #change: Change;
  readonly #context: StepContext;
  readonly #notSetUp: string;

  constructor(change: Change, context: StepContext, notSetUp: string) {
    this.#change = change;
    this.#context = context;
    this.#notSetUp = notSetUp;
  }

  states(): States {
    const { from, to } = this.#change;
    const context = this.#context;
    const back: Change = { from: to, to: from };
    const start = build(this.#change, context);
    const take = inOrder(unite(this.#change, context), handOver(this.#change, context), finish(this.#change, context));
    const unneeded = dropBegun(this.#change, context);
    const changed = `${to} has taken the place of ${from}`;
    const unchanged = `${from} stays`;
    const current = rowOf(from);
    const other = foundView(to).exists;
    const otherRow = rowOf(to);
    return {
      [decisionOf(from)]: {
        Type: "Choice",
        Choices: [
          // The other one is being replaced by this one, or was and is only to be dropped.
          {
            And: [{ Variable: READS, IsPresent: true }, other, { Variable: READS, StringEquals: readsOf(from, to) }],
            Next: handOver(back, context).start,
          },
          {
            And: [
              other,
              { Variable: otherRow, IsPresent: true },
              { Variable: `${otherRow}.file`, StringEquals: FILES.drop },
            ],
            Next: finish(back, context).start,
          },
          { And: [foundView(from).exists, { Variable: current, IsPresent: true }, rebuildIsAsked], Next: start.start },
          {
            And: [
              foundView(from).exists,
              { Variable: current, IsPresent: true },
              { Variable: `${current}.fingerprint`, StringEquals: context.sql.expected },
              // With or without the view: a row alone is what is left between dropping it and forgetting it.
              { Variable: otherRow, IsPresent: true },
            ],
            Next: unneeded.start,
          },
          {
            And: [
              foundView(from).exists,
              { Variable: current, IsPresent: true },
              { Variable: `${current}.fingerprint`, StringEquals: context.sql.expected },
            ],
            Next: unchanged,
          },
          { And: [foundView(from).exists, { Variable: current, IsPresent: true }], Next: start.start },
        ],
        Default: this.#notSetUp,
      },
      ...start.states(take.start),
      ...take.states(changed),
      ...unneeded.states(unchanged),
      [changed]: output(to, true),
      [unchanged]: output(from, false),
    };
  }
}

function output(landingView: LandingView, changed: boolean) {
  return { Type: "Pass", Parameters: { landingView, changed, "held.$": "$.held.records" }, End: true } as const;
}
