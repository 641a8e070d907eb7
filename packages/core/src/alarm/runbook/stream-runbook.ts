import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on how the stream is read. */
export const STREAM_RUNBOOK = {
  "iterator-age": {
    lookFirst: ["query freshness", "doctor --only lag,refresh"],
    causes: [
      {
        cause: "Refreshes come late or take long.",
        mend: "See data-not-fresh; with auto refresh, refresh at a rate (PIPELINE_REFRESH).",
      },
      {
        cause: "More comes in than is read.",
        mend: "More shards (PIPELINE_SHARDS): Redshift reads them side by side.",
      },
      {
        cause: "Another reader of the stream is behind: the metric has no reader's name.",
        mend: "`pipeline query freshness` tells whether it is ours; if not, it is theirs to mend.",
      },
    ],
    verify:
      "The metric stays below the threshold for three periods, and every shard is young in `pipeline query freshness`.",
  },
  "retention-at-risk": {
    lookFirst: ["query freshness", "status"],
    causes: [
      {
        cause: "Nothing has been refreshed for hours.",
        mend: "See data-not-fresh and mend it before the other half of the time has passed.",
      },
      {
        cause: "The landing view is new, and reads the stream from its oldest record.",
        mend: "Wait: the age falls with each refresh.",
      },
      {
        cause: "It can't be mended in time.",
        mend: "Raise PIPELINE_RETENTION_HOURS and deploy: it holds for the records that are there already.",
      },
      {
        cause: "Another reader of the stream stands still.",
        mend: "`pipeline query freshness` tells whether it is ours; if not, tell whose it is.",
      },
    ],
    verify: "The age falls with each refresh; `pipeline query freshness` shows no gap.",
  },
  "read-throttled": {
    lookFirst: ["doctor --only throttling", "status"],
    causes: [
      {
        cause: "Several streaming views read the stream: each is a consumer of every shard.",
        mend: "Keep one, and put plain views over it; `pipeline doctor` names the others.",
      },
      {
        cause: "Another program reads it, with its own polling.",
        mend: "Give it enhanced fan-out, or let it poll less.",
      },
      { cause: "Large records: a shard gives 2 MB a second.", mend: "More shards (PIPELINE_SHARDS)." },
    ],
    verify: "ReadProvisionedThroughputExceeded is 0 for ten minutes.",
  },
} as const satisfies Readonly<Record<string, RunbookEntry>>;
