import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  InvalidEventPatternException,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:events";
const MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:setup";
const ROLE = "arn:aws:iam::000000000000:role/starter";
const RULE = "arn:aws:events:us-east-1:000000000000:rule/rule";
const TOPIC = "arn:aws:sns:us-east-1:000000000000:news";

let aws: ServedForTest;
let client: EventBridgeClient;
let calls: { readonly operation: string; readonly caller: string; readonly input: unknown }[];

beforeEach(async () => {
  calls = [];
  const record = (operation: string) => (input: never, caller: { arn: string }) => {
    calls.push({ operation, caller: caller.arn, input });
  };
  aws = await serveForTest({ "states:StartExecution": record("StartExecution"), "lambda:Invoke": record("Invoke") });
  client = new EventBridgeClient(aws.client);
  const Policy = letting("sqs:SendMessage", QUEUE, { ArnEquals: { "aws:SourceArn": RULE } });
  await aws.call("sqs", "CreateQueue", { QueueName: "events", Attributes: { Policy } });
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

/** A resource's policy that lets EventBridge do `Action`. */
function letting(Action: string | string[], Resource: string, Condition?: object): string {
  const Principal = { Service: "events.amazonaws.com" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal, Action, Resource, Condition },
  });
}

function putRule(EventPattern: object = { source: ["app"] }, more: object = {}) {
  return client.send(new PutRuleCommand({ Name: "rule", EventPattern: JSON.stringify(EventPattern), ...more }));
}

function putTarget(target: object) {
  return client.send(new PutTargetsCommand({ Rule: "rule", Targets: [{ Id: "t", Arn: QUEUE, ...target }] }));
}

async function putEvent(Detail: object = { n: 1 }, more: object = {}) {
  const Entries = [
    { Source: "app", DetailType: "Test", Detail: JSON.stringify(Detail), Resources: ["arn:r"], ...more },
  ];
  const result = await client.send(new PutEventsCommand({ Entries }));
  await aws.bus.settled();
  return result;
}

async function received() {
  const input = { QueueUrl: "http://any/000000000000/events", MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] };
  const { Messages = [] } = await aws.call<{ Messages?: { Body: string; MessageAttributes?: object }[] }>(
    "sqs",
    "ReceiveMessage",
    input,
  );
  return Messages;
}

test("An event that matches a rule reaches its target whole", async () => {
  await putRule();
  await putTarget({});
  const { Entries } = await putEvent();
  await putEvent({ n: 2 }, { Source: "other" });
  expect((await received()).map(({ Body }) => JSON.parse(Body))).toEqual([
    {
      ...{ version: "0", id: Entries?.[0]?.EventId, "detail-type": "Test", source: "app", account: "000000000000" },
      ...{ time: "2026-11-23T12:00:00Z", region: "us-east-1", resources: ["arn:r"], detail: { n: 1 } },
    },
  ]);
});

test("A target gets a fixed input, or a part of the event", async () => {
  await putRule();
  await putTarget({ Input: '{"fixed": true}' });
  await putTarget({ Id: "part", InputPath: "$.detail.n" });
  await putEvent();
  expect((await received()).map(({ Body }) => Body).sort()).toEqual(["1", '{"fixed": true}']);
});

test("A state machine is started by the target's role", async () => {
  const trust = {
    Statement: { Effect: "Allow" as const, Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
  };
  aws.identity.putRole({ name: "starter", trust, policies: {}, tags: {} });
  await putRule();
  await putTarget({ Arn: MACHINE, RoleArn: ROLE, Input: "{}" });
  await putEvent();
  expect(calls).toMatchObject([
    {
      operation: "StartExecution",
      caller: expect.stringMatching(/assumed-role\/starter\/events-/),
      input: { stateMachineArn: MACHINE, input: "{}" },
    },
  ]);
});

test("A function is invoked, a topic is published to, and a log group is written", async () => {
  await aws.call("sns", "CreateTopic", { Name: "news", Attributes: { Policy: letting("sns:Publish", TOPIC) } });
  await aws.call("logs", "CreateLogGroup", { logGroupName: "/aws/events/all" });
  const group = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/*:*";
  const policyDocument = letting(["logs:CreateLogStream", "logs:PutLogEvents"], group);
  await aws.call("logs", "PutResourcePolicy", { policyName: "events", policyDocument });
  await putRule();
  await putTarget({ Id: "f", Arn: "arn:aws:lambda:us-east-1:000000000000:function:f" });
  await putTarget({ Id: "s", Arn: TOPIC });
  await putTarget({ Id: "l", Arn: "arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/all" });
  await putEvent();
  expect(calls).toMatchObject([
    { operation: "Invoke", caller: "events.amazonaws.com", input: { InvocationType: "Event" } },
  ]);
  expect(JSON.parse(aws.sns.published(TOPIC)[0]?.message ?? "")).toMatchObject({ detail: { n: 1 } });
  expect(aws.logs.events("/aws/events/all").map(({ message }) => JSON.parse(message).detail)).toEqual([{ n: 1 }]);
});

test("What can't be delivered goes to the target's dead-letter queue and is counted", async () => {
  const gone = "arn:aws:sqs:us-east-1:000000000000:gone";
  await putRule();
  await putTarget({ Arn: gone, DeadLetterConfig: { Arn: QUEUE } });
  await putEvent();
  const [dead] = await received();
  expect(JSON.parse(dead?.Body ?? "")).toMatchObject({ detail: { n: 1 } });
  expect(dead?.MessageAttributes).toMatchObject({
    TARGET_ARN: { StringValue: gone },
    ERROR_CODE: { StringValue: "QueueDoesNotExist" },
  });
  expect(aws.metrics.metrics().map(({ name }) => name)).toContain("FailedInvocations");
});

test.each([
  [
    "queue",
    QUEUE,
    () =>
      aws.call("sqs", "SetQueueAttributes", { QueueUrl: "http://any/000000000000/events", Attributes: { Policy: "" } }),
  ],
  ["topic, whose first policy is not for EventBridge", TOPIC, () => aws.call("sns", "CreateTopic", { Name: "news" })],
  [
    "log group",
    "arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/all",
    () => aws.call("logs", "CreateLogGroup", { logGroupName: "/aws/events/all" }),
  ],
])("EventBridge is not let in where no policy lets it: a %s", async (_what, Arn, prepare) => {
  await prepare();
  await putRule();
  await putTarget({ Arn, DeadLetterConfig: { Arn: QUEUE } });
  await putEvent();
  expect(aws.metrics.metrics().map(({ name }) => name)).toContain("FailedInvocations");
  expect(aws.identity.refused()).toMatchObject([{ callerArn: "events.amazonaws.com" }]);
  expect(aws.sns.published()).toEqual([]);
});

test("A disabled rule matches nothing", async () => {
  await putRule();
  await putTarget({});
  await client.send(new DisableRuleCommand({ Name: "rule" }));
  await putEvent();
  expect(await received()).toEqual([]);
  expect((await client.send(new DescribeRuleCommand({ Name: "rule" }))).State).toBe("DISABLED");
});

test("A rule is put again without losing its targets, and goes only without them", async () => {
  await putRule();
  await putTarget({});
  await putRule({ source: ["app"] }, { Description: "changed" });
  expect((await client.send(new ListTargetsByRuleCommand({ Rule: "rule" }))).Targets).toEqual([
    { Id: "t", Arn: QUEUE },
  ]);
  await expect(client.send(new DeleteRuleCommand({ Name: "rule" }))).rejects.toThrow(
    "Rule can't be deleted since it has targets.",
  );
  await client.send(new RemoveTargetsCommand({ Rule: "rule", Ids: ["t"] }));
  await client.send(new DeleteRuleCommand({ Name: "rule" }));
  expect((await client.send(new ListRulesCommand({}))).Rules).toEqual([]);
  await expect(client.send(new DescribeRuleCommand({ Name: "rule" }))).rejects.toThrow(ResourceNotFoundException);
});

test("Each entry of PutEvents that can't be taken says why", async () => {
  const Entries = [
    { Source: "app" },
    { Source: "aws.ec2", DetailType: "T", Detail: "{}" },
    { Source: "app", DetailType: "T", Detail: "[1]" },
  ];
  const result = await client.send(new PutEventsCommand({ Entries }));
  expect(result.FailedEntryCount).toBe(3);
  expect(result.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    "InvalidArgument",
    "NotAuthorizedForSource",
    "MalformedDetail",
  ]);
});

test.each([
  [
    "another service",
    { Arn: "arn:aws:ecs:us-east-1:000000000000:cluster/c" },
    /EventBridge target .* is not supported/,
  ],
  ["a state machine without a role", { Arn: MACHINE }, /RoleArn is required/],
  ["an input that is not JSON", { Input: "{" }, /JSON syntax error/],
  ["a transformer", { InputTransformer: { InputTemplate: "<a>" } }, /InputTransformer/],
])("A target of %s is refused", async (_, target, message) => {
  await putRule();
  await expect(putTarget(target)).rejects.toThrow(message);
});

test("A pattern that can't be read is refused with AWS's error, and so is a schedule", async () => {
  await expect(putRule({ source: "app" })).rejects.toThrow(InvalidEventPatternException);
  await expect(putRule({ source: ["app"] }, { ScheduleExpression: "rate(1 minute)" })).rejects.toThrow(
    /ScheduleExpression/,
  );
});
