import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import { STATUS } from "./refresh-history.ts";

/** A materialized view that a REFRESH concerns. */
export interface RefreshMember {
  /** OID. */
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly streaming: boolean;
}

/** REFRESH: the views in the order they are refreshed, the one that was named last. */
export interface RefreshRequest {
  readonly members: readonly RefreshMember[];
}

const FIND = `
SELECT m.row_table::regclass, m.body, m.incremental, m.stale, r.rolname,
  EXISTS (
    WITH RECURSIVE base AS (
      SELECT b.id, b.bases, b.stale FROM redshift_internal.materialized_view b WHERE b.id = ANY (m.bases)
      UNION SELECT b.id, b.bases, b.stale FROM base JOIN redshift_internal.materialized_view b ON b.id = ANY (base.bases))
    SELECT FROM base WHERE stale)
FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id JOIN pg_roles r ON r.oid = c.relowner
WHERE m.id = $1::oid`;

/**
 * Computes a view over tables or other materialized views again, with its owner's rights, unless nothing of them has changed.
 * Within a transaction of the engine's own. Gives what the history and the client are told, or undefined when the view is gone.
 * @throws {EngineError} what the view's query failed with
 */
export async function recompute(
  connection: EngineConnection,
  member: RefreshMember,
  time: number,
): Promise<{ readonly status: string; readonly notice: string } | undefined> {
  const found = await connection.query(FIND, [member.id]);
  const [table, body, incremental, stale, owner, onStale] = found.rows[0] ?? [];
  if (found.rowCount === 0) return undefined;
  const subject = `INFO:  Materialized view ${member.name}`;
  if (stale !== "t") {
    const more = onStale === "t" ? "  However, it depends on another materialized view that is not up to date." : "";
    return { status: STATUS.current, notice: `${subject} is already up to date.${more}` };
  }
  const now = quoteLiteral(timestampText(time));
  await connection.execute(
    `SET LOCAL redshift.transaction_time = ${now}; SET LOCAL redshift.statement_time = ${now};
     SET LOCAL ROLE ${quoteIdentifier(owner ?? "")}; TRUNCATE ${table}`,
  );
  await connection.query(`INSERT INTO ${table} ${body}`);
  await connection.execute("SET LOCAL ROLE NONE");
  const [status, how] =
    incremental === "t"
      ? [STATUS.incremental, "was incrementally updated successfully"]
      : [STATUS.recomputed, "was recomputed successfully"];
  return { status: onStale === "t" ? `${status}${STATUS.onStaleView}` : status, notice: `${subject} ${how}.` };
}
