import type { MetricValue } from "../metric/publish-metrics.ts";
import type { AlertSummary, IngestionHealth } from "./alert-summary.ts";

/** What an evaluation publishes before set-up: this alone, so that no alarm has anything to go by. */
export const METRICS_BEFORE_SETUP: readonly MetricValue[] = [{ metric: "setupComplete", value: 0 }];

export interface AlertMetricsInput {
  readonly summary: AlertSummary;
  readonly health: IngestionHealth;
  readonly freshnessSeconds: number;
  readonly isStale: boolean;
  /** When the evaluation began. */
  readonly now: Date;
  /** Landed records below which the ratios say nothing and are 0. */
  readonly minimumRecords: number;
  /** RPU-seconds charged in the last hour; undefined for a cluster, which is not charged so. */
  readonly chargedRpuSeconds?: number | undefined;
}

/**
 * What an evaluation publishes. Counts of stale data are not "no alerts": they are not published at all, and the alarms on
 * them know nothing. Of fresh data every count is, the zeros too. How ingestion does is published in any case.
 *
 * Ratios are computed here and not by the alarms' metric maths: both counts are of one statement, so that they belong
 * together, the minimum count is one comparison, and an alarm on one metric costs a third of one on three.
 */
export function alertMetrics(input: AlertMetricsInput): readonly MetricValue[] {
  const { summary, health, freshnessSeconds, isStale, now, chargedRpuSeconds } = input;
  const pipeline: readonly MetricValue[] = [
    { metric: "setupComplete", value: 1 },
    { metric: "freshnessSeconds", value: freshnessSeconds },
    ...optional("watermarkAgeSeconds", secondsSince(summary.watermark, now)),
    ...optional("secondsSinceRefresh", freshnessSeconds === 0 ? 0 : secondsSince(lastRefresh(input), now)),
    { metric: "failedRefreshes", value: health.failed_refreshes },
    { metric: "fullRefreshes", value: health.full_refreshes },
    { metric: "scanLagSeconds", value: health.scan_lag_seconds },
    { metric: "skippedRecords", value: health.skipped_rows },
    { metric: "scanErrors", value: health.scan_errors },
    ...optional("chargedRpuSeconds", chargedRpuSeconds),
  ];
  if (isStale) return pipeline;
  return [
    ...pipeline,
    ...optional("latencySeconds", summary.latency_seconds ?? undefined),
    { metric: "highTemperatureReadings", value: summary.high_temperature_readings },
    { metric: "lowTemperatureReadings", value: summary.low_temperature_readings },
    { metric: "sensorsHigh", value: summary.sensors_high },
    { metric: "sensorsLow", value: summary.sensors_low },
    { metric: "sensorsInError", value: summary.sensors_in_error },
    { metric: "sensorsSilent", value: summary.sensors_silent },
    { metric: "sensorsStuck", value: summary.sensors_stuck },
    { metric: "recordsVisible", value: summary.records_visible },
    { metric: "recordsQuarantined", value: summary.records_quarantined },
    { metric: "duplicateRecords", value: summary.duplicate_records },
    { metric: "undecodableRecords", value: summary.undecodable_records },
    { metric: "invalidRecordPercent", value: percent(summary.records_quarantined, input) },
    { metric: "duplicateRecordPercent", value: percent(summary.duplicate_records, input) },
  ];
}

function percent(part: number, { summary, minimumRecords }: AlertMetricsInput): number {
  const landed = summary.records_landed;
  return landed === 0 || landed < minimumRecords ? 0 : (100 * part) / landed;
}

/** The newest sign of a refresh: its own record, which Redshift keeps for days, or what it landed. */
function lastRefresh({ summary, health }: AlertMetricsInput): Date | null {
  const signs = [health.last_refresh, summary.last_landing].filter((sign) => sign !== null);
  return signs.length === 0 ? null : new Date(Math.max(...signs.map((sign) => sign.getTime())));
}

/** Never negative: the warehouse's clock and this one's differ a little. */
function secondsSince(then: Date | null, now: Date): number | undefined {
  return then === null ? undefined : Math.max(0, (now.getTime() - then.getTime()) / 1_000);
}

function optional(metric: MetricValue["metric"], value: number | undefined): readonly MetricValue[] {
  return value === undefined ? [] : [{ metric, value }];
}
