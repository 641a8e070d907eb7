import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:alarms";
const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:on-alarm";

let aws: ServedForTest;
let client: SNSClient;
let TopicArn: string;
let invocations: { FunctionName: string; InvocationType: string; Payload: Buffer }[];

beforeEach(async () => {
  invocations = [];
  const invoke = (input: never) => {
    invocations.push(input);
  };
  aws = await serveForTest({ "lambda:Invoke": invoke });
  client = new SNSClient(aws.client);
  const created = await client.send(new CreateTopicCommand({ Name: "alarms", Tags: [{ Key: "Stage", Value: "dev" }] }));
  TopicArn = created.TopicArn ?? "";
  const Condition = { ArnEquals: { "aws:SourceArn": TopicArn } };
  const Principal = { Service: "sns.amazonaws.com" };
  const Statement = { Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: QUEUE, Condition };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await aws.call("sqs", "CreateQueue", { QueueName: "alarms", Attributes: { Policy } });
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

function subscribe(Protocol: string, Endpoint: string, more: object = {}) {
  return client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ...more }));
}

async function received() {
  const input = { QueueUrl: "http://any/000000000000/alarms", MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] };
  const { Messages = [] } = await aws.call<{ Messages?: { Body: string; MessageAttributes?: unknown }[] }>(
    "sqs",
    "ReceiveMessage",
    input,
  );
  return Messages;
}

test("A message reaches a subscribed queue in SNS's envelope", async () => {
  await subscribe("sqs", QUEUE);
  const MessageAttributes = { kind: { DataType: "String", StringValue: "test" } };
  const { MessageId } = await client.send(
    new PublishCommand({ TopicArn, Subject: "Hot", Message: '41 < 42 & "more"', MessageAttributes }),
  );
  const [message] = await received();
  expect(JSON.parse(message?.Body ?? "")).toEqual({
    Type: "Notification",
    MessageId,
    TopicArn,
    Subject: "Hot",
    Message: '41 < 42 & "more"',
    Timestamp: "2026-11-23T12:00:00.000Z",
    MessageAttributes: { kind: { Type: "String", Value: "test" } },
  });
});

test("Raw delivery gives the text alone, with the attributes as the queue's", async () => {
  await subscribe("sqs", QUEUE, { Attributes: { RawMessageDelivery: "true" } });
  const MessageAttributes = { kind: { DataType: "String", StringValue: "test" } };
  await client.send(new PublishCommand({ TopicArn, Message: "raw", MessageAttributes }));
  expect(await received()).toMatchObject([{ Body: "raw", MessageAttributes }]);
});

test("A function is invoked with SNS's event", async () => {
  const { SubscriptionArn } = await subscribe("lambda", FUNCTION);
  await client.send(new PublishCommand({ TopicArn, Message: "hello" }));
  expect(invocations).toMatchObject([{ FunctionName: FUNCTION, InvocationType: "Event" }]);
  expect(JSON.parse(invocations[0]?.Payload.toString() ?? "")).toMatchObject({
    Records: [
      {
        EventSource: "aws:sns",
        EventSubscriptionArn: SubscriptionArn,
        Sns: { Message: "hello", Subject: null, MessageAttributes: {} },
      },
    ],
  });
});

test("A message with a structure gives each protocol its own text", async () => {
  await subscribe("sqs", QUEUE);
  await subscribe("lambda", FUNCTION);
  await client.send(
    new PublishCommand({ TopicArn, MessageStructure: "json", Message: '{"default": "all", "sqs": "queue"}' }),
  );
  const [message] = await received();
  expect(JSON.parse(message?.Body ?? "").Message).toBe("queue");
  expect(JSON.parse(invocations[0]?.Payload.toString() ?? "").Records[0].Sns.Message).toBe("all");
});

test("An e-mail subscription is pending until its token confirms it; then its messages are kept for the report", async () => {
  const { SubscriptionArn } = await subscribe("email", "person@example.com");
  expect(SubscriptionArn).toBe("pending confirmation");
  await client.send(new PublishCommand({ TopicArn, Message: "one" }));
  const Token = aws.sns.confirmationToken(TopicArn, "person@example.com");
  const confirmed = await client.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
  await client.send(new PublishCommand({ TopicArn, Message: "two" }));
  const outcomes = aws.sns.published(TopicArn).map(({ message, deliveries }) => [message, deliveries[0]?.outcome]);
  expect(outcomes).toEqual([
    ["one", "pending confirmation"],
    ["two", "kept"],
  ]);
  const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([
    { SubscriptionArn: confirmed.SubscriptionArn, Protocol: "email", Endpoint: "person@example.com" },
  ]);
});

test("A pending subscription is listed without an ARN", async () => {
  await subscribe("email", "person@example.com");
  const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions?.[0]?.SubscriptionArn).toBe("PendingConfirmation");
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ TopicArn, SubscriptionsPending: "1", SubscriptionsConfirmed: "0" });
});

test("A delivery that fails is recorded and does not fail the publisher or the other subscriptions", async () => {
  await subscribe("sqs", "arn:aws:sqs:us-east-1:000000000000:gone");
  await subscribe("sqs", QUEUE);
  await client.send(new PublishCommand({ TopicArn, Message: "hello" }));
  expect(await received()).toHaveLength(1);
  expect(aws.sns.published()[0]?.deliveries).toMatchObject([
    { outcome: "failed", error: expect.stringContaining("does not exist") },
    { outcome: "delivered" },
  ]);
});

test("Subscribing the same endpoint twice is one subscription, and none after it is ended", async () => {
  const { SubscriptionArn } = await subscribe("sqs", QUEUE);
  expect((await subscribe("sqs", QUEUE)).SubscriptionArn).toBe(SubscriptionArn);
  const attributes = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(attributes.Attributes).toMatchObject({
    Endpoint: QUEUE,
    PendingConfirmation: "false",
    RawMessageDelivery: "false",
  });
  await client.send(new UnsubscribeCommand({ SubscriptionArn }));
  await client.send(new PublishCommand({ TopicArn, Message: "hello" }));
  expect(await received()).toEqual([]);
});

test("A topic is listed, keeps its attributes and tags, and is gone when deleted", async () => {
  await client.send(
    new SetTopicAttributesCommand({ TopicArn, AttributeName: "DisplayName", AttributeValue: "Alarms" }),
  );
  expect((await client.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes?.DisplayName).toBe("Alarms");
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toEqual([
    { Key: "Stage", Value: "dev" },
  ]);
  expect((await client.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
  await client.send(new DeleteTopicCommand({ TopicArn }));
  await expect(client.send(new PublishCommand({ TopicArn, Message: "hello" }))).rejects.toThrow(NotFoundException);
});

test.each([
  ["an empty message", { Message: "" }],
  ["a message of 256 KiB and a byte", { Message: "x".repeat(256 * 1024 + 1) }],
  ["a subject of two lines", { Message: "x", Subject: "a\nb" }],
  ["a subject of 101 characters", { Message: "x", Subject: "a".repeat(101) }],
  ["a structure without default", { Message: '{"sqs": "a"}', MessageStructure: "json" }],
])("Publishing %s is refused", async (_, input) => {
  await expect(client.send(new PublishCommand({ TopicArn, ...input }))).rejects.toThrow(InvalidParameterException);
});

test.each([
  ["sms", "+1555", /Subscription protocol sms is not supported/],
  ["sqs", "not-an-arn", /Endpoint "not-an-arn" is none of the protocol sqs/],
])("Subscribing %s %s is refused", async (protocol, endpoint, message) => {
  await expect(subscribe(protocol, endpoint)).rejects.toThrow(message);
});

test("A filter policy is refused by its name", async () => {
  await expect(subscribe("sqs", QUEUE, { Attributes: { FilterPolicy: "{}" } })).rejects.toThrow(
    /Subscription attribute FilterPolicy is not supported/,
  );
});
