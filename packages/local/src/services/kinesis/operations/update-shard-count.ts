import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { DailyQuota } from "../daily-quota.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { requireProvisioned } from "../provisioned.ts";
import { scaleUniformly } from "../reshard.ts";
import { requireShardsLeft } from "../shard-quota.ts";
import { nameOf, streamArn, streamFields } from "../stream-input.ts";

const input = z.strictObject({
  ...streamFields,
  TargetShardCount: z.number().int().min(1),
  ScalingType: z.enum(["UNIFORM_SCALING"]),
});

/** Not beyond double nor below half, and ten times a day. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html */
export function updateShardCount(kinesis: KinesisContext): Operation<z.infer<typeof input>> {
  const { aws, store } = kinesis;
  const quota = new DailyQuota(10, "be scaled");
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.changeable(nameOf(request));
      requireProvisioned(stream, "UpdateShardCount");
      const current = stream.openShards.length;
      const target = request.TargetShardCount;
      if (target > current * 2)
        throw outOfRange(`scale up over double the current shard count (${current} to ${target})`);
      if (target < current / 2)
        throw outOfRange(`scale down below half the current shard count (${current} to ${target})`);
      requireShardsLeft(store, Math.max(0, target - current));
      quota.use(stream, store.now());
      scaleUniformly(stream, target, store.now());
      store.begin(stream, "UPDATING");
      return {
        StreamName: stream.name,
        StreamARN: streamArn(aws.region, stream.name),
        CurrentShardCount: current,
        TargetShardCount: target,
      };
    },
  };
}

function outOfRange(what: string): AwsError {
  return new AwsError("LimitExceededException", `UpdateShardCount cannot ${what}.`);
}
