import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import { AwsError, NotSupportedError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { boolean } from "../../wire-value.ts";
import { PROTOCOLS } from "../deliver.ts";
import { checkSubscriptionAttribute } from "../topic-attributes.ts";
import { type Subscription, subscriptionArn, type TopicStore } from "../topic-store.ts";

const PAGE = 100;
const PENDING = "PendingConfirmation";

/** What an endpoint must look like, by protocol. */
const ENDPOINTS: Readonly<Record<string, RegExp>> = {
  sqs: /^arn:aws[\w-]*:sqs:[^:]+:\d{12}:[\w-]+$/,
  lambda: /^arn:aws[\w-]*:lambda:[^:]+:\d{12}:function:[\w-]+(:[\w-]+)?$/,
  email: /^[^@\s]+@[^@\s]+$/,
};

const subscribeInput = z.strictObject({
  TopicArn: z.string().min(1),
  Protocol: z.string().min(1),
  Endpoint: z.string().optional(),
  Attributes: z.record(z.string(), z.string()).optional(),
  ReturnSubscriptionArn: boolean.optional(),
});
const confirmInput = z.strictObject({ TopicArn: z.string().min(1), Token: z.string().min(1) });
const subscriptionInput = z.strictObject({ SubscriptionArn: z.string().min(1) });
const setInput = z.strictObject({
  SubscriptionArn: z.string().min(1),
  AttributeName: z.string(),
  AttributeValue: z.string().optional(),
});
const listInput = z.strictObject({ NextToken: z.string().optional() });
const listByTopicInput = z.strictObject({ TopicArn: z.string().min(1), NextToken: z.string().optional() });

/** Subscribe, ConfirmSubscription, Unsubscribe, their attributes and their lists. */
export function subscriptionOperations(store: TopicStore) {
  const byTopic = ({ TopicArn }: { TopicArn: string }) => [TopicArn];
  const bySubscription = ({ SubscriptionArn }: { SubscriptionArn: string }) => [SubscriptionArn];

  /** The same endpoint twice is the same subscription. An e-mail address has to be confirmed first, as on AWS. */
  const Subscribe: Operation<z.output<typeof subscribeInput>, { SubscriptionArn: string }> = {
    input: subscribeInput,
    resources: byTopic,
    run: ({ TopicArn, Protocol, Endpoint = "", Attributes = {}, ReturnSubscriptionArn = false }) => {
      const topic = store.require(TopicArn);
      if (!(Protocol in PROTOCOLS)) throw new NotSupportedError(`Subscription protocol ${Protocol}`);
      if (!ENDPOINTS[Protocol]?.test(Endpoint)) {
        throw new AwsError(
          "InvalidParameter",
          `Invalid parameter: Endpoint "${Endpoint}" is none of the protocol ${Protocol}`,
        );
      }
      for (const [name, value] of Object.entries(Attributes)) checkSubscriptionAttribute(name, value);
      const existing = store
        .subscriptionsOf(topic.arn)
        .find((one) => one.protocol === Protocol && one.endpoint === Endpoint);
      const subscription: Subscription = existing ?? {
        arn: subscriptionArn(topic.arn),
        topicArn: topic.arn,
        protocol: Protocol,
        endpoint: Endpoint,
        attributes: Attributes,
        ...(Protocol === "email" ? { token: randomUUID().replaceAll("-", "") } : {}),
      };
      store.putSubscription(subscription);
      const pending = subscription.token !== undefined && !ReturnSubscriptionArn;
      return { SubscriptionArn: pending ? "pending confirmation" : subscription.arn };
    },
  };
  const ConfirmSubscription: Operation<z.output<typeof confirmInput>, { SubscriptionArn: string }> = {
    input: confirmInput,
    resources: byTopic,
    run: ({ TopicArn, Token }) => {
      const subscription = store.subscriptionsOf(TopicArn).find(({ token }) => token === Token);
      if (subscription === undefined)
        throw new AwsError("InvalidParameter", "Invalid parameter: Token Reason: Invalid token");
      const { token: _, ...confirmed } = subscription;
      store.putSubscription(confirmed);
      return { SubscriptionArn: confirmed.arn };
    },
  };
  const Unsubscribe: Operation<z.output<typeof subscriptionInput>, void> = {
    input: subscriptionInput,
    resources: bySubscription,
    run: ({ SubscriptionArn }) => store.deleteSubscription(SubscriptionArn),
  };
  const GetSubscriptionAttributes: Operation<
    z.output<typeof subscriptionInput>,
    { Attributes: Readonly<Record<string, string>> }
  > = {
    input: subscriptionInput,
    resources: bySubscription,
    run: ({ SubscriptionArn }) => {
      const { arn, topicArn, protocol, endpoint, attributes, token } = store.requireSubscription(SubscriptionArn);
      const fixed = {
        SubscriptionArn: arn,
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        Owner: ACCOUNT_ID,
      };
      return {
        Attributes: {
          RawMessageDelivery: "false",
          ...attributes,
          ...fixed,
          PendingConfirmation: `${token !== undefined}`,
        },
      };
    },
  };
  const SetSubscriptionAttributes: Operation<z.output<typeof setInput>, void> = {
    input: setInput,
    resources: bySubscription,
    run: ({ SubscriptionArn, AttributeName, AttributeValue = "" }) => {
      const subscription = store.requireSubscription(SubscriptionArn);
      checkSubscriptionAttribute(AttributeName, AttributeValue);
      store.putSubscription({
        ...subscription,
        attributes: { ...subscription.attributes, [AttributeName]: AttributeValue },
      });
    },
  };
  const ListSubscriptions: Operation<z.output<typeof listInput>, object> = {
    input: listInput,
    resources: () => ["*"],
    run: ({ NextToken }) => page(store.subscriptions(), NextToken),
  };
  const ListSubscriptionsByTopic: Operation<z.output<typeof listByTopicInput>, object> = {
    input: listByTopicInput,
    resources: byTopic,
    run: ({ TopicArn, NextToken }) => page(store.subscriptionsOf(store.require(TopicArn).arn), NextToken),
  };
  return {
    Subscribe,
    ConfirmSubscription,
    Unsubscribe,
    GetSubscriptionAttributes,
    SetSubscriptionAttributes,
    ListSubscriptions,
    ListSubscriptionsByTopic,
  };
}

function page(subscriptions: readonly Subscription[], token: string | undefined): object {
  const { page: found, next } = pageOf(subscriptions, token, PAGE, "InvalidParameter");
  const Subscriptions = found.map((one) => ({
    SubscriptionArn: one.token === undefined ? one.arn : PENDING,
    Owner: ACCOUNT_ID,
    Protocol: one.protocol,
    Endpoint: one.endpoint,
    TopicArn: one.topicArn,
  }));
  return { Subscriptions, NextToken: next };
}
