/** What a person does about an alarm: an entry of the runbook, under the alarm's key. */
export interface RunbookEntry {
  /** Commands to run first, without `pipeline`. */
  readonly lookFirst: readonly string[];
  /** The likeliest first, each with what mends it. */
  readonly causes: readonly { readonly cause: string; readonly mend: string }[];
  /** How to see that it worked. */
  readonly verify: string;
}

/** By the alarm's key; every alarm has one, and a test holds the two together. */
export const RUNBOOK: Readonly<Record<string, RunbookEntry>> = {
  "producer-failing": {
    lookFirst: ["doctor", "produce --count 1"],
    causes: [
      {
        cause: "The stream is gone, being made or deleted, or in another region.",
        mend: "Deploy the stage again; the function's log names the stream and its status.",
      },
      {
        cause: "The producer's role may not write: AccessDeniedException, or a KMS key it may not use.",
        mend: "Deploy again; with a key of your own, let the producer's role have kms:GenerateDataKey in the key's policy.",
      },
      {
        cause: "The shards take no more: ProvisionedThroughputExceededException after all retries.",
        mend: "See write-throttled.",
      },
      { cause: "A new version of the function is at fault.", mend: "Deploy the version before it." },
    ],
    verify:
      "The next interval sends all its records. Events given up are in the queue <stage>-producer-failed: send them to the function again, a batch sent twice collapses.",
  },
  "producer-silent": {
    lookFirst: ["status", "doctor"],
    causes: [
      { cause: "The schedule is off: the stage is paused.", mend: "`pipeline resume`, if it shall run." },
      {
        cause: "The schedule runs and its invocations fail.",
        mend: "See producer-failing; the queue <stage>-producer-undelivered holds what could not be handed over.",
      },
      {
        cause: "Sensors of your own stopped sending.",
        mend: "Look at what sends: the stream itself takes records (`pipeline produce --count 1`).",
      },
    ],
    verify: "`pipeline status` shows incoming records, and the alarm is OK after one interval.",
  },
  "write-throttled": {
    lookFirst: ["status", "doctor --only hot-keys"],
    causes: [
      {
        cause: "More records or bytes than the shards take: 1,000 records or 1 MiB a second each.",
        mend: "Raise PIPELINE_SHARDS and deploy, or PIPELINE_SHARDS=on-demand.",
      },
      {
        cause: "One partition key has most of the records, so that one shard has them all.",
        mend: "Give that sensor's records more keys, or split its shard.",
      },
      {
        cause: "A burst after an outage.",
        mend: "Wait: what was refused is sent again; send at a lower rate (--rate).",
      },
    ],
    verify:
      "The metric has no datapoint above 0 for five minutes; nothing is in the producer's queue of failed events.",
  },
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
  "temperature-high": {
    lookFirst: ["query alerts", "query recent"],
    causes: [
      { cause: "It is hot there.", mend: "Whatever the sensor stands for: see to it." },
      {
        cause: "The threshold is not this sensor's.",
        mend: "Give it its own row in sensor_thresholds; PIPELINE_TEMPERATURE_HIGH and set-up change everybody's.",
      },
      {
        cause: "The sensor is out of order.",
        mend: "Compare it with its neighbours; status ERROR or CALIBRATING says so.",
      },
    ],
    verify: "No reading of category HIGH in the window: the alarm is OK after one evaluation.",
  },
  "temperature-low": {
    lookFirst: ["query alerts", "query recent"],
    causes: [
      { cause: "It is cold there.", mend: "Whatever the sensor stands for: see to it." },
      {
        cause: "The threshold is not this sensor's.",
        mend: "Give it its own row in sensor_thresholds; PIPELINE_TEMPERATURE_LOW and set-up change everybody's.",
      },
      {
        cause: "The sensor is out of order.",
        mend: "Compare it with its neighbours; status ERROR or CALIBRATING says so.",
      },
    ],
    verify: "No reading of category LOW in the window: the alarm is OK after one evaluation.",
  },
  "sensors-in-error": {
    lookFirst: ["query summary", "query recent"],
    causes: [
      {
        cause: "Those sensors say so themselves.",
        mend: "See to them; their newest reading counts, so one good one clears it.",
      },
      {
        cause: "They sent ERROR and nothing since.",
        mend: "A sensor that is silent keeps its last status until the window has passed.",
      },
    ],
    verify: "The newest reading of each sensor has another status.",
  },
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
  "setup-failed": {
    lookFirst: ["setup --status"],
    causes: [
      {
        cause: "What is there differs from what the files say, and set-up does not guess.",
        mend: "Its cause names the difference: drop that object, change the file back, or start it with replaceViews for plain views.",
      },
      {
        cause: "The role is not associated with the warehouse, or not trusted.",
        mend: "Associate it; `pipeline doctor` names it.",
      },
      {
        cause: "Redshift refused a statement.",
        mend: "The cause has the file and Redshift's words; `npm run lint:sql` explains many.",
      },
    ],
    verify: "`pipeline setup` ends with what was created; it can be started again at any time.",
  },
  "setup-missing": {
    lookFirst: ["setup --status"],
    causes: [
      { cause: "Set-up was never started.", mend: "`pipeline setup`." },
      {
        cause: "The views were dropped.",
        mend: "`pipeline setup`; landed records that were dropped with the view are read again from the stream.",
      },
    ],
    verify: "SetupComplete is 1 with the next evaluation.",
  },
};
