import { z } from "zod";
import { type ApplyScope, type ResourceType, unless } from "../apply-scope.ts";

const NOT_FOUND = ["NotFound", "NotFoundException"];

const topicInputs = z.strictObject({
  name: z.string(),
  displayName: z.string().optional(),
  policy: z.string().optional(),
  kmsMasterKeyId: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
});
const policyInputs = z.strictObject({ arn: z.string(), policy: z.string() });
const subscriptionInputs = z.strictObject({
  topic: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
  rawMessageDelivery: z.boolean().optional(),
  filterPolicy: z.string().optional(),
});

/** Attributes of a topic by Pulumi's name. */
const ATTRIBUTES = { displayName: "DisplayName", policy: "Policy", kmsMasterKeyId: "KmsMasterKeyId" } as const;

export const topic: ResourceType = {
  async apply({ inputs }, { call }) {
    const wanted = topicInputs.parse(inputs);
    const Tags = Object.entries(wanted.tags).map(([Key, Value]) => ({ Key, Value }));
    const { TopicArn } = await call<{ TopicArn: string }>("sns", "CreateTopic", {
      Name: wanted.name,
      ...(Tags.length > 0 ? { Tags } : {}),
    });
    for (const [field, AttributeName] of Object.entries(ATTRIBUTES)) {
      const AttributeValue = wanted[field as keyof typeof ATTRIBUTES];
      if (AttributeValue !== undefined) {
        await call("sns", "SetTopicAttributes", { TopicArn, AttributeName, AttributeValue });
      }
    }
  },
  async remove({ state }, { call }) {
    await unless(NOT_FOUND, call("sns", "DeleteTopic", { TopicArn: state.arn }));
  },
};

export const topicPolicy: ResourceType = {
  async apply({ inputs }, { call }) {
    const { arn: TopicArn, policy } = policyInputs.parse(inputs);
    await call("sns", "SetTopicAttributes", { TopicArn, AttributeName: "Policy", AttributeValue: policy });
  },
  // It goes with its topic: a topic is never without a policy.
  remove: async () => undefined,
};

export const topicSubscription: ResourceType = {
  async apply({ inputs }, { call }) {
    const { topic: TopicArn, protocol, endpoint, rawMessageDelivery, filterPolicy } = subscriptionInputs.parse(inputs);
    await call("sns", "Subscribe", {
      TopicArn,
      Protocol: protocol,
      Endpoint: endpoint,
      Attributes: {
        ...(rawMessageDelivery === undefined ? {} : { RawMessageDelivery: String(rawMessageDelivery) }),
        ...(filterPolicy === undefined ? {} : { FilterPolicy: filterPolicy }),
      },
      ReturnSubscriptionArn: true,
    });
  },
  async remove({ inputs }, scope) {
    const { topic: TopicArn, protocol, endpoint } = subscriptionInputs.parse(inputs);
    const found = (await subscriptionsOf(scope, TopicArn)).find(
      (one) => one.Protocol === protocol && one.Endpoint === endpoint,
    );
    if (found) await scope.call("sns", "Unsubscribe", { SubscriptionArn: found.SubscriptionArn });
  },
};

interface Subscription {
  readonly SubscriptionArn: string;
  readonly Protocol: string;
  readonly Endpoint: string;
}

async function subscriptionsOf({ call }: ApplyScope, TopicArn: string): Promise<readonly Subscription[]> {
  const answer = call<{ Subscriptions?: readonly Subscription[] }>("sns", "ListSubscriptionsByTopic", { TopicArn });
  return (await unless(NOT_FOUND, answer))?.Subscriptions ?? [];
}
