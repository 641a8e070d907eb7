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
  watermarkAgeSeconds: metric(
    "WatermarkAgeSeconds",
    "Seconds",
    "alerts",
    "Age of the newest record that the evaluation's counts know of, whether or not the stream received any since.",
  ),
  secondsSinceRefresh: metric(
    "SecondsSinceRefresh",
    "Seconds",
    "alerts",
    "Since the newest refresh that succeeded; 0 while no received record waits for one.",
  ),
  failedRefreshes: metric("FailedRefreshes", "Count", "alerts", "Refreshes in the window that failed."),
  fullRefreshes: metric("FullRefreshes", "Count", "alerts", "Refreshes in the window that were not incremental."),
  scanLagSeconds: metric(
    "ScanLagSeconds",
    "Seconds",
    "alerts",
    "Of each shard's newest scan, the age of the newest record it brought; the oldest of all shards.",
  ),
  skippedRecords: metric("SkippedRecords", "Count", "alerts", "Records that refreshes in the window left out."),
  scanErrors: metric("ScanErrors", "Count", "alerts", "Errors of scans of the stream in the window."),
  latencySeconds: metric(
    "LatencySeconds",
    "Seconds",
    "alerts",
    "From a reading's own time to the refresh that landed it: 95 of 100 in the window took no longer.",
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
  sensorsHigh: metric("SensorsHigh", "Count", "alerts", "Sensors that went above their threshold and are not back."),
  sensorsLow: metric("SensorsLow", "Count", "alerts", "Sensors that went below their threshold and are not back."),
  sensorsInError: metric(
    "SensorsInError",
    "Count",
    "alerts",
    "Sensors whose newest reading in the window has status ERROR.",
  ),
  sensorsSilent: metric("SensorsSilent", "Count", "alerts", "Sensors that used to send and fell silent."),
  sensorsStuck: metric("SensorsStuck", "Count", "alerts", "Sensors that repeat one temperature."),
  recordsVisible: metric("RecordsVisible", "Count", "alerts", "Readings in the window, one per event_id."),
  recordsQuarantined: metric("RecordsQuarantined", "Count", "alerts", "Records in the window that can't be used."),
  duplicateRecords: metric(
    "DuplicateRecords",
    "Count",
    "alerts",
    "Records in the window whose event_id was there already.",
  ),
  undecodableRecords: metric(
    "UndecodableRecords",
    "Count",
    "alerts",
    "Records in the window in no encoding that the views decode: gzip, KPL, other bytes.",
  ),
  invalidRecordPercent: metric(
    "InvalidRecordPercent",
    "Percent",
    "alerts",
    "Quarantined records of all records landed in the window; 0 below the minimum count.",
  ),
  duplicateRecordPercent: metric(
    "DuplicateRecordPercent",
    "Percent",
    "alerts",
    "Duplicates of all records landed in the window; 0 below the minimum count.",
  ),
  chargedRpuSeconds: metric(
    "ChargedRpuSeconds",
    "Seconds",
    "alerts",
    "RPU-seconds that the workgroup charged in the last hour; not published for a cluster.",
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
