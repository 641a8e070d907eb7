import type { EngineConnection } from "../engine/engine.ts";
import { EngineError } from "../engine/engine-error.ts";
import { SqlError } from "../sql/sql-error.ts";
import { failedStatus, recordRefresh, streamStatus } from "./refresh-history.ts";
import { type RefreshMember, type RefreshRequest, recompute } from "./refresh-member.ts";
import { type StagedRecords, ViewGoneError } from "./staged-records.ts";
import { inTransaction } from "./transaction.ts";
import type { RefreshContext, ViewRefresh } from "./view-refresh.ts";

export interface RefreshBy {
  readonly userId: string;
  readonly refreshType: "Manual" | "Auto";
  readonly signal?: AbortSignal;
}

/**
 * Refreshes views in one transaction, in their order: streams are read first, each to the tip it had, and the engine is free meanwhile.
 * Recorded in the history, failed or not; a failure takes everything back.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html
 * @returns what the client is told of the view that was named
 * @throws {EngineError} a view's query failed; {StreamReadError}; {ViewGoneError}; {SqlError}
 */
export function refreshTogether(
  context: RefreshContext,
  streams: ReadonlyMap<string, ViewRefresh>,
  { members }: RefreshRequest,
  by: RefreshBy,
): Promise<string> {
  const refreshes = new Map(members.filter((member) => member.streaming).map(({ id }) => [id, existing(streams, id)]));
  // In the order of their ids, so that two cascades never wait for each other.
  const turns = [...refreshes.values()].toSorted((a, b) => Number(a.view.id) - Number(b.view.id));
  return inTurns(turns, async () => {
    const start = context.clock.now();
    const staged = new Map<string, StagedRecords>();
    let current = members[0];
    try {
      for (const member of members) {
        current = member;
        const refresh = refreshes.get(member.id);
        if (refresh) staged.set(member.id, await refresh.readToTip(start, by.signal));
      }
      const notice = await context.engine.exclusive((connection) =>
        inTransaction(connection, async () => {
          let last = "";
          for (const member of members) {
            current = member;
            last = await land(connection, member, staged.get(member.id), { ...by, start, now: context.clock.now() });
          }
          by.signal?.throwIfAborted();
          return last;
        }),
      );
      for (const [id, records] of staged) refreshes.get(id)?.landed(records);
      return notice;
    } catch (error) {
      for (const [id, records] of staged) await refreshes.get(id)?.failed(records);
      const failed = members.find((member) => member === current);
      if (failed === undefined) throw error;
      const said = await context.engine.exclusive((connection) => explain(connection, failed, error));
      await recordFailure(context, members, failed, said, { ...by, start });
      throw said;
    }
  });
}

interface RefreshTimes {
  readonly start: number;
  readonly now: number;
}

/** Brings one view up to date, within the transaction. */
async function land(
  connection: EngineConnection,
  member: RefreshMember,
  records: StagedRecords | undefined,
  { userId, refreshType, start, now }: RefreshBy & RefreshTimes,
): Promise<string> {
  const done =
    records === undefined
      ? await recompute(connection, member, start)
      : await landRecords(connection, member, records, now);
  if (done === undefined) throw new ViewGoneError(`Materialized view ${member.name} was dropped.`);
  await recordRefresh(connection, { view: member, userId, refreshType, status: done.status, start, end: now });
  return done.notice;
}

async function landRecords(connection: EngineConnection, { name }: RefreshMember, records: StagedRecords, now: number) {
  await records.land(connection, now);
  const notice = `INFO:  Materialized view ${name} was incrementally updated successfully.`;
  return { status: streamStatus(records.account), notice };
}

/** The history of a failure. The words for the other views of a cascade are documented only in translation. */
async function recordFailure(
  { engine, clock }: RefreshContext,
  members: readonly RefreshMember[],
  failed: RefreshMember,
  error: unknown,
  { userId, refreshType, start }: RefreshBy & { readonly start: number },
): Promise<void> {
  const end = clock.now();
  const automatic = refreshType === "Auto" ? "auto refresh" : "refresh";
  await engine.exclusive(async (connection) => {
    for (const member of members) {
      const outcome = member === members.at(-1) ? "failed" : "skipped";
      const cascade = `Cascade ${automatic} ${outcome} due to materialized view ${failed.schema}.${failed.name} not refreshed.`;
      const status = member === failed ? failedStatus(error) : cascade;
      await recordRefresh(connection, { view: member, userId, refreshType, status, start, end });
    }
  });
}

/** What a view's query can't find any more was renamed or dropped: https://docs.aws.amazon.com/redshift/latest/dg/r_STL_MV_STATE.html */
async function explain(connection: EngineConnection, { id, name }: RefreshMember, error: unknown): Promise<unknown> {
  const missing = error instanceof EngineError && ["42P01", "42703", "3F000"].includes(error.sqlState ?? "");
  if (!missing) return error;
  const dropped = await connection.query(
    `SELECT 1 FROM redshift_internal.materialized_view m JOIN pg_attribute a ON a.attrelid = ANY (m.bases) AND a.attisdropped
     WHERE m.id = $1::oid`,
    [id],
  );
  const column = dropped.rowCount > 0 ? "Base table column was dropped" : "Base table column was renamed";
  const reason = error.sqlState === "42703" ? column : "Base table was renamed";
  return new SqlError(
    "55000",
    reason,
    {
      detail: `Materialized view ${name} can be queried but not refreshed: ${error.message}`,
      hint: "Drop the materialized view and create it again.",
    },
    { cause: error },
  );
}

function existing(streams: ReadonlyMap<string, ViewRefresh>, id: string): ViewRefresh {
  const refresh = streams.get(id);
  if (refresh === undefined) throw new ViewGoneError("The materialized view was dropped.");
  return refresh;
}

/** Runs `work` in the turns of all. */
function inTurns<Result>(refreshes: readonly ViewRefresh[], work: () => Promise<Result>): Promise<Result> {
  const [first, ...rest] = refreshes;
  return first === undefined ? work() : first.inTurn(() => inTurns(rest, work));
}
