import {
  CloudWatchClient,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  ListMetricsCommand,
  MissingRequiredParameterException,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ADMINISTRATOR } from "../../administrator.ts";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";
import { Dimensions, getMetric, MINUTE, putMetric } from "./metric-fixture.ts";

let aws: ServedForTest;
let client: CloudWatchClient;

beforeEach(async () => {
  aws = await serveForTest();
  client = new CloudWatchClient(aws.client);
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

const put = (data: object) => putMetric(client, data);
const getData = (Stat: string, more?: object) => getMetric(client, aws.clock.now(), Stat, more);

test.each([
  ["Sum", 9],
  ["Average", 3],
  ["Minimum", 1],
  ["Maximum", 5],
  ["SampleCount", 3],
  ["p50", 3],
  ["p99", 5],
])("The values 1, 3 and 5 of one minute have the %s %d", async (stat, expected) => {
  await put({ Values: [1, 3, 5], Unit: "Count" });
  const { MetricDataResults } = await getData(stat);
  expect(MetricDataResults?.[0]).toMatchObject({ Id: "m", Label: "M", StatusCode: "Complete", Values: [expected] });
  expect(MetricDataResults?.[0]?.Timestamps).toEqual([aws.clock.date()]);
});

test("Counts weigh their values", async () => {
  await put({ Values: [1, 10], Counts: [9, 1] });
  expect((await getData("Average")).MetricDataResults?.[0]?.Values).toEqual([1.9]);
  expect((await getData("p90")).MetricDataResults?.[0]?.Values).toEqual([1]);
});

test("A statistic set has all statistics but no percentile", async () => {
  await put({ StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 5 } });
  expect((await getData("Average")).MetricDataResults?.[0]?.Values).toEqual([2.5]);
  expect((await getData("p50")).MetricDataResults?.[0]?.Values).toEqual([]);
});

test("Datapoints come newest first, or oldest first when asked", async () => {
  const at = (minutes: number) => new Date(aws.clock.now() - minutes * MINUTE);
  await put({ Value: 1, Timestamp: at(2) });
  await put({ Value: 2, Timestamp: at(1) });
  expect((await getData("Sum")).MetricDataResults?.[0]?.Values).toEqual([2, 1]);
});

test("A query with a unit finds only what was published with it", async () => {
  await put({ Value: 1, Unit: "Seconds" });
  expect((await getData("Sum", { Unit: "Seconds" })).MetricDataResults?.[0]?.Values).toEqual([1]);
  expect((await getData("Sum", { Unit: "Count" })).MetricDataResults?.[0]?.Values).toEqual([]);
  expect((await getData("Sum")).MetricDataResults?.[0]?.Values).toEqual([1]);
});

test("ListMetrics finds metrics by namespace, name and dimensions", async () => {
  await put({ Value: 1 });
  aws.metrics.record({
    namespace: "AWS/Kinesis",
    name: "IncomingRecords",
    dimensions: { StreamName: "s" },
    value: 1,
    unit: "Count",
  });
  const all = await client.send(new ListMetricsCommand({}));
  expect(all.Metrics).toHaveLength(2);
  const found = await client.send(
    new ListMetricsCommand({ Namespace: "AWS/Kinesis", Dimensions: [{ Name: "StreamName" }] }),
  );
  expect(found.Metrics).toEqual([
    { Namespace: "AWS/Kinesis", MetricName: "IncomingRecords", Dimensions: [{ Name: "StreamName", Value: "s" }] },
  ]);
});

test.each([
  ["no value", {}, MissingRequiredParameterException],
  ["a value and values", { Value: 1, Values: [1] }, InvalidParameterCombinationException],
  ["values and counts of different length", { Values: [1, 2], Counts: [1] }, InvalidParameterCombinationException],
  ["151 values", { Values: Array.from({ length: 151 }, () => 1) }, InvalidParameterValueException],
  ["NaN", { Value: Number.NaN }, InvalidParameterValueException],
  ["an infinite value", { Value: Number.POSITIVE_INFINITY }, InvalidParameterValueException],
  ["a value beyond 2^360", { Value: 1e120 }, InvalidParameterValueException],
  [
    "a timestamp three hours ahead",
    { Value: 1, Timestamp: new Date(Date.UTC(2026, 10, 23, 15)) },
    InvalidParameterValueException,
  ],
  [
    "a timestamp three weeks old",
    { Value: 1, Timestamp: new Date(Date.UTC(2026, 10, 2)) },
    InvalidParameterValueException,
  ],
  ["a resolution of 30 seconds", { Value: 1, StorageResolution: 30 }, InvalidParameterValueException],
])("PutMetricData with %s is refused, and nothing of the request is kept", async (_, data, error) => {
  const good = { MetricName: "Good", Value: 1 };
  const request = new PutMetricDataCommand({
    Namespace: "SensorPipeline",
    MetricData: [good, { MetricName: "M", ...data }],
  });
  await expect(client.send(request)).rejects.toThrow(error);
  expect(aws.metrics.metrics()).toEqual([]);
});

test("Nobody publishes into a namespace of AWS's", async () => {
  const request = new PutMetricDataCommand({ Namespace: "AWS/Mine", MetricData: [{ MetricName: "M", Value: 1 }] });
  await expect(client.send(request)).rejects.toThrow("The value AWS/ for parameter Namespace is invalid.");
});

test("A large request arrives, which the SDK sends compressed", async () => {
  const MetricData = Array.from({ length: 1_000 }, (_, index) => ({
    MetricName: `M${index % 500}`,
    Dimensions,
    Value: index,
  }));
  await client.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData }));
  expect(aws.metrics.metrics()).toHaveLength(500);
});

test("A role publishes only into the namespace that its policy's condition names", async () => {
  const trust = {
    Statement: { Effect: "Allow" as const, Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  };
  const Condition = { StringEquals: { "cloudwatch:namespace": "SensorPipeline" } };
  const publish = {
    Statement: { Effect: "Allow" as const, Action: "cloudwatch:PutMetricData", Resource: "*", Condition },
  };
  const role = aws.identity.putRole({ name: "alerts", trust, policies: { publish }, tags: {} });
  const lambda = { ...ADMINISTRATOR, kind: "service" as const, arn: "lambda.amazonaws.com", name: "lambda" };
  const { accessKeyId, secretAccessKey, sessionToken } = aws.identity.issueCredentials(
    aws.identity.assumeRole(lambda, role.arn, "session"),
  );
  const own = new CloudWatchClient({ ...aws.client, credentials: { accessKeyId, secretAccessKey, sessionToken } });
  const MetricData = [{ MetricName: "M", Value: 1 }];
  await own.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData }));
  await expect(own.send(new PutMetricDataCommand({ Namespace: "Other", MetricData }))).rejects.toThrow(
    /not authorized to perform: cloudwatch:PutMetricData/,
  );
  own.destroy();
});

test("A field that is not acted on is refused by its name", async () => {
  const request = new PutMetricDataCommand({
    Namespace: "N",
    EntityMetricData: [{ MetricData: [{ MetricName: "M", Value: 1 }] }],
    MetricData: [],
  });
  await expect(client.send(request)).rejects.toThrow(/EntityMetricData/);
});
