import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import type { AlertsEnvironment } from "../alert/alerts-environment.ts";
import { type AlertEvaluation, evaluateAlerts } from "../alert/evaluate-alerts.ts";
import { queryFile } from "../warehouse/query-file.ts";
import type { RunContext } from "../warehouse/run-statement.ts";
import { landedRecords, recordStateRow } from "./landed-records.ts";
import type { QualityFacts, RefreshRun, ScheduleFacts, ViewFacts } from "./stage-facts.ts";

/** Files of sql/queries that a status asks. */
export type StatusQuery =
  | "alert-objects.sql"
  | "alert-summary.sql"
  | "auto-refresh.sql"
  | "encodings.sql"
  | "freshness.sql"
  | "ingestion-health.sql"
  | "record-states.sql"
  | "refreshes.sql"
  | "serverless-usage.sql"
  | "skipped-records.sql";

export interface WarehouseSource {
  readonly environment: AlertsEnvironment;
  /** Its clock tells the stage's time. */
  readonly run: Omit<RunContext, "target">;
  readonly cloudWatch: CloudWatchClient;
  /** Text of a file of sql/queries. */
  readonly text: (file: StatusQuery) => string;
}

const refreshRow = z.object({ refresh_type: z.string(), status: z.string(), start_time: z.date() });
const autoRefreshRow = z.object({ is_auto_refreshed: z.boolean() });
const skippedRow = z.object({ skipped_records: z.number() });
const encodingRow = z.object({ encoding: z.string().nullable(), decode_method: z.string(), record_count: z.number() });
const shardRow = z.object({
  shard_id: z.string(),
  newest_arrival: z.date(),
  last_refresh: z.date(),
  landed_after_seconds: z.number(),
});

/** Asks the warehouse and CloudWatch what an evaluation of the alerts asks, and publishes nothing. */
export function evaluateOnce({ environment, run, cloudWatch, text }: WarehouseSource): Promise<AlertEvaluation> {
  const { target, streamName, settings } = environment;
  return evaluateAlerts({
    warehouse: { ...run, target },
    cloudWatch,
    streamName,
    settings,
    queries: {
      objects: text("alert-objects.sql"),
      summary: text("alert-summary.sql"),
      health: text("ingestion-health.sql"),
      usage: text("serverless-usage.sql"),
    },
  });
}

/** What the streaming view holds and how it is kept up. */
export async function readView(
  source: WarehouseSource,
  evaluation: AlertEvaluation,
  schedule: ScheduleFacts | "missing",
): Promise<ViewFacts> {
  if (evaluation.state === "before set-up") return { isSetUp: false };
  const [states, shards, skipped, refreshes, automatic] = await Promise.all([
    rowsOf(source, "record-states.sql", recordStateRow),
    rowsOf(source, "freshness.sql", shardRow),
    rowsOf(source, "skipped-records.sql", skippedRow),
    rowsOf(source, "refreshes.sql", refreshRow),
    rowsOf(source, "auto-refresh.sql", autoRefreshRow),
  ]);
  const isAutomatic = automatic.some(({ is_auto_refreshed }) => is_auto_refreshed);
  return {
    isSetUp: true,
    records: landedRecords(states),
    freshnessSeconds: evaluation.freshnessSeconds,
    freshnessThresholdSeconds: source.environment.settings.freshnessThresholdSeconds,
    skipped: skipped[0]?.skipped_records ?? 0,
    shards: shards.map((row) => ({
      shard: row.shard_id.trim(),
      newestArrival: row.newest_arrival,
      lastRefresh: row.last_refresh,
      landedAfterSeconds: row.landed_after_seconds,
    })),
    refresh: {
      mode: isAutomatic ? "auto" : schedule === "missing" ? "none" : "scheduled",
      ...(schedule === "missing" ? {} : { schedule }),
      latest: refreshes.map(refreshRun),
    },
  };
}

/** What became of the records in the alerts' window, and in which encodings those of a day came. */
export async function readQuality(source: WarehouseSource, evaluation: AlertEvaluation): Promise<QualityFacts> {
  if (evaluation.state === "before set-up") return { isSetUp: false };
  const encodings = await rowsOf(source, "encodings.sql", encodingRow);
  const { records_landed, records_visible, duplicate_records, records_quarantined } = evaluation.summary;
  const share = (count: number) => (records_landed === 0 ? 0 : (100 * count) / records_landed);
  return {
    isSetUp: true,
    windowSeconds: source.environment.settings.windowSeconds,
    minimumRecords: source.environment.settings.minimumRecords,
    window: {
      landed: records_landed,
      visible: records_visible,
      duplicate: duplicate_records,
      quarantined: records_quarantined,
    },
    invalidPercent: share(records_quarantined),
    duplicatePercent: share(duplicate_records),
    encodings: encodings.map(({ encoding, decode_method, record_count }) => ({
      encoding: encoding ?? "unknown",
      records: record_count,
      isKnown: decode_method !== "DECODE_FAILED",
    })),
  };
}

function refreshRun({ refresh_type, status, start_time }: z.infer<typeof refreshRow>): RefreshRun {
  // "successfully" is in the words of those that went well, "Refresh failed" and "aborted" in those of the others.
  return {
    at: start_time,
    type: refresh_type,
    status: status.trim(),
    hasFailed: /^Refresh failed|aborted/i.test(status.trim()),
  };
}

async function rowsOf<Row>(source: WarehouseSource, name: StatusQuery, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const { run, environment, text } = source;
  const { rows } = await queryFile({ name, text: text(name) }, { ...run, target: environment.target, row });
  return rows;
}
