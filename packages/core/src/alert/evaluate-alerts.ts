import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { z } from "zod";
import type { MetricValue } from "../metric/publish-metrics.ts";
import { UnexpectedResultError } from "../warehouse/errors.ts";
import { type QueryFile, queryFile } from "../warehouse/query-file.ts";
import type { RunContext } from "../warehouse/run-statement.ts";
import { alertMetrics, METRICS_BEFORE_SETUP } from "./alert-metrics.ts";
import { ALERT_OBJECTS, type AlertSummary, alertObjectsRow, alertSummaryRow } from "./alert-summary.ts";
import { freshnessSeconds, minutesAfter, type Watermark } from "./freshness.ts";
import { receivedMinutes } from "./received-minutes.ts";

export interface AlertSettings {
  /** How far back from now readings are counted, by their arrival. */
  readonly windowSeconds: number;
  /** Data older than this is stale. */
  readonly freshnessThresholdSeconds: number;
  /** Landed records in the window below which the ratio of invalid ones says nothing. */
  readonly minimumRecords: number;
}

export interface EvaluateOptions {
  readonly warehouse: RunContext;
  readonly cloudWatch: CloudWatchClient;
  readonly streamName: string;
  readonly settings: AlertSettings;
  /** Texts of sql/queries/alert-objects.sql and alert-summary.sql. */
  readonly queries: { readonly objects: string; readonly summary: string };
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
  /** To be published, see publishMetrics. */
  readonly metrics: readonly MetricValue[];
}

export type AlertEvaluation = BeforeSetup | Evaluated;

/**
 * Evaluates all alerts of a stage: asks the warehouse for everything in one statement (after one that asks the
 * catalog whether set-up has run), and CloudWatch for what the stream received since, which tells whether the answer
 * is worth anything. Publishes nothing itself.
 * @throws what queryWarehouse and receivedMinutes throw
 */
export async function evaluateAlerts(options: EvaluateOptions): Promise<AlertEvaluation> {
  const { warehouse, cloudWatch, streamName, settings, queries } = options;
  const found = await onlyRow({ name: "alert-objects.sql", text: queries.objects }, alertObjectsRow, warehouse);
  if (found.objects_found < ALERT_OBJECTS) return { state: "before set-up", metrics: METRICS_BEFORE_SETUP };

  // Taken before the statement: what arrives while it runs is neither expected in its answer nor missed in it.
  const now = new Date(warehouse.clock.now());
  const values = { window_seconds: settings.windowSeconds };
  const file = { name: "alert-summary.sql", text: queries.summary, values };
  const summary = await onlyRow(file, alertSummaryRow, warehouse);
  const range = minutesAfter(summary.watermark, now);
  const received = range ? await receivedMinutes(cloudWatch, streamName, range, warehouse.signal) : [];
  const age = freshnessSeconds(summary.watermark, received, now);
  const isStale = age > settings.freshnessThresholdSeconds;
  return {
    state: isStale ? "stale" : "fresh",
    watermark: summary.watermark,
    freshnessSeconds: age,
    summary,
    metrics: alertMetrics({ summary, freshnessSeconds: age, isStale, minimumRecords: settings.minimumRecords }),
  };
}

async function onlyRow<Row>(file: QueryFile, row: z.ZodType<Row>, context: RunContext): Promise<Row> {
  const { statementId, rows } = await queryFile(file, { ...context, row });
  const [first] = rows;
  if (!first || rows.length > 1) {
    throw new UnexpectedResultError(file, statementId, `has ${rows.length} rows where one is expected.`);
  }
  return first;
}
