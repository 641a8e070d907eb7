import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on how records become visible. */
export const INGESTION_RUNBOOK = {
  "data-not-fresh": {
    lookFirst: ["query freshness", "doctor"],
    causes: [
      {
        cause: "Refreshes fail: a record, a permission or the view itself.",
        mend: "`pipeline doctor` names the reason and the record; sys_mv_refresh_history and sys_stream_scan_errors hold both.",
      },
      {
        cause: "Nothing refreshes: auto refresh is off, or the refresh schedule.",
        mend: "`pipeline resume`, or `pipeline setup`, which writes the stage's refresh mode again.",
      },
      {
        cause: "The warehouse is busy or beyond its daily limit, and auto refresh waits.",
        mend: "Raise PIPELINE_BASE_RPU or PIPELINE_DAILY_RPU_HOURS, or refresh at a rate (PIPELINE_REFRESH).",
      },
      {
        cause: "More comes in than a refresh brings.",
        mend: "More shards and a larger base capacity: a refresh reads shards side by side.",
      },
    ],
    verify: "`pipeline query freshness` shows an age below the threshold for every shard.",
  },
  "refresh-failed": {
    lookFirst: ["status", "doctor"],
    causes: [
      {
        cause: "Set-up has not run, or the view was dropped.",
        mend: "`pipeline setup`.",
      },
      {
        cause: "Redshift may not read the stream any more: role, trust or key.",
        mend: "Deploy again; for a warehouse of your own, associate the role named by `pipeline doctor`.",
      },
      {
        cause: "The workgroup is beyond its daily limit and answers nothing until midnight UTC.",
        mend: "Raise PIPELINE_DAILY_RPU_HOURS and deploy.",
      },
      {
        cause: "Another refresh or a schema change held the view.",
        mend: "None: the next one brings everything, from where the last one ended.",
      },
    ],
    verify: "The newest execution of the refresh machine has SUCCEEDED and `pipeline query freshness` is young again.",
  },
  "refresh-stopped": {
    lookFirst: ["query sql/queries/refreshes.sql", "doctor --only refresh,refresh-mode"],
    causes: [
      {
        cause: "Auto refresh is off, or the refresh schedule.",
        mend: "`pipeline resume`, or `pipeline setup`, which writes the refresh mode again.",
      },
      { cause: "Every refresh fails.", mend: "See refresh-failed." },
      {
        cause: "Redshift puts refreshes off for the load of users (aborted due to excessive user workload).",
        mend: "Raise PIPELINE_BASE_RPU, or refresh at a rate (PIPELINE_REFRESH).",
      },
    ],
    verify:
      "sql/queries/refreshes.sql has a new row that says successfully, and the alarm is OK after two evaluations.",
  },
  "refresh-full": {
    lookFirst: ["query sql/queries/refreshes.sql"],
    causes: [
      {
        cause: "Somebody made a view over the landing view that is refreshed with it (CASCADE) and can't be kept up.",
        mend: "Drop it, or make it a plain view.",
      },
      {
        cause: "The landing view was made again by hand with another definition.",
        mend: "`pipeline setup` says what differs from sql/setup/landing-view.sql.",
      },
    ],
    verify: "The newest rows of sql/queries/refreshes.sql say incrementally.",
  },
  "scan-lag": {
    lookFirst: ["query freshness", "doctor --only hot-keys,lag"],
    causes: [
      {
        cause: "One shard has most of the records.",
        mend: "See write-throttled: spread the keys, or split that shard.",
      },
      { cause: "Refreshes come late.", mend: "See refresh-stopped and data-not-fresh." },
      {
        cause: "A backlog is being read: after an outage, or the view is new.",
        mend: "Wait: it falls with each refresh.",
      },
    ],
    verify: "ScanLagSeconds is below the threshold for three evaluations.",
  },
  "records-skipped": {
    lookFirst: ["query sql/queries/skipped-records.sql", "doctor --only skipped-records"],
    causes: [
      {
        cause: "A record is larger than the view's column takes (1 MiB, where the view is from before patch 203).",
        mend: "Send smaller ones, or make the view again, which then takes 16 MiB.",
      },
      {
        cause: "The record can't be read by the view's expressions.",
        mend: "`pipeline doctor` names shard, sequence number and reason; read it from the stream before it expires.",
      },
    ],
    verify: "SkippedRecords is 0 once the window has passed. What was skipped does not come back by itself.",
  },
  "scan-errors": {
    lookFirst: ["query sql/queries/skipped-records.sql", "doctor --only skipped-records"],
    causes: [
      { cause: "Records were skipped.", mend: "See records-skipped." },
      {
        cause: "The stream could not be read for a time.",
        mend: "See refresh-failed; the next refresh reads on from where the last one ended.",
      },
    ],
    verify: "No new row of SYS_STREAM_SCAN_ERRORS in the window.",
  },
} as const satisfies Readonly<Record<string, RunbookEntry>>;
