import {
  DescribeStreamSummaryCommand,
  ListShardsCommand,
  PutRecordCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis";
import { askWarehouse } from "./ask-warehouse.ts";
import { REFUSED } from "./probe.ts";
import { type Action, type ProbeContext, until } from "./probe-context.ts";

export const RESHARD_VIEW = "public.smoke_reshard";
/** Records before the split and as many after it, with keys that lie in both halves. */
const RECORDS = 20;
const SPLIT_WITHIN_MS = 300_000;
const EVERY_MS = 2_000;

export const reshard: Action = async (context) => {
  const { warehouse, streamRelation } = context;
  const columns = "partition_key, TRIM(shard_id) AS shard, sequence_number";
  const made = await askWarehouse(
    `CREATE MATERIALIZED VIEW ${RESHARD_VIEW} AS SELECT ${columns} FROM ${streamRelation}`,
    warehouse,
  );
  if (made.startsWith(REFUSED)) return made;
  await put(context, "before");
  await splitFirstShard(context);
  await put(context, "after");
  await askWarehouse(`REFRESH MATERIALIZED VIEW ${RESHARD_VIEW}`, warehouse);
  const first = await landed(context);
  await askWarehouse(`REFRESH MATERIALIZED VIEW ${RESHARD_VIEW}`, warehouse);
  const second = await landed(context);
  const scans = await askWarehouse(
    "SELECT TRIM(partition_id) AS shard, scanned_rows FROM sys_stream_scan_states WHERE TRIM(mv_name) = 'smoke_reshard' ORDER BY record_time, partition_id LIMIT 5",
    warehouse,
  );
  return `lost ${2 * RECORDS - second} of ${2 * RECORDS}; ${first} after the first refresh, ${second} after the second\n${scans}`;
};

async function put({ kinesis, stream }: ProbeContext, when: string): Promise<void> {
  for (let number = 0; number < RECORDS; number += 1) {
    const Data = Buffer.from(JSON.stringify({ smoke: when }));
    await kinesis.send(new PutRecordCommand({ StreamName: stream, PartitionKey: `reshard-${when}-${number}`, Data }));
  }
}

async function splitFirstShard(context: ProbeContext): Promise<void> {
  const { kinesis, stream: StreamName } = context;
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName, ShardFilter: { Type: "AT_LATEST" } }));
  const [shard] = Shards;
  const { StartingHashKey = "0", EndingHashKey = "0" } = shard?.HashKeyRange ?? {};
  const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n;
  await kinesis.send(
    new SplitShardCommand({ StreamName, ShardToSplit: shard?.ShardId, NewStartingHashKey: String(middle) }),
  );
  const split = await until(context, { withinMs: SPLIT_WITHIN_MS, everyMs: EVERY_MS }, async () => {
    const summary = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    const { StreamStatus, OpenShardCount = 0 } = summary.StreamDescriptionSummary ?? {};
    return StreamStatus === "ACTIVE" && OpenShardCount > Shards.length ? true : undefined;
  });
  if (!split) throw new Error(`The split of ${shard?.ShardId} was not done within ${SPLIT_WITHIN_MS / 1_000} s.`);
}

async function landed({ warehouse }: ProbeContext): Promise<number> {
  const answer = await askWarehouse(
    `SELECT COUNT(DISTINCT partition_key) AS n FROM ${RESHARD_VIEW} WHERE partition_key LIKE 'reshard-%'`,
    warehouse,
  );
  return Number(answer.replace("n=", ""));
}
