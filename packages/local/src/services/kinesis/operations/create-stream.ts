import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { requireShardsLeft } from "../shard-quota.ts";
import { newStreamState } from "../stream.ts";
import { invalidArgument, streamName, tagMap } from "../stream-input.ts";

/** An on-demand stream begins with these. https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const ON_DEMAND_SHARDS = 4;

const input = z.strictObject({
  StreamName: streamName,
  ShardCount: z.number().int().min(1).optional(),
  StreamModeDetails: z.strictObject({ StreamMode: z.enum(["PROVISIONED", "ON_DEMAND"]) }).optional(),
  Tags: tagMap.optional(),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export function createStream(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: ({ StreamName, ShardCount, StreamModeDetails, Tags = {} }) => {
      if (store.find(StreamName)) {
        throw new AwsError(
          "ResourceInUseException",
          `Stream ${StreamName} under account ${ACCOUNT_ID} already exists.`,
        );
      }
      const mode = StreamModeDetails?.StreamMode ?? "PROVISIONED";
      if (mode === "PROVISIONED" && ShardCount === undefined) {
        throw invalidArgument("ShardCount must be given for a stream of mode PROVISIONED.");
      }
      if (mode === "ON_DEMAND" && ShardCount !== undefined) {
        throw invalidArgument("ShardCount must not be given for a stream of mode ON_DEMAND.");
      }
      const shardCount = ShardCount ?? ON_DEMAND_SHARDS;
      requireShardsLeft(store, shardCount);
      store.create(newStreamState(StreamName, mode, shardCount, Tags, store.now()));
    },
  };
}
