import { z } from "zod";
import { stableUuid } from "../../../identifiers.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { usageLimitState } from "../namespace-state.ts";
import { describeUsageLimit, type ServerlessStore } from "../serverless-store.ts";
import { pageFields } from "./input.ts";

const { usageType, amount, period, breachAction } = usageLimitState.shape;

const createInput = z.strictObject({
  resourceArn: z.string().min(1),
  usageType,
  amount: amount.int().min(1),
  period: period.default("monthly"),
  breachAction: breachAction.default("log"),
});

/** Limits are kept and told again; nothing is counted here. https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateUsageLimit.html */
export function createUsageLimit(store: ServerlessStore): Operation<z.output<typeof createInput>> {
  return {
    input: createInput,
    resources: ({ resourceArn }) => [resourceArn],
    run: async (request) => {
      store.workgroup(request.resourceArn);
      const id = stableUuid("usage-limit", `${request.resourceArn} ${request.usageType} ${request.period}`);
      if (store.usageLimits.some((limit) => limit.id === id)) {
        throw new AwsError("ConflictException", `There is a ${request.period} limit of ${request.usageType} already.`);
      }
      const limit = { id, ...request };
      await store.putUsageLimit(limit);
      return { usageLimit: describeUsageLimit(limit) };
    },
  };
}

const idInput = z.strictObject({ usageLimitId: z.string().min(1) });

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetUsageLimit.html */
export function getUsageLimit(store: ServerlessStore): Operation<z.output<typeof idInput>> {
  return {
    input: idInput,
    resources: () => ["*"],
    run: ({ usageLimitId }) => ({ usageLimit: describeUsageLimit(store.usageLimit(usageLimitId)) }),
  };
}

const listInput = z.strictObject({
  ...pageFields,
  resourceArn: z.string().optional(),
  usageType: usageType.optional(),
});

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_ListUsageLimits.html */
export function listUsageLimits(store: ServerlessStore): Operation<z.output<typeof listInput>> {
  return {
    input: listInput,
    resources: () => ["*"],
    run: (request) => {
      const matching = store.usageLimits
        .filter((limit) => request.resourceArn === undefined || limit.resourceArn === request.resourceArn)
        .filter((limit) => request.usageType === undefined || limit.usageType === request.usageType);
      const { page, next } = pageOf(matching, request.nextToken, request.maxResults, "InvalidPaginationException");
      return { usageLimits: page.map(describeUsageLimit), nextToken: next };
    },
  };
}

const updateInput = z.strictObject({
  usageLimitId: z.string().min(1),
  amount: amount.int().min(1).optional(),
  breachAction: breachAction.optional(),
});

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateUsageLimit.html */
export function updateUsageLimit(store: ServerlessStore): Operation<z.output<typeof updateInput>> {
  return {
    input: updateInput,
    resources: () => ["*"],
    run: async ({ usageLimitId, ...change }) => {
      const before = store.usageLimit(usageLimitId);
      const limit = {
        ...before,
        amount: change.amount ?? before.amount,
        breachAction: change.breachAction ?? before.breachAction,
      };
      await store.putUsageLimit(limit);
      return { usageLimit: describeUsageLimit(limit) };
    },
  };
}

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_DeleteUsageLimit.html */
export function deleteUsageLimit(store: ServerlessStore): Operation<z.output<typeof idInput>> {
  return {
    input: idInput,
    resources: () => ["*"],
    run: async ({ usageLimitId }) => {
      const limit = store.usageLimit(usageLimitId);
      await store.deleteUsageLimit(usageLimitId);
      return { usageLimit: describeUsageLimit(limit) };
    },
  };
}
