import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  InvalidParameterException,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

const logGroupName = "/aws/lambda/alerts";
const logStreamName = "2026/11/23/[$LATEST]abc";
const DAY = 86_400_000;

let aws: ServedForTest;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  aws = await serveForTest();
  client = new CloudWatchLogsClient(aws.client);
  await client.send(new CreateLogGroupCommand({ logGroupName, tags: { Stage: "dev" } }));
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

function put(messages: readonly string[], at = aws.clock.now()) {
  const logEvents = messages.map((message) => ({ message, timestamp: at }));
  return client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

async function get(more: object = {}) {
  const answer = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...more }));
  return {
    messages: answer.events?.map(({ message }) => message),
    forward: answer.nextForwardToken,
    backward: answer.nextBackwardToken,
  };
}

test("Events come back in order, from the head or the tail, page by page", async () => {
  await put(["1", "2", "3", "4", "5"]);
  const head = await get({ startFromHead: true, limit: 2 });
  expect(head.messages).toEqual(["1", "2"]);
  const next = await get({ nextToken: head.forward, limit: 2 });
  expect(next.messages).toEqual(["3", "4"]);
  const last = await get({ nextToken: next.forward, limit: 2 });
  expect(last.messages).toEqual(["5"]);
  const end = await get({ nextToken: last.forward });
  expect(end).toMatchObject({ messages: [], forward: last.forward });
  await put(["6"]);
  expect((await get({ nextToken: end.forward })).messages).toEqual(["6"]);
  const tail = await get({ limit: 2 });
  expect(tail.messages).toEqual(["5", "6"]);
  expect((await get({ nextToken: tail.backward, limit: 3 })).messages).toEqual(["2", "3", "4"]);
});

test("What services log is in the groups they name, made when they are missing", async () => {
  aws.logs.record("/aws/states/setup", "run", "started");
  aws.logs.record("/aws/states/setup", "run", "done");
  const { events } = await client.send(new FilterLogEventsCommand({ logGroupName: "/aws/states/setup" }));
  expect(events?.map(({ message, logStreamName: stream }) => [stream, message])).toEqual([
    ["run", "started"],
    ["run", "done"],
  ]);
});

test("A filter finds text and JSON over all streams of a group", async () => {
  await put(['{"level":"ERROR","sensor":1001}', '{"level":"INFO"}', "ERROR in plain text"]);
  aws.logs.record(logGroupName, "other", '{"level":"ERROR","sensor":1002}');
  const found = async (filterPattern: string, more: object = {}) => {
    const { events } = await client.send(new FilterLogEventsCommand({ logGroupName, filterPattern, ...more }));
    return events?.length;
  };
  expect(await found("ERROR")).toBe(3);
  expect(await found('{ $.level = "ERROR" }')).toBe(2);
  expect(await found("{ $.sensor > 1001 }")).toBe(1);
  expect(await found("ERROR", { logStreamNames: ["other"] })).toBe(1);
  expect(await found("", { startTime: aws.clock.now() + 1 })).toBe(0);
});

test("Retention ends events and is shown with the group", async () => {
  await put(["old"]);
  await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
  aws.clock.advance(DAY + 1);
  await put(["new"]);
  expect((await get()).messages).toEqual(["new"]);
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws/lambda" }));
  expect(logGroups).toMatchObject([
    {
      logGroupName,
      retentionInDays: 1,
      arn: `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}:*`,
      creationTime: aws.clock.now() - DAY - 1,
    },
  ]);
  await expect(client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 }))).rejects.toThrow(
    InvalidParameterException,
  );
});

test("Streams are listed by name or by their last event", async () => {
  await put(["x"]);
  aws.clock.advance(1_000);
  aws.logs.record(logGroupName, "a-later", "y");
  const names = async (more: object) => {
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName, ...more }));
    return logStreams?.map((stream) => stream.logStreamName);
  };
  expect(await names({})).toEqual([logStreamName, "a-later"]);
  expect(await names({ orderBy: "LastEventTime", descending: true, limit: 1 })).toEqual(["a-later"]);
  expect(await names({ logStreamNamePrefix: "2026" })).toEqual([logStreamName]);
});

test("Events too old or too new are told of and the others kept", async () => {
  const now = aws.clock.now();
  const logEvents = [now - 15 * DAY, now, now + DAY].map((timestamp) => ({ timestamp, message: `${timestamp}` }));
  const { rejectedLogEventsInfo } = await client.send(
    new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }),
  );
  expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
  expect((await get()).messages).toEqual([`${now}`]);
});

test("Events out of order, and a group or stream that is missing or there already, are AWS's errors", async () => {
  const now = aws.clock.now();
  const logEvents = [now, now - 1].map((timestamp) => ({ timestamp, message: "x" }));
  await expect(client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }))).rejects.toThrow(
    InvalidParameterException,
  );
  await expect(client.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toThrow(
    ResourceAlreadyExistsException,
  );
  await expect(client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }))).rejects.toThrow(
    ResourceAlreadyExistsException,
  );
  await expect(get({ logStreamName: "none" })).rejects.toThrow(ResourceNotFoundException);
});

test("Tags belong to a group and go with it", async () => {
  const resourceArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ Stage: "dev" });
  await client.send(new DeleteLogGroupCommand({ logGroupName }));
  await expect(client.send(new ListTagsForResourceCommand({ resourceArn }))).rejects.toThrow(ResourceNotFoundException);
});

test("A group forgets its oldest events beyond its bound and keeps the newest", () => {
  for (let index = 0; index < 50_001; index += 1) aws.logs.record("/big", "s", `${index}`);
  const events = aws.logs.events("/big");
  expect(events.length).toBe(45_000);
  expect(events.at(-1)?.message).toBe("50000");
});
