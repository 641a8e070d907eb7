import type { EngineConnection } from "../engine/engine.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import { trim } from "./commit-batch.ts";

export interface RefreshRecord {
  readonly view: { readonly id: string; readonly schema: string; readonly name: string };
  /** OID of the user. */
  readonly userId: string;
  readonly refreshType: "Manual" | "Auto";
  readonly status: string;
  readonly start: number;
  readonly end: number;
}

const SAVE = `
WITH seen AS (
  UPDATE redshift_internal.materialized_view SET refreshed_at = $8::timestamp WHERE id = $1::oid AND NOT $9::boolean
)
INSERT INTO redshift_internal.refresh (view, user_id, schema_name, view_name, refresh_type, status, start_time, end_time)
VALUES ($1::oid, $2::oid, $3, $4, $5, $6, $7::timestamp, $8::timestamp) RETURNING id`;

/** One row of SYS_MV_REFRESH_HISTORY. */
export async function recordRefresh(connection: EngineConnection, record: RefreshRecord): Promise<void> {
  const { view, userId, refreshType, status, start, end } = record;
  const failed = String(status.startsWith(FAILED));
  const values = [
    view.id,
    userId,
    view.schema,
    view.name,
    refreshType,
    status,
    timestampText(start),
    timestampText(end),
    failed,
  ];
  const saved = await connection.query(SAVE, values);
  await trim(connection, "refresh", Number(saved.rows[0]?.[0] ?? 0), 1);
}

const FAILED = "Refresh failed";

const UPDATED = "Refresh successfully updated MV incrementally.";

/**
 * The status Redshift writes (https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_MV_REFRESH_STATUS.html), of what was read
 * or of what went wrong. How the qualifiers are joined, and what follows a failure of the view's query, is not documented.
 */
export function refreshStatus(outcome: { readonly scanned: number; readonly skipped: number } | unknown): string {
  if (!isTotals(outcome)) return `${FAILED}. ${outcome instanceof Error ? outcome.message : String(outcome)}`;
  if (outcome.skipped === 0) return outcome.scanned === 0 ? `${UPDATED} Stream returned no new data.` : UPDATED;
  return `${UPDATED} ${outcome.scanned === 0 ? "All records received from the stream were skipped." : "Some stream records were skipped."}`;
}

function isTotals(outcome: unknown): outcome is { readonly scanned: number; readonly skipped: number } {
  return typeof outcome === "object" && outcome !== null && "scanned" in outcome && "skipped" in outcome;
}
