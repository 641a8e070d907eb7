import type { EngineConnection } from "../engine/engine.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import { trim } from "./trim-history.ts";

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
  UPDATE redshift_internal.materialized_view SET refreshed_at = $8::timestamp, stale = false WHERE id = $1::oid AND $9::boolean
)
INSERT INTO redshift_internal.refresh (view, user_id, schema_name, view_name, refresh_type, status, start_time, end_time)
VALUES ($1::oid, $2::oid, $3, $4, $5, $6, $7::timestamp, $8::timestamp) RETURNING id`;

/** One row of SYS_MV_REFRESH_HISTORY; unless it is a failure, the view is up to date from then on. */
export async function recordRefresh(connection: EngineConnection, record: RefreshRecord): Promise<void> {
  const { view, userId, refreshType, status, start, end } = record;
  const succeeded = String(!/^(?:Refresh|Cascade refresh) (?:failed|skipped)/.test(status));
  const times = [timestampText(start), timestampText(end)];
  const values = [view.id, userId, view.schema, view.name, refreshType, status, ...times, succeeded];
  const saved = await connection.query(SAVE, values);
  await trim(connection, "refresh", Number(saved.rows[0]?.[0] ?? 0), 1);
}

/**
 * Statuses that Redshift writes: https://docs.aws.amazon.com/redshift/latest/dg/r_SVL_MV_REFRESH_STATUS.html.
 * How the qualifiers are joined, and what follows a failure of the view's query, is not documented.
 */
export const STATUS = {
  incremental: "Refresh successfully updated MV incrementally",
  recomputed: "Refresh successfully recomputed MV from scratch",
  current: "MV was already updated",
  /** Reported: https://github.com/dbt-labs/dbt-adapters and the like show it for a view over another. */
  onStaleView: ", but MV depends on an MV that is not up to date.",
} as const;

/** The status of a streaming view, of what was read or of what went wrong. */
export function streamStatus(outcome: { readonly scanned: number; readonly skipped: number } | unknown): string {
  if (!isTotals(outcome)) return failedStatus(outcome);
  const { scanned, skipped } = outcome;
  if (skipped === 0) return scanned === 0 ? `${STATUS.incremental}. Stream returned no new data.` : STATUS.incremental;
  return `${STATUS.incremental}. ${scanned === 0 ? "All records received from the stream were skipped." : "Some stream records were skipped."}`;
}

export function failedStatus(error: unknown): string {
  return `Refresh failed. ${error instanceof Error ? error.message : String(error)}`;
}

function isTotals(outcome: unknown): outcome is { readonly scanned: number; readonly skipped: number } {
  return typeof outcome === "object" && outcome !== null && "scanned" in outcome && "skipped" in outcome;
}
