import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { describeStreamSettings } from "../stream-description.ts";
import { nameOf, shardIdText, streamFields } from "../stream-input.ts";

const input = z.strictObject({
  ...streamFields,
  Limit: z.number().int().min(1).max(10_000).default(100),
  ExclusiveStartShardId: shardIdText.optional(),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html */
export function describeStream(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = kinesis.store.get(nameOf(request));
      const { ExclusiveStartShardId: after } = request;
      const rest = stream.shards.filter(({ id }) => after === undefined || id > after);
      return {
        StreamDescription: {
          ...describeStreamSettings(kinesis, stream),
          Shards: rest.slice(0, request.Limit).map((shard) => shard.describe()),
          HasMoreShards: rest.length > request.Limit,
        },
      };
    },
  };
}
