import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on what puts readings into the stream. */
export const PRODUCER_RUNBOOK = {
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
  "records-failed": {
    lookFirst: ["status", "doctor"],
    causes: [
      { cause: "The shards take no more, and retries are used up.", mend: "See write-throttled." },
      { cause: "The stream is gone or the producer may not write.", mend: "See producer-failing." },
      {
        cause: "Single records are refused: too large, or with a key that is none.",
        mend: "The function's log names them with Kinesis' words; mend the sender.",
      },
    ],
    verify: "RecordsFailed is 0 for five intervals. What was given up is in the queue <stage>-producer-failed.",
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
} as const satisfies Readonly<Record<string, RunbookEntry>>;
