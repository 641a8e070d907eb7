import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmContext, landedRule } from "./alarm-rules.ts";

/** Alarms on what the records are worth. */
export function qualityAlarms({ settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const { invalidPercent, duplicatePercent, latencySeconds } = settings.thresholds;
  const evaluated = landedRule(settings);
  const minimum = "Fewer records than PIPELINE_MINIMUM_RECORDS count as none";
  return [
    {
      key: "invalid-records",
      hop: "quality",
      title: "Invalid records",
      meaning: `More than ${invalidPercent} % of the records in the window can't be used.`,
      lookAt: "sql/queries/quarantine.sql",
      source: `PIPELINE_INVALID_PERCENT. ${minimum}`,
      metrics: { m: metrics.own("invalidRecordPercent") },
      ...evaluated,
      comparison: "GreaterThanThreshold",
      threshold: invalidPercent,
      notifies: "itself",
    },
    {
      key: "duplicate-records",
      hop: "quality",
      title: "Duplicate records",
      meaning: `More than ${duplicatePercent} % of the records in the window are copies of others: they are counted and hidden.`,
      lookAt: "sql/queries/record-states.sql",
      source: `PIPELINE_DUPLICATE_PERCENT: a producer that retries puts a few twice (https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html). ${minimum}`,
      metrics: { m: metrics.own("duplicateRecordPercent") },
      ...evaluated,
      comparison: "GreaterThanThreshold",
      threshold: duplicatePercent,
      notifies: "itself",
    },
    {
      key: "unknown-encodings",
      hop: "quality",
      title: "Unknown encodings",
      meaning:
        "Records came in an encoding that the views don't decode: compressed, aggregated by the KPL, or other bytes.",
      lookAt: "sql/queries/encodings.sql",
      source:
        "any: Redshift expands and takes apart nothing (https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html)",
      metrics: { m: metrics.own("undecodableRecords") },
      ...evaluated,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      notifies: "itself",
    },
    {
      key: "latency-high",
      hop: "quality",
      title: "Readings late",
      meaning: `One reading in twenty took more than ${latencySeconds} s from the sensor to the landing view.`,
      lookAt: "sql/queries/freshness.sql",
      source: "PIPELINE_LATENCY_SECONDS; as much as PIPELINE_FRESHNESS_SECONDS",
      metrics: { m: metrics.own("latencySeconds") },
      ...evaluated,
      comparison: "GreaterThanThreshold",
      threshold: latencySeconds,
      // In a quiet window there is nothing to be late.
      missingData: "notBreaching",
      notifies: "itself",
      detectionSeconds: latencySeconds + evaluated.detectionSeconds,
    },
  ];
}
