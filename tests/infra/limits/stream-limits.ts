import { type Limit, nameLimit, oneOf, wholeFrom } from "./limit.ts";

const STREAM = "aws:kinesis/stream:Stream";
const API = "https://docs.aws.amazon.com/kinesis/latest/APIReference";
const QUOTAS = "https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";

interface Capacity {
  readonly streamModeDetails: { readonly streamMode: string };
  readonly shardCount?: number;
}

export const STREAM_LIMITS: readonly Limit[] = [
  nameLimit(
    STREAM,
    "name",
    /^[a-z0-9_.-]{1,128}$/,
    "is up to 128 of a-z, 0-9 and _.- (Kinesis takes A-Z too, Redshift's auto refresh does not)",
    "https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html",
  ),
  {
    type: STREAM,
    input: "retentionPeriod",
    allowed: "is 24 to 8760 hours",
    source: QUOTAS,
    takes: wholeFrom(24, 8760),
    mistake: () => 12,
  },
  {
    type: STREAM,
    input: "shardCount",
    allowed: "is at least 1, and within the quota that every region gives without being asked",
    source: QUOTAS,
    takes: wholeFrom(1, 1000),
    mistake: () => 0,
  },
  {
    type: STREAM,
    input: "",
    allowed: "have shards when the stream is provisioned, and none when it is on demand",
    source: `${API}/API_CreateStream.html`,
    takes: ({ streamModeDetails: { streamMode }, shardCount }: Capacity) =>
      ["PROVISIONED", "ON_DEMAND"].includes(streamMode) &&
      (streamMode === "PROVISIONED") === (shardCount !== undefined),
    mistake: ({ shardCount, ...inputs }: Capacity) => ({ ...inputs, ...(shardCount ? {} : { shardCount: 1 }) }),
  },
  {
    type: STREAM,
    input: "encryptionType",
    allowed: "is KMS, which readings deserve and costs nothing with AWS's own key",
    source: `${API}/API_StartStreamEncryption.html`,
    required: true,
    takes: oneOf("KMS"),
    mistake: () => "SSE",
  },
  {
    type: STREAM,
    input: "kmsKeyId",
    allowed: "is alias/aws/kinesis or the ARN of a key: a policy can't name a key by its alias",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html",
    required: true,
    takes: (key: string) => /^(alias\/aws\/kinesis|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+)$/.test(key),
    mistake: () => "arn:aws:kms:eu-west-1:000000000000:alias/mine",
  },
];
