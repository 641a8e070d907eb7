import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on what the records are worth. */
export const QUALITY_RUNBOOK = {
  "invalid-records": {
    lookFirst: ["query quarantine", "query encodings"],
    causes: [
      {
        cause: "A sender changed its format: other keys, keys in upper case, another type.",
        mend: "Change it back, or let the views read both (sql/views/sensor-data-optimized-decode.sql) and run set-up.",
      },
      {
        cause: "Records come compressed, aggregated by the KPL or in an encoding the views do not decode.",
        mend: "Switch that off at the sender: Redshift takes the bytes as they are.",
      },
      {
        cause: "Something else writes to the stream.",
        mend: "Look at partition_key in quarantine; give it a stream of its own.",
      },
    ],
    verify:
      "The share falls below the threshold as the window passes. What is in quarantine stays there, with its reason.",
  },
  "duplicate-records": {
    lookFirst: ["query sql/queries/record-states.sql", "status"],
    causes: [
      {
        cause: "The producer retries after lost answers or throttling.",
        mend: "See write-throttled; its log counts what was sent again.",
      },
      {
        cause: "A batch was sent twice: an event was tried again, or a file was produced twice.",
        mend: "None needed: the copies are hidden by event_id.",
      },
      {
        cause: "A sender gives different readings the same event_id.",
        mend: "Mend the sender: the second reading is hidden.",
      },
    ],
    verify: "The share falls below the threshold as the window passes.",
  },
  "unknown-encodings": {
    lookFirst: ["query encodings", "query quarantine"],
    causes: [
      { cause: "A sender compresses its records.", mend: "Switch that off: Redshift expands nothing." },
      {
        cause: "A sender uses the KPL with aggregation.",
        mend: "Switch aggregation off: Redshift stores the aggregate as it is.",
      },
      {
        cause: "Something else writes to the stream.",
        mend: "Look at partition_key in quarantine; give it a stream of its own.",
      },
    ],
    verify: "`pipeline query encodings` shows no new record in them.",
  },
  "latency-high": {
    lookFirst: ["query freshness", "bench"],
    causes: [
      { cause: "Refreshes come late.", mend: "See data-not-fresh, scan-lag and iterator-age." },
      {
        cause: "Senders hold readings back and send them in bursts.",
        mend: "`pipeline query recent` shows readings' own times beside their arrivals; send sooner.",
      },
      { cause: "A sender's clock is slow.", mend: "`pipeline doctor --only clock-skew` names the sensors." },
    ],
    verify: "LatencySeconds is below the threshold with the next evaluation.",
  },
} as const satisfies Readonly<Record<string, RunbookEntry>>;
