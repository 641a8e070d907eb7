import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Call, type Operation, type ServiceContext } from "../../../service.ts";
import { requireKeyOf } from "../../encryption-key.ts";
import { PROTOCOLS, type Publication } from "../deliver.ts";
import { checkMessageAttributes, messageAttributesSchema } from "../message-attributes.ts";
import type { Delivery, Publications } from "../publications.ts";
import { topicPolicy } from "../topic-policy.ts";
import type { Subscription, TopicStore } from "../topic-store.ts";

/** 256 KiB: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const MAXIMUM_BYTES = 256 * 1024;
const MAXIMUM_SUBJECT = 100;

const inputSchema = z.strictObject({
  TopicArn: z.string().min(1).optional(),
  TargetArn: z.string().min(1).optional(),
  Message: z.string(),
  Subject: z.string().optional(),
  MessageStructure: z.literal("json").optional(),
  MessageAttributes: messageAttributesSchema.optional(),
});

type Input = z.output<typeof inputSchema>;

export interface PublishContext {
  readonly store: TopicStore;
  readonly publications: Publications;
  readonly clock: LocalClock;
  readonly call: Call;
  readonly aws: Pick<ServiceContext, "identity" | "region">;
  readonly recordMetric: ServiceContext["recordMetric"];
}

/** Answers when every subscription has been tried once; a failed delivery is told of in the record and a metric, not to the publisher. */
export function publish(context: PublishContext): Operation<Input, Promise<{ MessageId: string }>> {
  return {
    input: inputSchema,
    resources: (input) => [arnAsked(input)],
    policy: (input) => topicPolicy(arnAsked(input), context.store.find(arnAsked(input))?.attributes.Policy),
    run: async (input, caller) => {
      const topic = context.store.require(topicArnOf(input));
      requireKeyOf(context.aws, caller, topic.attributes.KmsMasterKeyId);
      const publication: Publication = {
        messageId: randomUUID(),
        topicArn: topic.arn,
        ...(input.Subject === undefined ? {} : { subject: input.Subject }),
        texts: textsOf(input),
        attributes: input.MessageAttributes ?? {},
        publishedAt: context.clock.date(),
      };
      const deliveries = await Promise.all(
        context.store.subscriptionsOf(topic.arn).map((subscription) => deliver(context, publication, subscription)),
      );
      const { texts, ...kept } = publication;
      context.publications.add({ ...kept, message: texts.default ?? "", deliveries });
      recordCounts(context, topic.name, deliveries);
      return { MessageId: publication.messageId };
    },
  };
}

function arnAsked({ TopicArn, TargetArn }: Input): string {
  return TopicArn ?? TargetArn ?? "*";
}

function topicArnOf({ TopicArn, TargetArn }: Input): string {
  const arn = TopicArn ?? TargetArn;
  if (arn !== undefined && (TopicArn === undefined || TargetArn === undefined)) return arn;
  throw new AwsError("InvalidParameter", "Invalid parameter: exactly one of TopicArn and TargetArn must be given");
}

function textsOf(input: Input): Readonly<Record<string, string>> {
  if (input.Message === "") throw new AwsError("InvalidParameter", "Invalid parameter: Empty message");
  if (Buffer.byteLength(input.Message) > MAXIMUM_BYTES)
    throw new AwsError("InvalidParameter", "Invalid parameter: Message too long");
  if (input.Subject !== undefined && !isSubject(input.Subject))
    throw new AwsError("InvalidParameter", "Invalid parameter: Subject");
  checkMessageAttributes(input.MessageAttributes ?? {});
  if (input.MessageStructure === undefined) return { default: input.Message };
  const parsed = z.looseObject({ default: z.string() }).safeParse(parseJson(input.Message));
  if (!parsed.success) {
    throw new AwsError(
      "InvalidParameter",
      "Invalid parameter: Message Structure - No default entry in JSON message body",
    );
  }
  return Object.fromEntries(
    Object.entries(parsed.data).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Up to 100 printable characters on one line. */
function isSubject(subject: string): boolean {
  return subject.length > 0 && subject.length <= MAXIMUM_SUBJECT && !/[\p{Cc}]/u.test(subject);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const error = new AwsError(
      "InvalidParameter",
      "Invalid parameter: Message Structure - JSON message body failed to parse",
    );
    throw Object.assign(error, { cause });
  }
}

async function deliver(
  { call }: PublishContext,
  publication: Publication,
  subscription: Subscription,
): Promise<Delivery> {
  const { protocol, endpoint } = subscription;
  if (subscription.token !== undefined) return { protocol, endpoint, outcome: "pending confirmation" };
  try {
    await PROTOCOLS[protocol]?.(call, publication, subscription);
    return { protocol, endpoint, outcome: protocol === "email" ? "kept" : "delivered" };
  } catch (error) {
    return { protocol, endpoint, outcome: "failed", error: error instanceof Error ? error.message : String(error) };
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
function recordCounts({ recordMetric }: PublishContext, TopicName: string, deliveries: readonly Delivery[]): void {
  const count = (outcome: Delivery["outcome"]) => deliveries.filter((delivery) => delivery.outcome === outcome).length;
  const values = {
    NumberOfMessagesPublished: 1,
    NumberOfNotificationsDelivered: count("delivered") + count("kept"),
    NumberOfNotificationsFailed: count("failed"),
  };
  for (const [name, value] of Object.entries(values)) {
    if (value > 0) recordMetric({ namespace: "AWS/SNS", name, dimensions: { TopicName }, value, unit: "Count" });
  }
}
