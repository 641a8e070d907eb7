import { ACCOUNT_ID } from "../../account.ts";
import type { Call, Caller } from "../../service.ts";
import { deliveredAttributes, type MessageAttributes } from "./message-attributes.ts";
import type { Subscription } from "./topic-store.ts";

/** SNS itself, as the caller of a topic's deliveries. */
const snsFor = (sourceArn: string): Caller => ({
  ...{ kind: "service", accountId: ACCOUNT_ID, arn: "sns.amazonaws.com", name: "sns" },
  sourceArn,
});

export interface Publication {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject?: string;
  /** The text for each protocol, `default` for the others. */
  readonly texts: Readonly<Record<string, string>>;
  readonly attributes: MessageAttributes;
  readonly publishedAt: Date;
}

type Deliver = (call: Call, publication: Publication, subscription: Subscription) => Promise<void>;

/** How a message reaches each kind of endpoint; e-mail is not sent, it is read off the record of what was published. */
export const PROTOCOLS: Readonly<Record<string, Deliver>> = {
  sqs: async (call, publication, subscription) => {
    const raw = subscription.attributes.RawMessageDelivery === "true";
    const [, , , region, account, name] = subscription.endpoint.split(":");
    await call(snsFor(publication.topicArn), "sqs", "SendMessage", {
      QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
      MessageBody: raw ? textFor(publication, "sqs") : JSON.stringify(envelope(publication, subscription)),
      ...(raw ? { MessageAttributes: publication.attributes } : {}),
    });
  },
  lambda: async (call, publication, subscription) => {
    const { MessageAttributes = {}, ...rest } = envelope(publication, subscription);
    const record = {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: subscription.arn,
      Sns: { Subject: null, ...rest, MessageAttributes },
    };
    const Payload = Buffer.from(JSON.stringify({ Records: [record] }));
    await call(snsFor(publication.topicArn), "lambda", "Invoke", {
      FunctionName: subscription.endpoint,
      InvocationType: "Event",
      Payload,
    });
  },
  email: async () => {},
};

/**
 * The message as an endpoint gets it. AWS signs it; here it carries no signature, because none could be verified.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
function envelope(publication: Publication, subscription: Subscription): Readonly<Record<string, unknown>> {
  const attributes = deliveredAttributes(publication.attributes);
  return {
    Type: "Notification",
    MessageId: publication.messageId,
    TopicArn: publication.topicArn,
    ...(publication.subject === undefined ? {} : { Subject: publication.subject }),
    Message: textFor(publication, subscription.protocol),
    Timestamp: publication.publishedAt.toISOString(),
    ...(Object.keys(attributes).length === 0 ? {} : { MessageAttributes: attributes }),
  };
}

function textFor(publication: Publication, protocol: string): string {
  return publication.texts[protocol] ?? publication.texts.default ?? "";
}
