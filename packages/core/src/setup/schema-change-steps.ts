import { type FailureStates, failure } from "./failure-states.ts";
import { LANDING_VIEWS } from "./landing-views.ts";
import { cell, FOUND, isFound, readAnswers } from "./look-up.ts";
import { runStatements, type StatementRun } from "./run-statements.ts";
import type { Change, SchemaChangeStatements } from "./schema-change-statements.ts";
import { SCHEMA_CHANGE_STATEMENTS as FILES, type SchemaChangeFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition } from "./states-language.ts";
import { inOrder, type Step } from "./step.ts";

/** A whole stream is read: minutes, or hours. */
const LOOK_AT_REFRESH_SECONDS = 3;

const [FIRST] = LANDING_VIEWS;

export interface StepContext {
  readonly sql: SchemaChangeStatements;
  readonly target: StatementTarget;
  readonly failures: FailureStates;
}

/** Where the look-up put the row of a streaming view. */
export function rowOf(view: string): string {
  return `${FOUND}.recorded.objects.${view}`;
}

/** Whether the look-up found a streaming view, and whether Redshift refreshes it by itself. */
export function foundView(view: string): { readonly exists: Condition; readonly isAutomatic: Condition } {
  const key = view === FIRST ? "first" : "second";
  return { exists: isFound(`landing.${key}`), isAutomatic: isFound(`landing.${key}Auto`) };
}

/** Makes the new streaming view beside the old one; one that an earlier execution began is gone on with, or dropped where the file has changed since. */
export function build(change: Change, context: StepContext): Step {
  const { to } = change;
  const { sql, failures } = context;
  const start = `Has ${to} been begun?`;
  const unknown = `${to} is not known`;
  const { exists } = foundView(to);
  const row = rowOf(to);
  const recorded: Condition = { Variable: row, IsPresent: true };
  const drop = run(context, `Drop what was begun as ${to}`, FILES.drop, sql.of(FILES.drop, change));
  const record = run(context, `Record streaming view ${to}`, FILES.recordObject, sql.recordNew(change));
  const create = run(context, `Create streaming view ${to}`, FILES.landingView, sql.of(FILES.landingView, change));
  const fill = inOrder(
    run(context, `Read the stream again into ${to}`, FILES.refresh, sql.of(FILES.refresh, change), {
      lookEverySeconds: LOOK_AT_REFRESH_SECONDS,
    }),
    leaveOld(change, context),
  );
  return {
    start,
    states: (next) => ({
      [start]: {
        Type: "Choice",
        Choices: [
          {
            And: [
              exists,
              recorded,
              { Variable: `${row}.file`, StringEquals: FILES.landingView },
              { Variable: `${row}.fingerprint`, StringEquals: sql.expected },
            ],
            Next: fill.start,
          },
          { And: [exists, recorded], Next: drop.start },
          { ...exists, Next: unknown },
        ],
        Default: record.start,
      },
      [unknown]: failure(
        "ObjectUnknown",
        `States.Format('There is something named {} already which no schema change made. Drop it, and start the schema change again.', '${to}')`,
        failures.end,
      ),
      ...drop.states(record.start),
      ...record.states(create.start),
      ...create.states(fill.start),
      ...fill.states(next),
    }),
  };
}

/** What had left the landed records by retention, and was read again, leaves the new view before anybody sees it. */
function leaveOld(change: Change, context: StepContext): Step {
  const { to } = change;
  const { sql, failures } = context;
  const parameters = { cutoff: `${FOUND}.oldest.at` };
  const hold = run(
    context,
    `Hold what is kept of ${to}, and empty it`,
    FILES.holdWindow,
    sql.of(FILES.holdWindow, change),
    {
      parameters,
    },
  );
  // Where a warehouse refuses a condition, as in retention.
  const remove = run(
    context,
    `Delete from ${to} what had left`,
    FILES.deleteLanded,
    sql.of(FILES.deleteLanded, change),
    {
      parameters,
      onFailed: hold.start,
    },
  );
  return inOrder(
    run(context, `Look up the oldest landed record, for ${to}`, FILES.oldest, sql.of(FILES.oldest, change)),
    readAnswers(
      [
        {
          title: `Read the oldest landed record, for ${to}`,
          key: "oldest",
          selector: { "at.$": cell(0, 0, "StringValue") },
        },
      ],
      failures,
    ),
    { start: remove.start, states: (next) => ({ ...remove.states(next), ...hold.states(next) }) },
  );
}

/** The names switch, with the grants: from here on the new view is the one that is refreshed, and the old one is read beside it. */
export function unite(change: Change, context: StepContext): Step {
  const { sql } = context;
  const statements = [...sql.of(FILES.grants, change), ...sql.readBoth(change)];
  return run(context, `Let the views read ${change.to} as well`, FILES.both, statements);
}

/** The new view is read up to the stream's tip, and refreshed as the old one was, which is refreshed no more. */
export function handOver(change: Change, context: StepContext): Step {
  const { from, to } = change;
  const { sql } = context;
  const which = `Does Redshift refresh ${from} by itself?`;
  const refresh = run(
    context,
    `Read the stream up to its tip into ${to}`,
    FILES.refresh,
    sql.of(FILES.refresh, change),
    {
      lookEverySeconds: LOOK_AT_REFRESH_SECONDS,
    },
  );
  const modes = inOrder(
    run(context, `Switch auto refresh of ${to} on`, FILES.refreshMode, sql.of(FILES.refreshMode, change, "YES")),
    run(
      context,
      `Switch auto refresh of ${from} off`,
      FILES.refreshMode,
      sql.of(FILES.refreshMode, { from: to, to: from }, "NO"),
    ),
  );
  return inOrder(refresh, {
    start: which,
    states: (next) => ({
      [which]: {
        Type: "Choice",
        Choices: [{ ...foundView(from).isAutomatic, Next: modes.start }],
        Default: next,
      },
      ...modes.states(next),
    }),
  });
}

/** History goes to the table and the views read the new view alone, in one transaction; the old one is dropped once nothing of it is missing. */
export function finish(change: Change, context: StepContext): Step {
  const { from, to } = change;
  const { sql, failures } = context;
  const switchViews = run(context, `Hold history of ${from}, read ${to} alone`, FILES.holdHistory, [
    ...sql.of(FILES.oneAtATime, change),
    ...sql.of(FILES.holdHistory, change),
    ...sql.of(FILES.grants, change),
    ...sql.readNew(change),
    ...sql.recordRetired(change),
  ]);
  const counted = `Count what was held of ${from}`;
  const isComplete = `Is all of ${from} landed?`;
  const incomplete = `Records of ${from} are missing`;
  const missing = `missingOf_${from}`;
  const compare = inOrder(
    run(context, `Compare ${from} with what is landed`, FILES.countMissing, sql.of(FILES.countMissing, change)),
    readAnswers(
      [
        {
          title: `Read how much of ${from} is missing`,
          key: missing,
          selector: { "records.$": cell(0, 0, "LongValue") },
        },
      ],
      failures,
    ),
  );
  const drop = inOrder(
    run(context, `Drop streaming view ${from}`, FILES.drop, sql.of(FILES.drop, { from: to, to: from })),
    run(context, `Forget streaming view ${from}`, FILES.forgetObject, sql.forget(from)),
  );
  return {
    start: switchViews.start,
    states: (next) => ({
      ...switchViews.states(counted),
      // The second statement of that transaction.
      [counted]: {
        Type: "Pass",
        Parameters: { "records.$": "$.described.SubStatements[1].ResultRows" },
        ResultPath: "$.held",
        Next: compare.start,
      },
      ...compare.states(isComplete),
      [isComplete]: {
        Type: "Choice",
        Choices: [{ Variable: `${FOUND}.${missing}.records`, NumericEquals: 0, Next: drop.start }],
        Default: incomplete,
      },
      [incomplete]: failure(
        "HistoryIncomplete",
        `States.Format('{} records of {} are not in sensor_landed_records, as sql/schema-change/count-missing.sql counts them. The view {} was not dropped. Start the schema change again: it holds them, and goes on.', ${FOUND}.${missing}.records, '${from}', '${from}')`,
        failures.end,
      ),
      ...drop.states(next),
    }),
  };
}

/** Drops a streaming view that was begun and that nothing reads or needs: the file is again as it was. */
export function dropBegun(change: Change, { sql, target, failures }: StepContext): Step {
  const { to } = change;
  const context = { sql, target, failures };
  return inOrder(
    run(context, `Drop ${to}, which is not needed`, FILES.drop, sql.of(FILES.drop, change)),
    run(context, `Forget ${to}, which was not needed`, FILES.forgetObject, sql.forget(to)),
  );
}

function run(
  { target, failures }: StepContext,
  title: string,
  file: SchemaChangeFile,
  statements: readonly string[],
  options: Pick<StatementRun, "parameters" | "onFailed" | "lookEverySeconds"> = {},
): Step {
  return runStatements({ title, file, statements, ...options }, target, failures);
}
