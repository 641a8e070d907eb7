import { names, settings } from "./stage.ts";

const { shards, retentionHours, keyArn } = settings.stream;

/**
 * Not `sst.aws.KinesisStream`: a link to it grants `kinesis:*`, and its physical name has upper-case letters, which
 * breaks Redshift's auto refresh (https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html).
 */
export const stream = new aws.kinesis.Stream(
  "Stream",
  {
    name: names.stream,
    ...(shards === "on-demand"
      ? { streamModeDetails: { streamMode: "ON_DEMAND" } }
      : { streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: shards }),
    retentionPeriod: retentionHours,
    encryptionType: "KMS",
    kmsKeyId: keyArn ?? "alias/aws/kinesis",
  },
  // What the stream still holds in production outlives a mistake in this file.
  { protect: settings.isProduction, retainOnDelete: settings.isProduction },
);

/** What writing needs beside the stream itself; the AWS-managed key needs no permission. */
export const streamWriteKey = keyArn ? [{ actions: ["kms:GenerateDataKey"], resources: [keyArn] }] : [];
export const streamReadKey = keyArn ? [{ actions: ["kms:Decrypt"], resources: [keyArn] }] : [];
