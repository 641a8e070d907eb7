import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { requireProvisioned } from "../provisioned.ts";
import { shardOf, split } from "../reshard.ts";
import { requireShardsLeft } from "../shard-quota.ts";
import { hashKeyText, nameOf, shardIdText, streamFields } from "../stream-input.ts";

const input = z.strictObject({ ...streamFields, ShardToSplit: shardIdText, NewStartingHashKey: hashKeyText });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html */
export function splitShard(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.changeable(nameOf(request));
      requireProvisioned(stream, "SplitShard");
      const shard = shardOf(stream, request.ShardToSplit);
      requireShardsLeft(store, 1);
      split(stream, shard, BigInt(request.NewStartingHashKey), store.now());
      store.begin(stream, "UPDATING");
    },
  };
}
