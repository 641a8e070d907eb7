/**
 * Every metric the pipeline publishes itself, in the namespace `SensorPipeline` with the one dimension `Stage`:
 * the functions publish these names, infra's alarms and dashboard stand on them.
 */

export type MetricUnit = "Count" | "Seconds" | "Percent" | "Milliseconds";

export interface MetricDefinition {
  readonly name: string;
  readonly unit: MetricUnit;
  /** One sentence a reader of the dashboard understands. */
  readonly meaning: string;
  readonly publisher: "producer" | "alerts";
}

export const METRICS = {
  recordsSent: metric("RecordsSent", "Count", "producer", "Readings the stream accepted."),
  recordsFailed: metric(
    "RecordsFailed",
    "Count",
    "producer",
    "Readings given up after all retries; kept as failed events.",
  ),
  recordsRetried: metric(
    "RecordsRetried",
    "Count",
    "producer",
    "Records sent again after the stream refused them once.",
  ),
  setupComplete: metric("SetupComplete", "Count", "alerts", "1 when the warehouse has its views, 0 before set-up."),
  freshnessSeconds: metric(
    "FreshnessSeconds",
    "Seconds",
    "alerts",
    "Age of the oldest records that the stream has received and the view does not show; 0 when the stream is quiet.",
  ),
  highTemperatureReadings: metric(
    "HighTemperatureReadings",
    "Count",
    "alerts",
    "Readings of category HIGH in the window.",
  ),
  lowTemperatureReadings: metric(
    "LowTemperatureReadings",
    "Count",
    "alerts",
    "Readings of category LOW in the window.",
  ),
  sensorsInError: metric(
    "SensorsInError",
    "Count",
    "alerts",
    "Sensors whose newest reading in the window has status ERROR.",
  ),
  recordsVisible: metric("RecordsVisible", "Count", "alerts", "Readings in the window, one per event_id."),
  recordsQuarantined: metric("RecordsQuarantined", "Count", "alerts", "Records in the window that can't be used."),
  duplicateRecords: metric(
    "DuplicateRecords",
    "Count",
    "alerts",
    "Records in the window whose event_id was there already.",
  ),
  invalidRecordPercent: metric(
    "InvalidRecordPercent",
    "Percent",
    "alerts",
    "Quarantined records of all records landed in the window; 0 below the minimum count.",
  ),
} as const;

export type MetricKey = keyof typeof METRICS;

function metric(
  name: string,
  unit: MetricUnit,
  publisher: MetricDefinition["publisher"],
  meaning: string,
): MetricDefinition {
  return { name, unit, publisher, meaning };
}
