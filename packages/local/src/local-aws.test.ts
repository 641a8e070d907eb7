import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { FolderLockedError } from "@sensor-pipeline/redshift/engine/folder-lock";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ADMINISTRATOR } from "./administrator.ts";
import { LocalClock } from "./clock.ts";
import { type LocalAws, startLocalAws } from "./local-aws.ts";
import { PortInUseError } from "./wire/listen.ts";

const ROLE = "arn:aws:iam::000000000000:role/runner";
const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:greet";
const BUNDLE = `export const handler = async ({ name }) => {
  if (name === undefined) throw new TypeError("nobody");
  console.log("greeting", name);
  return "hello " + name;
};`;

let folder: string;
let aws: LocalAws;
let settings: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "local-aws-"));
  await writeFile(path.join(folder, "index.mjs"), BUNDLE);
  aws = await startLocalAws({ folder, port: 0, stage: "test" });
  settings = { endpoint: aws.url, region: "us-east-1", credentials: { accessKeyId: "me", secretAccessKey: "mine" } };
  const statement = (Action: string) => ({ Effect: "Allow" as const, Action, Resource: "*" });
  aws.identity.putRole({
    name: "runner",
    trust: {
      Statement: {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: ["lambda.amazonaws.com", "states.amazonaws.com", "scheduler.amazonaws.com"] },
      },
    },
    policies: { run: { Statement: [statement("lambda:InvokeFunction"), statement("logs:PutLogEvents")] } },
    tags: {},
  });
  await aws.call(ADMINISTRATOR, "lambda", "CreateFunction", {
    FunctionName: "greet",
    Role: ROLE,
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Code: { Folder: folder },
  });
});

afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true });
});

test("the ready file tells where it serves", async () => {
  const text = await readFile(path.join(folder, "endpoint.json"), "utf8");
  expect(JSON.parse(text)).toEqual({
    ...{ url: aws.url, pid: process.pid, region: "us-east-1", stage: "test" },
    clock: { speed: 1, startedAt: expect.any(Number), localStart: expect.any(Number) },
  });
});

test("a port or a folder that is taken is refused in one sentence, before anything is started there", async () => {
  const free = path.join(folder, "other");
  const { port } = new URL(aws.url);
  await expect(startLocalAws({ folder: free, port: Number(port) })).rejects.toThrow(PortInUseError);
  expect(await readdir(free)).toEqual([]);
  await expect(startLocalAws({ folder, port: 0 })).rejects.toThrow(FolderLockedError);
});

test("a stop gives port, folder and ready file back, and streams are there at the next start", async () => {
  const kept = path.join(folder, "kept");
  const first = await startLocalAws({ folder: kept, port: 0 });
  await first.call(ADMINISTRATOR, "kinesis", "CreateStream", { StreamName: "kept", ShardCount: 1 });
  await first.close();
  expect(await readdir(kept)).not.toContain("endpoint.json");
  const second = await startLocalAws({ folder: kept, port: Number(new URL(first.url).port) });
  const streams = await second.call(ADMINISTRATOR, "kinesis", "ListStreams", {});
  await second.close();
  expect(streams).toMatchObject({ StreamNames: ["kept"] });
});

test("Lambda's SDK client gets the answer, the function's error and the log's tail", async () => {
  const client = new LambdaClient(settings);
  const good = await client.send(
    new InvokeCommand({ FunctionName: "greet", Payload: JSON.stringify({ name: "you" }), LogType: "Tail" }),
  );
  expect(good).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
  expect(JSON.parse(good.Payload?.transformToString() ?? "")).toBe("hello you");
  expect(Buffer.from(good.LogResult ?? "", "base64").toString()).toContain("INFO\tgreeting you\nEND RequestId");
  const bad = await client.send(new InvokeCommand({ FunctionName: FUNCTION }));
  expect(bad.FunctionError).toBe("Unhandled");
  expect(JSON.parse(bad.Payload?.transformToString() ?? "")).toMatchObject({ errorType: "TypeError" });
  const event = await client.send(new InvokeCommand({ FunctionName: "greet", InvocationType: "Event" }));
  expect(event.StatusCode).toBe(202);
  await expect(client.send(new InvokeCommand({ FunctionName: "nobody" }))).rejects.toThrow(/Function not found/);
});

test("Step Functions' SDK client starts a machine and follows it to a function's answer", async () => {
  const client = new SFNClient(settings);
  const Parameters = { FunctionName: FUNCTION, "Payload.$": "$" };
  const Greet = {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters,
    OutputPath: "$.Payload",
    End: true,
  };
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: "greeter",
      roleArn: ROLE,
      definition: JSON.stringify({ StartAt: "Greet", States: { Greet } }),
    }),
  );
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"name":"all"}' }));
  const execution = await vi.waitFor(async () => {
    const found = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(found.status).toBe("SUCCEEDED");
    return found;
  });
  expect(JSON.parse(execution.output ?? "")).toBe("hello all");
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ type }) => type)).toContain("TaskSucceeded");
  expect(events[0]?.timestamp).toBeInstanceOf(Date);
});

test("Scheduler's SDK client makes a schedule and reads it back", async () => {
  const client = new SchedulerClient(settings);
  const EndDate = new Date("2030-01-01T00:00:00Z");
  await client.send(
    new CreateScheduleCommand({
      Name: "greetings",
      ScheduleExpression: "cron(0 9 ? * MON-FRI *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      State: "DISABLED",
      EndDate,
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: FUNCTION, RoleArn: ROLE, Input: "{}" },
    }),
  );
  const schedule = await client.send(new GetScheduleCommand({ Name: "greetings" }));
  expect(schedule).toMatchObject({ State: "DISABLED", EndDate, ScheduleExpressionTimezone: "Europe/Berlin" });
  const { Schedules } = await client.send(new ListSchedulesCommand({ NamePrefix: "greet" }));
  expect(Schedules?.map(({ Name }) => Name)).toEqual(["greetings"]);
});

test("local time never goes back: a run goes on where a faster one ended, after a kill too", async () => {
  const kept = path.join(folder, "late");
  const fast = await startLocalAws({ folder: kept, port: 0, clock: new LocalClock(3600) });
  await delay(50);
  await fast.close();
  const ended = fast.clock.now();
  expect(ended).toBeGreaterThan(Date.now() + 60_000);
  const slow = await startLocalAws({ folder: kept, port: 0 });
  const { now, settings } = { now: slow.clock.now(), settings: slow.clock.settings };
  await slow.close();
  expect(now).toBeGreaterThan(Date.now() + 60_000);
  expect(settings.localStart - settings.startedAt).toBeGreaterThan(60_000);
  const fresh = await startLocalAws({ folder: kept, port: 0, fresh: true });
  expect(fresh.clock.now()).toBeLessThanOrEqual(Date.now());
  await fresh.close();
});
