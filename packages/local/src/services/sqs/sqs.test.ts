import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  QueueNameExists,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

let aws: ServedForTest;
let client: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  aws = await serveForTest();
  client = new SQSClient(aws.client);
  QueueUrl = await create("readings");
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

async function create(QueueName: string, Attributes: Record<string, string> = {}) {
  const created = await client.send(new CreateQueueCommand({ QueueName, Attributes, tags: { Stage: "dev" } }));
  return created.QueueUrl ?? "";
}

function send(MessageBody: string, more: object = {}) {
  return client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
}

async function receive(more: object = {}) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }),
  );
  return Messages;
}

async function bodies(more: object = {}) {
  return (await receive(more)).map(({ Body }) => Body);
}

test("A message is received once, and is gone when it is deleted", async () => {
  await send("hello");
  const [message] = await receive();
  expect(message?.Body).toBe("hello");
  expect(await bodies()).toEqual([]);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  aws.clock.advance(31_000);
  expect(await bodies()).toEqual([]);
});

test("A message that is not deleted is visible again after the visibility time-out, and its old handle deletes nothing", async () => {
  await send("hello");
  const [first] = await receive({ VisibilityTimeout: 10 });
  aws.clock.advance(10_000);
  const [second] = await receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp"] });
  expect(second?.Attributes).toEqual({ ApproximateReceiveCount: "2", SentTimestamp: `${aws.clock.now() - 10_000}` });
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
  aws.clock.advance(30_000);
  expect(await bodies()).toEqual(["hello"]);
});

test("The visibility of a message in flight can be changed", async () => {
  await send("hello");
  const [message] = await receive();
  await client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  expect(await bodies()).toEqual(["hello"]);
});

test("A long poll ends with the first message", async () => {
  const waiting = bodies({ WaitTimeSeconds: 20 });
  await send("late");
  expect(await waiting).toEqual(["late"]);
});

test("A long poll ends empty when its time is over, and by a message that becomes visible", async () => {
  const empty = bodies({ WaitTimeSeconds: 20 });
  let ended = false;
  void empty.then(() => {
    ended = true;
  });
  await vi.waitFor(() => {
    aws.clock.advance(5_000);
    expect(ended).toBe(true);
  });
  expect(await empty).toEqual([]);
  await send("delayed", { DelaySeconds: 5 });
  expect(await bodies()).toEqual([]);
  aws.clock.advance(5_000);
  expect(await bodies({ WaitTimeSeconds: 20 })).toEqual(["delayed"]);
});

test("A message received too often moves to the dead-letter queue", async () => {
  const deadLetters = await create("dead-letters");
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:dead-letters",
    maxReceiveCount: 2,
  });
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
  await send("poison");
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    expect(await bodies()).toEqual(["poison"]);
    aws.clock.advance(30_000);
  }
  expect(await bodies()).toEqual([]);
  const [dead] = await receive({ QueueUrl: deadLetters, MessageSystemAttributeNames: ["All"] });
  expect(dead).toMatchObject({
    Body: "poison",
    Attributes: {
      DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:000000000000:readings",
      ApproximateReceiveCount: "3",
    },
  });
});

test("Message attributes come back when they are asked for, with AWS's digest", async () => {
  const MessageAttributes = {
    city: { DataType: "String", StringValue: "Any City" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2]) },
  };
  const { MD5OfMessageAttributes } = await send("hello", { MessageAttributes });
  const [message] = await receive({ MessageAttributeNames: ["All"] });
  expect(message?.MessageAttributes).toEqual(MessageAttributes);
  expect(message?.MD5OfMessageAttributes).toBe(MD5OfMessageAttributes);
});

test("A batch tells which entries failed", async () => {
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { MaximumMessageSize: "1024" } }));
  const Entries = [
    { Id: "good", MessageBody: "a" },
    { Id: "long", MessageBody: "b".repeat(1025) },
  ];
  const { Successful, Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(Successful?.map(({ Id }) => Id)).toEqual(["good"]);
  expect(Failed).toMatchObject([{ Id: "long", SenderFault: true, Code: "InvalidParameterValue" }]);
});

test("Attributes count what is visible, in flight and delayed", async () => {
  await send("a");
  await send("b");
  await send("c", { DelaySeconds: 60 });
  await receive({ MaxNumberOfMessages: 1 });
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: "1",
    ApproximateNumberOfMessagesNotVisible: "1",
    ApproximateNumberOfMessagesDelayed: "1",
    QueueArn: "arn:aws:sqs:us-east-1:000000000000:readings",
    VisibilityTimeout: "30",
  });
});

test("Messages are forgotten after the retention period", async () => {
  await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { MessageRetentionPeriod: "60" } }));
  await send("old");
  aws.clock.advance(61_000);
  expect(await bodies()).toEqual([]);
});

test("Every minute the number of visible messages is a metric", async () => {
  await send("a");
  aws.clock.advance(60_000);
  const id = {
    namespace: "AWS/SQS",
    name: "ApproximateNumberOfMessagesVisible",
    dimensions: [{ Name: "QueueName", Value: "readings" }],
  };
  const now = aws.clock.now();
  const window = { from: now, until: now + 60_000, periodMs: 60_000 };
  await vi.waitFor(() => expect(aws.metrics.read(id, window)[0]?.maximum).toBe(1));
});

test("Queues are found by name and listed, and are gone when deleted", async () => {
  await create("other");
  expect((await client.send(new GetQueueUrlCommand({ QueueName: "readings" }))).QueueUrl).toBe(QueueUrl);
  expect((await client.send(new ListQueuesCommand({ QueueNamePrefix: "r" }))).QueueUrls).toEqual([QueueUrl]);
  expect((await client.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ Stage: "dev" });
  await send("a");
  await client.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await bodies()).toEqual([]);
  await client.send(new DeleteQueueCommand({ QueueUrl }));
  await expect(send("a")).rejects.toThrow(QueueDoesNotExist);
});

test("Creating a queue again gives the same one, and with other attributes is an error", async () => {
  expect(await create("readings", { VisibilityTimeout: "30" })).toBe(QueueUrl);
  await expect(create("readings", { VisibilityTimeout: "31" })).rejects.toThrow(QueueNameExists);
});

test.each([
  ["a FIFO queue", { QueueName: "a.fifo" }, /A FIFO queue is not supported/],
  ["a name with a space", { QueueName: "a b" }, /alphanumeric/],
  [
    "a visibility of a day",
    { QueueName: "a", Attributes: { VisibilityTimeout: "86400" } },
    /VisibilityTimeout.*from 0 to 43200/,
  ],
  ["a bad redrive policy", { QueueName: "a", Attributes: { RedrivePolicy: "{}" } }, /RedrivePolicy is invalid/],
])("Creating %s is refused", async (_, input, message) => {
  await expect(client.send(new CreateQueueCommand(input as { QueueName: string }))).rejects.toThrow(message);
});
