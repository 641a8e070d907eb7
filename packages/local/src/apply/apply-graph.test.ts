import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ACCOUNT_ID, DEFAULT_REGION } from "../account.ts";
import { ADMINISTRATOR } from "../administrator.ts";
import { createDispatcher } from "../dispatch.ts";
import type { Graph, GraphResource } from "../graph/graph.ts";
import { createIdentity } from "../identity/create-identity.ts";
import type { RunningService } from "../service.ts";
import { createCloudWatchService, createMetricStore } from "../services/cloudwatch/index.ts";
import { createKinesisService } from "../services/kinesis/index.ts";
import { createLambdaService } from "../services/lambda/index.ts";
import { createLogStore, createLogsService } from "../services/logs/index.ts";
import { createSchedulerService } from "../services/scheduler/index.ts";
import { fakeContext } from "../services/service-under-test.ts";
import { createSqsService } from "../services/sqs/index.ts";
import { createStatesService } from "../services/states/index.ts";
import { applyGraph } from "./apply-graph.ts";
import { removeGraph } from "./remove-graph.ts";

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${ACCOUNT_ID}:${rest}`;
const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/runner`;
const trust = (service: string) => ({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } });

let folder: string;
const running: RunningService[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "apply-"));
  await writeFile(path.join(folder, "bundle.mjs"), "export const handler = async () => process.env.GREETING;");
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.close()));
  await rm(folder, { recursive: true });
});

/** The services that graphs of these tests need, behind the real dispatcher and IAM. */
function target() {
  const identity = createIdentity({ accountId: ACCOUNT_ID });
  const dispatcher = createDispatcher({ identity });
  const { context: fake } = fakeContext();
  const { clock } = fake;
  const context = { ...fake, folder, identity, call: dispatcher.call };
  const calls: string[] = [];
  running.push(
    createKinesisService(context),
    createLogsService(context, { store: createLogStore(clock, DEFAULT_REGION) }),
    createSqsService(context, { endpoint: () => "http://127.0.0.1" }),
    createCloudWatchService(context, { metrics: createMetricStore(clock) }),
    createLambdaService(context, { endpoint: () => "http://127.0.0.1" }),
    createStatesService(context),
    createSchedulerService(context),
  );
  for (const { service } of running) dispatcher.register(service);
  const call: typeof dispatcher.call = (caller, service, operation, input) => {
    calls.push(operation);
    return dispatcher.call(caller, service, operation, input);
  };
  const ask = <Output>(service: string, operation: string, input: unknown) =>
    dispatcher.call<Output>(ADMINISTRATOR, service, operation, input);
  return { target: { call, identity, clock }, calls, ask };
}

function resource(type: string, name: string, inputs: object, more: Partial<GraphResource> = {}): GraphResource {
  return {
    type,
    name,
    urn: `urn:pulumi:dev::app::${type}::${name}`,
    custom: true,
    dependencies: [],
    inputs: { ...inputs },
    state: { ...inputs },
    retainOnDelete: false,
    protect: false,
    ...more,
  };
}

const STREAM = resource("aws:kinesis/stream:Stream", "Stream", {
  name: "readings",
  shardCount: 1,
  retentionPeriod: 24,
});

function graph(resources: readonly GraphResource[], protect = false): Graph {
  return {
    app: { name: "app", stage: "dev", removal: "remove", protect },
    region: DEFAULT_REGION,
    defaultTags: {},
    resources,
    outputs: {},
    bundles: { Function: folder },
  };
}

interface Change {
  readonly shardCount?: number;
  readonly greeting?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

function everything(change: Change = {}): Graph {
  const states = { Pass: { Type: "Pass", End: true } };
  return graph([
    resource("sst:aws:Function", "Component", {}, { custom: false }),
    resource("aws:ec2/vpc:Vpc", "Vpc", { cidrBlock: "10.0.0.0/16" }),
    resource("aws:iam/role:Role", "Role", {
      name: "runner",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: ["lambda", "states", "scheduler"].map((name) => trust(`${name}.amazonaws.com`)),
      }),
      managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
    }),
    { ...STREAM, inputs: { ...STREAM.inputs, shardCount: change.shardCount ?? 1 } },
    resource(
      "aws:sqs/queue:Queue",
      "Failed",
      { name: "failed", messageRetentionSeconds: 1_209_600 },
      { state: { url: `http://127.0.0.1/${ACCOUNT_ID}/failed` } },
    ),
    resource("aws:cloudwatch/logGroup:LogGroup", "Logs", { name: "/f", retentionInDays: 7 }),
    resource("aws:lambda/function:Function", "Function", {
      name: "f",
      role: ROLE,
      handler: "bundle.handler",
      runtime: "nodejs24.x",
      environment: { variables: { GREETING: change.greeting ?? "hello" } },
      loggingConfig: { logFormat: "JSON", logGroup: "/f" },
    }),
    resource(
      "aws:sfn/stateMachine:StateMachine",
      "Machine",
      {
        name: "m",
        roleArn: ROLE,
        definition: JSON.stringify({ StartAt: "Pass", States: states }),
      },
      { state: { arn: arn("states", "stateMachine:m") } },
    ),
    resource("aws:scheduler/scheduleGroup:ScheduleGroup", "Group", { name: "g", tags: change.tags ?? { app: "a" } }),
    resource("aws:scheduler/schedule:Schedule", "Schedule", {
      name: "s",
      groupName: "g",
      scheduleExpression: "rate(5 minutes)",
      state: "DISABLED",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: arn("lambda", "function:f"),
        roleArn: ROLE,
        input: "{}",
        retryPolicy: { maximumRetryAttempts: 2 },
      },
    }),
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", "Alarm", {
      name: "silent",
      comparisonOperator: "LessThanThreshold",
      evaluationPeriods: 3,
      threshold: 1,
      metricQueries: [
        { id: "filled", expression: "FILL(m, 0)", returnData: true },
        {
          id: "m",
          metric: {
            metricName: "IncomingRecords",
            namespace: "AWS/Kinesis",
            period: 60,
            stat: "Sum",
            dimensions: { StreamName: "readings" },
          },
        },
      ],
    }),
  ]);
}

const CHANGING = /^(Create|Update|Delete|Start|Stop|Increase|Decrease|Put(?!Metric|Retention))/;

test("a graph becomes resources that work, and applying it again changes nothing", async () => {
  const { target: aws, calls, ask } = target();
  const progress: string[] = [];
  await applyGraph(everything(), aws, (line) => progress.push(line));

  expect(progress).toContain("Function Function");
  expect(progress).not.toContain("Vpc Vpc");
  const { Payload } = await ask<{ Payload: Buffer }>("lambda", "Invoke", { FunctionName: "f" });
  expect(JSON.parse(Payload.toString())).toBe("hello");
  expect(await ask("scheduler", "GetSchedule", { Name: "s", GroupName: "g" })).toMatchObject({ State: "DISABLED" });
  expect(await ask("monitoring", "DescribeAlarms", { AlarmNames: ["silent"] })).toMatchObject({
    MetricAlarms: [{ AlarmName: "silent", Metrics: [{ Id: "filled" }, { Id: "m", ReturnData: false }] }],
  });

  calls.length = 0;
  await applyGraph(everything(), aws);
  expect(calls.filter((operation) => CHANGING.test(operation))).toEqual(["CreateLogGroup"]);
});

test("what differs is changed, and nothing else", async () => {
  const { target: aws, calls, ask } = target();
  await applyGraph(everything(), aws);
  calls.length = 0;
  await applyGraph(everything({ shardCount: 2, greeting: "goodbye" }), aws);

  expect(calls.filter((operation) => CHANGING.test(operation))).toEqual([
    "UpdateShardCount",
    "CreateLogGroup",
    "UpdateFunctionConfiguration",
  ]);
  expect(await ask("kinesis", "DescribeStreamSummary", { StreamName: "readings" })).toMatchObject({
    StreamDescriptionSummary: { OpenShardCount: 2 },
  });
  const { Payload } = await ask<{ Payload: Buffer }>("lambda", "Invoke", { FunctionName: "f" });
  expect(JSON.parse(Payload.toString())).toBe("goodbye");
});

test("a group of schedules has the tags of the graph, and those that left it no more", async () => {
  const { target: aws, calls, ask } = target();
  await applyGraph(everything(), aws);
  calls.length = 0;
  await applyGraph(everything({ tags: { stage: "dev" } }), aws);
  expect(calls.filter((operation) => /^(Unt|T)agResource$/.test(operation))).toEqual(["UntagResource", "TagResource"]);
  const ResourceArn = arn("scheduler", "schedule-group/g");
  expect(await ask("scheduler", "ListTagsForResource", { ResourceArn })).toEqual({
    Tags: [{ Key: "stage", Value: "dev" }],
  });
});

test("removing takes everything out but what is retained", async () => {
  const { target: aws, ask } = target();
  const { resources } = everything();
  const kept = graph(resources.map((one) => (one.name === "Stream" ? { ...one, retainOnDelete: true } : one)));
  await applyGraph(kept, aws);
  await removeGraph(kept, aws);

  expect(await ask("lambda", "ListFunctions", {})).toMatchObject({ Functions: [] });
  expect(await ask("states", "ListStateMachines", {})).toMatchObject({ stateMachines: [] });
  expect(await ask("scheduler", "ListSchedules", {})).toMatchObject({ Schedules: [] });
  expect(await ask("scheduler", "ListScheduleGroups", {})).toMatchObject({ ScheduleGroups: [{ Name: "default" }] });
  expect(await ask("kinesis", "ListStreams", {})).toMatchObject({ StreamNames: ["readings"] });
  expect(aws.identity.role(ROLE)).toBeUndefined();
});

test("a removal that is stopped ends between two resources, and the next one takes the rest", async () => {
  const { target: aws, ask } = target();
  const whole = everything();
  await applyGraph(whole, aws);
  const stopped = new AbortController();
  const begun: string[] = [];
  const removal = removeGraph(whole, aws, {
    signal: stopped.signal,
    onProgress: (resource) => {
      if (begun.push(resource) === 2) stopped.abort();
    },
  });
  await expect(removal).rejects.toThrow(/^Stopped with 2 of \d+ resources removed\./);
  expect(begun).toHaveLength(2);
  expect(await ask("kinesis", "ListStreams", {})).toMatchObject({ StreamNames: ["readings"] });

  await applyGraph(whole, aws);
  await removeGraph(whole, aws);
  expect(await ask("kinesis", "ListStreams", {})).toMatchObject({ StreamNames: [] });
});

test("a protected resource protects the whole graph from removal", async () => {
  const { target: aws, ask } = target();
  const protectedGraph = graph([{ ...STREAM, protect: true }]);
  await applyGraph(protectedGraph, aws);
  await expect(removeGraph(protectedGraph, aws)).rejects.toThrow(
    'resource "urn:pulumi:dev::app::aws:kinesis/stream:Stream::Stream" cannot be deleted because it is protected.',
  );
  expect(await ask("kinesis", "ListStreams", {})).toMatchObject({ StreamNames: ["readings"] });
});

test.each([
  [
    "an unknown type",
    resource("aws:ecs/cluster:Cluster", "Cluster", {}),
    'aws:ecs/cluster:Cluster "Cluster": this type is not known here',
  ],
  [
    "an input that is not applied",
    { ...STREAM, inputs: { ...STREAM.inputs, colour: "red" } },
    'aws:kinesis/stream:Stream "Stream": its inputs are not applied here',
  ],
])("%s is an error that names the resource", async (_what, bad, message) => {
  const { target: aws } = target();
  await expect(applyGraph(graph([bad]), aws)).rejects.toThrow(message);
});
