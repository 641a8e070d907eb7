import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { requireProvisioned } from "../provisioned.ts";
import { merge, shardOf } from "../reshard.ts";
import { nameOf, shardIdText, streamFields } from "../stream-input.ts";

const input = z.strictObject({ ...streamFields, ShardToMerge: shardIdText, AdjacentShardToMerge: shardIdText });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html */
export function mergeShards(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.changeable(nameOf(request));
      requireProvisioned(stream, "MergeShards");
      const [first, second] = [shardOf(stream, request.ShardToMerge), shardOf(stream, request.AdjacentShardToMerge)];
      merge(stream, first, second, store.now());
      store.begin(stream, "UPDATING");
    },
  };
}
