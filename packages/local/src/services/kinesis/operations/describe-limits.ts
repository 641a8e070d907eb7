import { z } from "zod";
import type { Operation } from "../../../service.ts";
import type { KinesisContext } from "../kinesis-context.ts";
import { ON_DEMAND_QUOTA, openShardCount, SHARD_QUOTA } from "../shard-quota.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html */
export function describeLimits({ store }: KinesisContext): Operation<Record<string, never>> {
  return {
    input: z.strictObject({}),
    resources: () => ["*"],
    run: () => ({
      ShardLimit: SHARD_QUOTA,
      OpenShardCount: openShardCount(store),
      OnDemandStreamCount: store.all().filter(({ settings }) => settings.mode === "ON_DEMAND").length,
      OnDemandStreamCountLimit: ON_DEMAND_QUOTA,
    }),
  };
}
