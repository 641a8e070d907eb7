import { type PlannedChange, planDelete, planInsert, planUpdate } from "../plan/plan-change.ts";
import { planMerge } from "../plan/plan-merge.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Execution, Executor, Outcome } from "./execution.ts";
import { planContextOf } from "./query-executors.ts";
import { requireStreaming } from "./require-streaming.ts";

export const insert: Executor<"insert"> = (statement, execution) =>
  run(planInsert(statement, planContextOf(execution)), execution);

/** UPDATE; of several rows that match one any may win, unless the session wants to hear of it. */
export const update: Executor<"update"> = async (statement, execution) => {
  const planned = planUpdate(statement, planContextOf(execution));
  // https://docs.aws.amazon.com/redshift/latest/dg/r_error_on_nondeterministic_update.html
  if (execution.settings.isOn("error_on_nondeterministic_update")) await refuseConflict(planned.conflict, execution);
  return run(planned, execution);
};

/** DELETE works on streaming views too: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html */
export const remove: Executor<"delete"> = async (statement, execution) => {
  const planned = planDelete(statement, planContextOf(execution));
  if (planned.target.kind === "materialized view") {
    await requireStreaming(planned.target, "delete from", execution);
    const hasCondition = statement.where !== undefined || statement.using.length > 0;
    if (hasCondition && execution.refuseConditionalDelete) {
      throw new SqlError(
        "0A000",
        `DELETE with a condition is not supported on materialized view "${planned.target.name}"`,
      );
    }
  }
  return run(planned, execution);
};

/** MERGE; its rows are those the source has. https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html */
export const merge: Executor<"merge"> = async (statement, execution) => {
  const { connection } = execution;
  const { conflict, steps } = planMerge(statement, planContextOf(execution));
  await refuseConflict(conflict, execution);
  let rowCount = 0;
  for (const step of steps) rowCount = (await connection.query(step)).rowCount;
  return { rowCount };
};

async function refuseConflict(conflict: string | undefined, { connection }: Execution): Promise<void> {
  if (conflict === undefined || (await connection.query(conflict)).rowCount === 0) return;
  throw new SqlError("21000", "Found multiple matches to update the same tuple.");
}

async function run({ text }: PlannedChange, { connection }: Execution): Promise<Outcome> {
  const { rowCount } = await connection.query(text);
  return { rowCount };
}
