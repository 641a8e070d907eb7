import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on the evaluation of alerts. */
export const EVALUATION_RUNBOOK = {
  "alerts-failing": {
    lookFirst: ["doctor", "query summary"],
    causes: [
      {
        cause:
          "The warehouse does not answer within the function's time: it sleeps, is busy or beyond its daily limit.",
        mend: "Raise PIPELINE_BASE_RPU or PIPELINE_DAILY_RPU_HOURS, or evaluate less often (PIPELINE_ALERTS_MINUTES).",
      },
      {
        cause: "The function's role may not sign in or read: permission denied for ...",
        mend: "`pipeline setup` writes the grants again; deploy for IAM.",
      },
      { cause: "The views are of another version than the function.", mend: "Deploy, then `pipeline setup`." },
    ],
    verify: "`pipeline status` shows a new evaluation; the function's log says done.",
  },
  "alerts-silent": {
    lookFirst: ["status", "doctor"],
    causes: [
      { cause: "The schedule is off: the stage is paused.", mend: "`pipeline resume`, if it shall run." },
      { cause: "Every evaluation fails.", mend: "See alerts-failing." },
      {
        cause: "The schedule can't hand its event over.",
        mend: "The queue <stage>-alerts-undelivered holds it with the reason; deploy again for the schedule's role.",
      },
    ],
    verify: "SetupComplete has a datapoint in each interval again.",
  },
  "alerts-slow": {
    lookFirst: ["doctor", "query sql/queries/record-states.sql"],
    causes: [
      {
        cause: "The workgroup sleeps, and wakes for each evaluation.",
        mend: "None, while it is below the time-out; PIPELINE_BASE_RPU makes it faster.",
      },
      { cause: "The landing view has grown: retention does not run.", mend: "See retention-failed." },
      {
        cause: "The workgroup is busy with others' queries.",
        mend: "Raise PIPELINE_BASE_RPU, or evaluate less often (PIPELINE_ALERTS_MINUTES).",
      },
    ],
    verify: "Duration is below the threshold for three evaluations.",
  },
  "alerts-throttled": {
    lookFirst: ["status", "doctor --only functions"],
    causes: [
      {
        cause: "The account's concurrency is used up by other functions.",
        mend: "Ask for more, or give this function a reserved share.",
      },
      { cause: "The function's own concurrency is set too low.", mend: "Deploy again: the stage reserves none." },
    ],
    verify: "Throttles is 0 for three evaluations, and `pipeline status` shows a new one.",
  },
  "alerts-stale": {
    lookFirst: ["query freshness", "doctor"],
    causes: [
      { cause: "Refreshes don't bring what comes in.", mend: "See data-not-fresh, which should be in ALARM as well." },
      {
        cause: "It is alone: the evaluation believes its data to be fresh, and it is not.",
        mend: "Look whether the function reads this stream's IncomingRecords (its log has watermark and freshnessSeconds), and deploy again.",
      },
    ],
    verify: "WatermarkAgeSeconds falls below the threshold with the next refresh.",
  },
  "events-dropped": {
    lookFirst: ["status", "doctor --only functions"],
    causes: [
      {
        cause: "The function failed three times for the same event.",
        mend: "See producer-failing and alerts-failing.",
      },
      { cause: "The event waited for more than an hour: the function was throttled.", mend: "See alerts-throttled." },
    ],
    verify: "AsyncEventsDropped is 0; what was dropped is in the queue <function>-failed.",
  },
} as const satisfies Readonly<Record<string, RunbookEntry>>;
