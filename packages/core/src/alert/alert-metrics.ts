import type { MetricValue } from "../metric/publish-metrics.ts";
import type { AlertSummary } from "./alert-summary.ts";

/** What an evaluation publishes before set-up: this alone, so that no alarm has anything to go by. */
export const METRICS_BEFORE_SETUP: readonly MetricValue[] = [{ metric: "setupComplete", value: 0 }];

export interface AlertMetricsInput {
  readonly summary: AlertSummary;
  readonly freshnessSeconds: number;
  readonly isStale: boolean;
  /** Landed records below which the ratio of invalid ones says nothing and is 0. */
  readonly minimumRecords: number;
}

/**
 * What an evaluation publishes. Counts of stale data are not "no alerts": they are not published at all, and the
 * alarms on them keep their state. Of fresh data every count is, the zeros too.
 */
export function alertMetrics(input: AlertMetricsInput): readonly MetricValue[] {
  const { summary, freshnessSeconds, isStale } = input;
  const pipeline: readonly MetricValue[] = [
    { metric: "setupComplete", value: 1 },
    { metric: "freshnessSeconds", value: freshnessSeconds },
  ];
  if (isStale) return pipeline;
  return [
    ...pipeline,
    { metric: "highTemperatureReadings", value: summary.high_temperature_readings },
    { metric: "lowTemperatureReadings", value: summary.low_temperature_readings },
    { metric: "sensorsInError", value: summary.sensors_in_error },
    { metric: "recordsVisible", value: summary.records_visible },
    { metric: "recordsQuarantined", value: summary.records_quarantined },
    { metric: "duplicateRecords", value: summary.duplicate_records },
    { metric: "invalidRecordPercent", value: invalidPercent(input) },
  ];
}

function invalidPercent({ summary, minimumRecords }: AlertMetricsInput): number {
  const { records_landed: landed, records_quarantined: quarantined } = summary;
  return landed === 0 || landed < minimumRecords ? 0 : (100 * quarantined) / landed;
}
