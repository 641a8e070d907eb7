import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { CreateScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { GetTopicAttributesCommand, NotFoundException, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { cbor } from "@smithy/core/cbor";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { AwsError, type Operation, type RunningService, type Service } from "../service.ts";
import { startTestAws } from "./test-aws.ts";

const seen: unknown[] = [];
beforeEach(() => void seen.splice(0));

/** An operation that notes its input and answers what the test says. */
function noted(output: unknown, more: Partial<Operation> = {}): Operation {
  return {
    input: z.unknown(),
    resources: () => ["*"],
    run: (input) => {
      seen.push(input);
      if (output instanceof Error) throw output;
      return output;
    },
    ...more,
  };
}

function serviceOf(service: Service): () => RunningService {
  return () => ({ service, close: async () => {} });
}

const aws = await startTestAws({
  services: [
    serviceOf({
      signingName: "monitoring",
      iamPrefix: "cloudwatch",
      protocols: ["json-1.0", "query"],
      targetPrefix: "GraniteServiceVersion20100801",
      xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
      query: { errorCodes: { ResourceNotFoundException: "ResourceNotFound" } },
      operations: {
        PutMetricData: noted(undefined),
        ListMetrics: noted({ Metrics: [{ MetricName: "m" }], At: new Date(1_500) }),
        GetDashboard: noted(new AwsError("ResourceNotFoundException", "no dashboard", 404)),
      },
    }),
    serviceOf({
      signingName: "sns",
      iamPrefix: "sns",
      protocols: ["query"],
      xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
      query: { maps: ["Attributes"] },
      operations: {
        Publish: noted({ MessageId: 'id <1> & "2"' }),
        GetTopicAttributes: noted({ Attributes: { TopicArn: "arn", Owner: "0" } }),
        ListTopics: noted(new AwsError("NotFound", "Topic does not exist", 404)),
      },
    }),
    serviceOf({
      signingName: "lambda",
      iamPrefix: "lambda",
      protocols: ["rest-json"],
      operations: {
        Invoke: noted(
          { StatusCode: 200, Payload: Buffer.from('{"ok":true}'), FunctionError: "Unhandled", LogResult: "bG9n" },
          { route: "POST /2015-03-31/functions/{FunctionName}/invocations", action: "lambda:InvokeFunction" },
        ),
        GetFunction: noted(new AwsError("ResourceNotFoundException", "Function not found: x", 404), {
          route: "GET /2015-03-31/functions/{FunctionName}",
        }),
      },
    }),
    serviceOf({
      signingName: "scheduler",
      iamPrefix: "scheduler",
      protocols: ["rest-json"],
      operations: {
        CreateSchedule: noted({ ScheduleArn: "arn:schedule" }, { route: "POST /schedules/{Name}" }),
        ListSchedules: noted(
          { Schedules: [{ Name: "s", CreationDate: new Date(1_500) }] },
          { route: "GET /schedules" },
        ),
      },
    }),
  ],
});
afterAll(() => aws.close());

test("JSON reaches the operation, compressed requests included", async () => {
  const cloudwatch = new CloudWatchClient({ ...aws.client, requestMinCompressionSizeBytes: 1 });
  const MetricData = Array.from({ length: 100 }, (_, index) => ({ MetricName: `m${index}`, Value: index }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: "N", MetricData }));
  expect(seen).toEqual([{ Namespace: "N", MetricData }]);
});

test("clients need nothing but AWS_ENDPOINT_URL and credentials", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", aws.url);
  vi.stubEnv("AWS_REGION", "eu-central-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "anyone");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "anything");
  try {
    expect(
      (await new SNSClient({}).send(new PublishCommand({ TopicArn: "arn", Message: "m" }))).MessageId,
    ).toBeDefined();
    expect((await new LambdaClient({}).send(new InvokeCommand({ FunctionName: "f" }))).StatusCode).toBe(200);
    await new CloudWatchClient({}).send(new PutMetricDataCommand({ Namespace: "N", MetricData: [] }));
    expect(seen).toHaveLength(3);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("query delivers scalars as text, lists as arrays and maps as objects", async () => {
  const sns = new SNSClient(aws.client);
  const answer = await sns.send(
    new PublishCommand({
      TopicArn: "arn",
      Message: "a & b = c",
      MessageAttributes: { kind: { DataType: "String", StringValue: "x" } },
    }),
  );
  expect(answer.MessageId).toBe('id <1> & "2"');
  expect(seen).toEqual([
    {
      TopicArn: "arn",
      Message: "a & b = c",
      MessageAttributes: { kind: { DataType: "String", StringValue: "x" } },
    },
  ]);
});

test("query writes maps as the client reads them", async () => {
  const { Attributes } = await new SNSClient(aws.client).send(new GetTopicAttributesCommand({ TopicArn: "arn" }));
  expect(Attributes).toEqual({ TopicArn: "arn", Owner: "0" });
});

test("query's errors become the client's typed ones", async () => {
  const { ListTopicsCommand } = await import("@aws-sdk/client-sns");
  await expect(new SNSClient(aws.client).send(new ListTopicsCommand({}))).rejects.toThrow(NotFoundException);
});

test("a function's payload is the body, and its error and log are headers", async () => {
  const answer = await new LambdaClient(aws.client).send(
    new InvokeCommand({ FunctionName: "my fn", LogType: "Tail", Payload: Buffer.from('{"a":1}') }),
  );
  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('{"ok":true}');
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled", LogResult: "bG9n" });
  expect(seen).toEqual([{ FunctionName: "my fn", LogType: "Tail", Payload: Buffer.from('{"a":1}') }]);
});

test("REST errors become the client's typed ones", async () => {
  const { GetFunctionCommand } = await import("@aws-sdk/client-lambda");
  const call = new LambdaClient(aws.client).send(new GetFunctionCommand({ FunctionName: "x" }));
  await expect(call).rejects.toThrow(ResourceNotFoundException);
});

test("REST takes fields from the path, the query and the body", async () => {
  const scheduler = new SchedulerClient(aws.client);
  const created = await scheduler.send(
    new CreateScheduleCommand({
      Name: "every.minute",
      ScheduleExpression: "rate(1 minute)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: "arn", RoleArn: "role" },
      ClientToken: "t",
    }),
  );
  const { Schedules } = await scheduler.send(new ListSchedulesCommand({ GroupName: "default", MaxResults: 5 }));
  expect(created.ScheduleArn).toBe("arn:schedule");
  expect(Schedules?.[0]?.CreationDate).toEqual(new Date(1_500));
  expect(seen).toEqual([
    {
      Name: "every.minute",
      ScheduleExpression: "rate(1 minute)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: "arn", RoleArn: "role" },
      ClientToken: "t",
    },
    { GroupName: "default", MaxResults: "5" },
  ]);
});

test("CBOR is read and answered with timestamps as tags", async () => {
  const answer = await fetch(`${aws.url}/service/GraniteServiceVersion20100801/operation/ListMetrics`, {
    method: "POST",
    headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor", authorization: AS_MONITORING },
    body: Buffer.from(cbor.serialize({ Namespace: "N" })),
  });
  expect(answer.headers.get("smithy-protocol")).toBe("rpc-v2-cbor");
  const body = cbor.deserialize(new Uint8Array(await answer.arrayBuffer()));
  expect(body.Metrics).toEqual([{ MetricName: "m" }]);
  expect(body.At).toMatchObject({ tag: 1, value: 1.5 });
  expect(seen).toEqual([{ Namespace: "N" }]);
});

test("a JSON error of a service that spoke query names the old code as well", async () => {
  const answer = await fetch(aws.url, {
    method: "POST",
    headers: {
      "x-amz-target": "GraniteServiceVersion20100801.GetDashboard",
      "content-type": "application/x-amz-json-1.0",
      "x-amzn-query-mode": "true",
      authorization: AS_MONITORING,
    },
    body: "{}",
  });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("x-amzn-query-error")).toBe("ResourceNotFound;Sender");
  expect(await answer.json()).toMatchObject({ __type: "ResourceNotFoundException", message: "no dashboard" });
});

const AS_MONITORING =
  "AWS4-HMAC-SHA256 Credential=tester/20261123/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=00";
