import path from "node:path";
import type { RunningService, ServiceContext } from "../../service.ts";
import type { KinesisContext } from "./kinesis-context.ts";
import { changeRetention } from "./operations/change-retention.ts";
import { createStream } from "./operations/create-stream.ts";
import { deleteStream } from "./operations/delete-stream.ts";
import { describeLimits } from "./operations/describe-limits.ts";
import { describeStream } from "./operations/describe-stream.ts";
import { describeStreamSummary } from "./operations/describe-stream-summary.ts";
import { getRecords } from "./operations/get-records.ts";
import { getShardIterator } from "./operations/get-shard-iterator.ts";
import { listShards } from "./operations/list-shards.ts";
import { listStreams } from "./operations/list-streams.ts";
import { mergeShards } from "./operations/merge-shards.ts";
import { putRecord } from "./operations/put-record.ts";
import { putRecords } from "./operations/put-records.ts";
import { splitShard } from "./operations/split-shard.ts";
import { streamEncryption } from "./operations/stream-encryption.ts";
import { addTagsToStream, listTagsForStream, removeTagsFromStream } from "./operations/stream-tags.ts";
import { updateShardCount } from "./operations/update-shard-count.ts";
import { updateStreamMode } from "./operations/update-stream-mode.ts";
import { trimPeriodically } from "./retention.ts";
import { AWS_SHARD_RATES, type ShardRates } from "./shard-limits.ts";
import { createStreamMetrics } from "./stream-metrics.ts";
import { StreamStore } from "./stream-store.ts";

export interface KinesisOptions {
  /** How long a change of a stream shows as CREATING, UPDATING or DELETING, in local milliseconds. @default 0 */
  readonly transitionMs?: number;
  /** What a shard takes and gives each second. @default AWS's limits */
  readonly shardRates?: ShardRates;
}

/** Amazon Kinesis Data Streams, kept in the folder `kinesis` of the local AWS. See SUPPORT.md. */
export function createKinesisService(
  context: ServiceContext,
  { transitionMs = 0, shardRates = AWS_SHARD_RATES }: KinesisOptions = {},
): RunningService {
  const store = new StreamStore({
    folder: path.join(context.folder, "kinesis"),
    clock: context.clock,
    rates: shardRates,
    transitionMs,
  });
  const kinesis: KinesisContext = { aws: context, store, metrics: createStreamMetrics(context.recordMetric) };
  const retention = trimPeriodically(store);

  return {
    service: {
      signingName: "kinesis",
      iamPrefix: "kinesis",
      protocols: ["json-1.1"],
      targetPrefix: "Kinesis_20131202",
      operations: {
        AddTagsToStream: addTagsToStream(kinesis),
        CreateStream: createStream(kinesis),
        DecreaseStreamRetentionPeriod: changeRetention(kinesis, "decrease"),
        DeleteStream: deleteStream(kinesis),
        DescribeLimits: describeLimits(kinesis),
        DescribeStream: describeStream(kinesis),
        DescribeStreamSummary: describeStreamSummary(kinesis),
        GetRecords: getRecords(kinesis),
        GetShardIterator: getShardIterator(kinesis),
        IncreaseStreamRetentionPeriod: changeRetention(kinesis, "increase"),
        ListShards: listShards(kinesis),
        ListStreams: listStreams(kinesis),
        ListTagsForStream: listTagsForStream(kinesis),
        MergeShards: mergeShards(kinesis),
        PutRecord: putRecord(kinesis),
        PutRecords: putRecords(kinesis),
        RemoveTagsFromStream: removeTagsFromStream(kinesis),
        SplitShard: splitShard(kinesis),
        StartStreamEncryption: streamEncryption(kinesis, "start"),
        StopStreamEncryption: streamEncryption(kinesis, "stop"),
        UpdateShardCount: updateShardCount(kinesis),
        UpdateStreamMode: updateStreamMode(kinesis),
      },
    },
    async close() {
      await retention.stop();
      store.close();
    },
  };
}
