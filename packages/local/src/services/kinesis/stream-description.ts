import { encryptionOf } from "./encryption-key.ts";
import type { KinesisContext } from "./kinesis-context.ts";
import type { Stream } from "./stream.ts";
import { streamArn } from "./stream-input.ts";

/** What DescribeStream and DescribeStreamSummary say alike. */
export function describeStreamSettings({ aws, store }: KinesisContext, stream: Stream) {
  const { keyId, mode, retentionHours } = stream.settings;
  return {
    StreamName: stream.name,
    StreamARN: streamArn(aws.region, stream.name),
    StreamStatus: stream.status(store.now()),
    StreamModeDetails: { StreamMode: mode },
    RetentionPeriodHours: retentionHours,
    StreamCreationTimestamp: new Date(stream.createdAt),
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: encryptionOf(stream),
    KeyId: keyId,
  };
}
