import type { AlarmDefinition } from "./alarm-definition.ts";
import {
  type AlarmContext,
  anyRule,
  evaluatedRule,
  refreshSeconds,
  unsuccessful,
  whenScheduled,
} from "./alarm-rules.ts";
import { BEHIND_SECONDS } from "./stream-alarms.ts";

const REFRESHES = "https://docs.aws.amazon.com/redshift/latest/dg/SYS_MV_REFRESH_HISTORY.html";
const SCANS = "https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_STATES.html";

/** Alarms on how records become visible. */
export function ingestionAlarms({ names, settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const { freshnessSeconds } = settings.thresholds;
  const evaluated = evaluatedRule(settings);
  const interval = refreshSeconds(settings);
  const lag = (settings.refresh === "auto" ? 0 : interval) + BEHIND_SECONDS;
  const atLeastOne = { comparison: "GreaterThanOrEqualToThreshold", threshold: 1 } as const;
  return [
    {
      key: "data-not-fresh",
      hop: "ingestion",
      title: "Data not fresh",
      meaning: `Records that the stream received more than ${freshnessSeconds} s ago are not visible yet: what is seen is old, and the sensors' alarms know nothing.`,
      lookAt: "sql/queries/freshness.sql",
      source: "PIPELINE_FRESHNESS_SECONDS; two refreshes and two minutes, or 120 s with auto refresh",
      metrics: { m: metrics.own("freshnessSeconds") },
      ...evaluated,
      comparison: "GreaterThanThreshold",
      threshold: freshnessSeconds,
      notifies: whenScheduled("composite", settings),
      detectionSeconds: freshnessSeconds + evaluated.periodSeconds,
    },
    {
      key: "refresh-failed",
      hop: "ingestion",
      title: "Refresh failed",
      meaning: "A refresh of the landing view failed: nothing new becomes visible until one succeeds.",
      ...refreshFailure({ names, settings, metrics }),
      notifies: "composite",
    },
    {
      key: "refresh-stopped",
      hop: "ingestion",
      title: "Refreshes stopped",
      meaning: `Records wait, and no refresh has succeeded for ${3 * interval} s.`,
      lookAt: "sql/queries/refreshes.sql",
      source:
        "three refreshes (PIPELINE_REFRESH); with auto refresh three minutes. Twice in a row, for after a quiet hour the first record finds an old refresh",
      metrics: { m: metrics.own("secondsSinceRefresh") },
      ...evaluated,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      comparison: "GreaterThanThreshold",
      threshold: 3 * interval,
      notifies: "nobody",
      detectionSeconds: 3 * interval + evaluated.periodSeconds,
    },
    {
      key: "refresh-full",
      hop: "ingestion",
      title: "Refresh not incremental",
      meaning:
        "A refresh made the landing view from scratch: it costs more each time, and a stream has no past to make it from.",
      lookAt: "sql/queries/refreshes.sql",
      source: `any: a streaming view is kept up incrementally or not at all (${REFRESHES})`,
      metrics: { m: metrics.own("fullRefreshes") },
      ...evaluated,
      ...atLeastOne,
      notifies: "itself",
    },
    {
      key: "scan-lag",
      hop: "ingestion",
      title: "Shard behind",
      meaning: `Three evaluations in a row a shard's newest records were more than ${lag} s old when they were read.`,
      lookAt: "sql/queries/freshness.sql",
      source: `60 s, and what waits for the next refresh (PIPELINE_REFRESH); ${SCANS}`,
      metrics: { m: metrics.own("scanLagSeconds") },
      ...evaluated,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      comparison: "GreaterThanThreshold",
      threshold: lag,
      notifies: "nobody",
      detectionSeconds: lag + evaluated.periodSeconds,
    },
    {
      key: "records-skipped",
      hop: "ingestion",
      title: "Records skipped",
      meaning:
        "Redshift left records out of the landing view: they are in the stream until they expire, and nowhere else.",
      lookAt: "sql/queries/skipped-records.sql",
      source: `any: a record that is left out is lost (${SCANS})`,
      metrics: { m: metrics.own("skippedRecords") },
      ...evaluated,
      ...atLeastOne,
      notifies: "itself",
    },
    {
      key: "scan-errors",
      hop: "ingestion",
      title: "Errors in scans",
      meaning: "Reading the stream gave errors, which Redshift keeps with the record and the reason.",
      lookAt: "sql/queries/skipped-records.sql",
      source: "any (https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_ERRORS.html)",
      metrics: { m: metrics.own("scanErrors") },
      ...evaluated,
      ...atLeastOne,
      notifies: "nobody",
    },
  ];
}

/** A refresh by the owner's machine fails as an execution; of one by Redshift itself only its history tells. */
function refreshFailure({ names, settings, metrics }: AlarmContext) {
  if (settings.refresh === "auto") {
    return {
      lookAt: "sql/queries/refreshes.sql",
      source: `any: a record that can't be landed stops every later refresh (${REFRESHES})`,
      metrics: { m: metrics.own("failedRefreshes") },
      ...evaluatedRule(settings),
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
    } as const;
  }
  const period = settings.refresh * 60;
  return {
    lookAt: `the failed execution of ${names.refreshMachine}`,
    source: "any (https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html)",
    ...unsuccessful(metrics, "refresh"),
    ...anyRule(period, period),
  } as const;
}
