import { z } from "zod";
import type { ApplyScope, ResourceType } from "../apply-scope.ts";

const inputs = z.strictObject({
  resourceArn: z.string(),
  usageType: z.string(),
  amount: z.number(),
  period: z.string().optional(),
  breachAction: z.string().optional(),
});

interface UsageLimit {
  readonly usageLimitId: string;
  readonly amount: number;
  readonly period?: string;
  readonly breachAction?: string;
}

/** A limit of a workgroup's use: one of each usage type and period. */
export const usageLimit: ResourceType = {
  async apply(resource, scope) {
    const wanted = inputs.parse(resource.inputs);
    const { amount, breachAction } = wanted;
    const found = await find(scope, wanted);
    if (!found) await scope.call("redshift-serverless", "CreateUsageLimit", wanted);
    else if (found.amount !== amount || (breachAction !== undefined && found.breachAction !== breachAction)) {
      const { usageLimitId } = found;
      const change = { usageLimitId, amount, ...(breachAction === undefined ? {} : { breachAction }) };
      await scope.call("redshift-serverless", "UpdateUsageLimit", change);
    }
  },
  async remove(resource, scope) {
    const found = await find(scope, inputs.parse(resource.inputs));
    if (found) await scope.call("redshift-serverless", "DeleteUsageLimit", { usageLimitId: found.usageLimitId });
  },
};

async function find({ call }: ApplyScope, wanted: z.infer<typeof inputs>): Promise<UsageLimit | undefined> {
  const { resourceArn, usageType, period = "monthly" } = wanted;
  const { usageLimits = [] } = await call<{ usageLimits?: readonly UsageLimit[] }>(
    "redshift-serverless",
    "ListUsageLimits",
    { resourceArn, usageType },
  );
  return usageLimits.find((limit) => (limit.period ?? "monthly") === period);
}
