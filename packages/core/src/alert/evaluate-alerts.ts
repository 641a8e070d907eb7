import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { z } from "zod";
import type { MetricValue } from "../metric/publish-metrics.ts";
import { UnexpectedResultError } from "../warehouse/errors.ts";
import { type QueryFile, queryFile } from "../warehouse/query-file.ts";
import type { RunContext } from "../warehouse/run-statement.ts";
import { alertMetrics, METRICS_BEFORE_SETUP } from "./alert-metrics.ts";
import {
  ALERT_OBJECTS,
  type AlertSummary,
  alertObjectsRow,
  alertSummaryRow,
  type IngestionHealth,
  ingestionHealthRow,
  serverlessUsageRow,
} from "./alert-summary.ts";
import { freshnessSeconds, minutesAfter, type Watermark } from "./freshness.ts";
import { receivedMinutes } from "./received-minutes.ts";

export interface AlertSettings {
  /** How far back from now readings are counted, by their arrival. */
  readonly windowSeconds: number;
  /** Data older than this is stale. */
  readonly freshnessThresholdSeconds: number;
  /** Landed records in the window below which the ratios of invalid ones and duplicates say nothing. */
  readonly minimumRecords: number;
}

/** Texts of the files of sql/queries that an evaluation runs, by what they are asked for. */
export interface AlertQueries {
  /** alert-objects.sql */
  readonly objects: string;
  /** alert-summary.sql */
  readonly summary: string;
  /** ingestion-health.sql */
  readonly health: string;
  /** serverless-usage.sql */
  readonly usage: string;
}

export interface EvaluateOptions {
  readonly warehouse: RunContext;
  readonly cloudWatch: CloudWatchClient;
  readonly streamName: string;
  readonly settings: AlertSettings;
  readonly queries: AlertQueries;
}

export interface BeforeSetup {
  readonly state: "before set-up";
  /** To be published, see publishMetrics. */
  readonly metrics: readonly MetricValue[];
}

export interface Evaluated {
  /** Stale counts are those of a past that the sensors may have left: never read them as "no alerts". */
  readonly state: "fresh" | "stale";
  /** Arrival of the newest record the counts know of; null when none has landed. */
  readonly watermark: Watermark;
  /** Age of the oldest records received that the counts don't know of; 0 when there are none. */
  readonly freshnessSeconds: number;
  readonly summary: AlertSummary;
  readonly health: IngestionHealth;
  /** To be published, see publishMetrics. */
  readonly metrics: readonly MetricValue[];
}

export type AlertEvaluation = BeforeSetup | Evaluated;

/** How far back what the workgroup charged is counted: the spend alarm's threshold is by the hour. */
const USAGE_SECONDS = 3_600;

/**
 * Evaluates all alerts of a stage: asks the catalog whether set-up has run, then the views for the records, the system views
 * for how they were ingested and, of a workgroup, for what it charged; and CloudWatch for what the stream received since,
 * which tells whether the answer is worth anything. Publishes nothing itself.
 * @throws what queryWarehouse and receivedMinutes throw
 */
export async function evaluateAlerts(options: EvaluateOptions): Promise<AlertEvaluation> {
  const { warehouse, cloudWatch, streamName, settings, queries } = options;
  const found = await onlyRow({ name: "alert-objects.sql", text: queries.objects }, alertObjectsRow, warehouse);
  if (found.objects_found < ALERT_OBJECTS) return { state: "before set-up", metrics: METRICS_BEFORE_SETUP };

  // Taken before the statement: what arrives while it runs is neither expected in its answer nor missed in it.
  const now = new Date(warehouse.clock.now());
  const values = { window_seconds: settings.windowSeconds };
  const [summary, health, chargedRpuSeconds] = await Promise.all([
    onlyRow({ name: "alert-summary.sql", text: queries.summary, values }, alertSummaryRow, warehouse),
    onlyRow({ name: "ingestion-health.sql", text: queries.health, values }, ingestionHealthRow, warehouse),
    chargedSeconds(options),
  ]);
  const range = minutesAfter(summary.watermark, now);
  const received = range ? await receivedMinutes(cloudWatch, streamName, range, warehouse.signal) : [];
  const age = freshnessSeconds(summary.watermark, received, now);
  const isStale = age > settings.freshnessThresholdSeconds;
  return {
    state: isStale ? "stale" : "fresh",
    watermark: summary.watermark,
    freshnessSeconds: age,
    summary,
    health,
    metrics: alertMetrics({
      summary,
      health,
      freshnessSeconds: age,
      isStale,
      now,
      minimumRecords: settings.minimumRecords,
      chargedRpuSeconds,
    }),
  };
}

/** SYS_SERVERLESS_USAGE is there in a workgroup alone: https://docs.aws.amazon.com/redshift/latest/dg/SYS_SERVERLESS_USAGE.html */
async function chargedSeconds({ warehouse, queries }: EvaluateOptions): Promise<number | undefined> {
  if (!("workgroupName" in warehouse.target)) return undefined;
  const values = { window_seconds: USAGE_SECONDS };
  const usage = { name: "serverless-usage.sql", text: queries.usage, values };
  return (await onlyRow(usage, serverlessUsageRow, warehouse)).charged_rpu_seconds;
}

async function onlyRow<Row>(file: QueryFile, row: z.ZodType<Row>, context: RunContext): Promise<Row> {
  const { statementId, rows } = await queryFile(file, { ...context, row });
  const [first] = rows;
  if (!first || rows.length > 1) {
    throw new UnexpectedResultError(file, statementId, `has ${rows.length} rows where one is expected.`);
  }
  return first;
}
