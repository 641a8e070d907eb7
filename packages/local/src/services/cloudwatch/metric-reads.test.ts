import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  InvalidParameterCombinationException,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test } from "vitest";
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

test("An expression is worked out over the metrics it names", async () => {
  await put({ Value: 6 });
  const now = aws.clock.now();
  const stat = (Stat: string) => ({
    Metric: { Namespace: "SensorPipeline", MetricName: "M", Dimensions },
    Period: 60,
    Stat,
  });
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - 2 * MINUTE),
      EndTime: new Date(now + MINUTE),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [
        { Id: "ratio", Expression: "FILL(m, 0) / 3", Label: "Ratio" },
        { Id: "m", MetricStat: stat("Sum"), ReturnData: false },
      ],
    }),
  );
  expect(MetricDataResults).toHaveLength(1);
  expect(MetricDataResults?.[0]).toMatchObject({ Id: "ratio", Label: "Ratio", Values: [0, 0, 2] });
});

test("One request may ask for unrelated expressions of different periods, as many alarms together do", async () => {
  await put({ Value: 6 });
  const now = aws.clock.now();
  const stat = (Period: number) => ({
    Metric: { Namespace: "SensorPipeline", MetricName: "M", Dimensions },
    Period,
    Stat: "Sum",
  });
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - 4 * MINUTE),
      EndTime: new Date(now + MINUTE),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [
        { Id: "long", Expression: "FILL(a, 0)" },
        { Id: "a", MetricStat: stat(300), ReturnData: false },
        { Id: "short", Expression: "FILL(b, 0)" },
        { Id: "b", MetricStat: stat(60), ReturnData: false },
      ],
    }),
  );
  expect(MetricDataResults?.map(({ Id, Values }) => [Id, Values])).toEqual([
    ["long", [6]],
    ["short", [0, 0, 0, 0, 6]],
  ]);
});

test("GetMetricData comes in pages of MaxDatapoints, and what goes on later says so", async () => {
  const minute = (index: number) => new Date(Date.UTC(2026, 10, 23, 11, index));
  const MetricData = ["A", "B"].flatMap((MetricName) =>
    Array.from({ length: 5 }, (_, index) => ({ MetricName, Value: index, Timestamp: minute(index) })),
  );
  await client.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData }));
  const query = (Id: string, MetricName: string) => ({
    Id,
    MetricStat: { Metric: { Namespace: "SensorPipeline", MetricName }, Period: 60, Stat: "Sum" },
  });
  const pages: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: [query("a", "A"), query("none", "C"), query("b", "B")],
        ...{ StartTime: minute(0), EndTime: minute(10), MaxDatapoints: 4, ScanBy: "TimestampAscending", NextToken },
      }),
    );
    NextToken = page.NextToken;
    pages.push(page.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
  } while (NextToken !== undefined);
  expect(pages).toEqual([
    [
      ["a", [0, 1, 2, 3], "PartialData"],
      ["none", [], "Complete"],
    ],
    [
      ["a", [4], "Complete"],
      ["b", [0, 1, 2], "PartialData"],
    ],
    [["b", [3, 4], "Complete"]],
  ]);
});

function getStatistics(more: object) {
  const now = aws.clock.now();
  return client.send(
    new GetMetricStatisticsCommand({
      ...{ Namespace: "SensorPipeline", MetricName: "M", Dimensions, Period: 300 },
      ...{ StartTime: new Date(now - 4 * MINUTE), EndTime: new Date(now + MINUTE) },
      ...more,
    }),
  );
}

test("GetMetricStatistics gives the asked statistics of each period with their unit", async () => {
  await put({ Values: [1, 3], Unit: "Count" });
  const period = { Timestamp: new Date(aws.clock.now() - 4 * MINUTE), Unit: "Count" };
  const plain = await getStatistics({ Statistics: ["Sum", "Maximum"] });
  expect(plain.Datapoints).toEqual([{ ...period, Sum: 4, Maximum: 3 }]);
  const extended = await getStatistics({ ExtendedStatistics: ["p50"] });
  expect(extended.Datapoints).toEqual([{ ...period, ExtendedStatistics: { p50: 1 } }]);
});

test.each([
  ["both kinds of statistics", { Statistics: ["Sum"], ExtendedStatistics: ["p50"] }],
  ["no statistics", {}],
  ["1,441 datapoints", { Statistics: ["Sum"], Period: 60, StartTime: new Date(Date.UTC(2026, 10, 22, 12)) }],
])("GetMetricStatistics of %s is refused", async (_, more) => {
  await expect(getStatistics(more)).rejects.toThrow(InvalidParameterCombinationException);
});

test("A metric with a negative value has no percentile", async () => {
  await put({ Values: [-1, 3] });
  expect((await getData("Minimum")).MetricDataResults?.[0]?.Values).toEqual([-1]);
  expect((await getData("p50")).MetricDataResults?.[0]?.Values).toEqual([]);
});

test.each([
  ["one sample", { SampleCount: 1, Sum: 4, Minimum: 4, Maximum: 4 }, [4]],
  ["equal samples", { SampleCount: 3, Sum: 12, Minimum: 4, Maximum: 4 }, [4]],
  ["samples whose sum is another", { SampleCount: 3, Sum: 11, Minimum: 4, Maximum: 4 }, []],
])("A statistic set of %s has the percentiles that AWS's page says", async (_, StatisticValues, expected) => {
  await put({ StatisticValues });
  expect((await getData("p90")).MetricDataResults?.[0]?.Values).toEqual(expected);
  expect((await getData("Sum")).MetricDataResults?.[0]?.Values).toEqual([StatisticValues.Sum]);
});

test("Metric maths gives no token for what is beyond MaxDatapoints, as on AWS", async () => {
  await put({ Value: 6 });
  const now = aws.clock.now();
  const answer = await client.send(
    new GetMetricDataCommand({
      ...{ StartTime: new Date(now - 4 * MINUTE), EndTime: new Date(now + MINUTE), MaxDatapoints: 2 },
      MetricDataQueries: [
        { Id: "e", Expression: "FILL(m, 0)" },
        {
          ...{ Id: "m", ReturnData: false },
          MetricStat: { Metric: { Namespace: "SensorPipeline", MetricName: "M", Dimensions }, Period: 60, Stat: "Sum" },
        },
      ],
    }),
  );
  expect(answer.MetricDataResults).toMatchObject([{ Id: "e", Values: [6, 0], StatusCode: "PartialData" }]);
  expect(answer.NextToken).toBeUndefined();
});

test("A dynamic label is refused by name, and not given as it stands", async () => {
  const MetricStat = { Metric: { Namespace: "N", MetricName: "M" }, Period: 60, Stat: "Sum" };
  const Label = ["most: ", "{MAX}"].join("$");
  const request = new GetMetricDataCommand({
    ...{ StartTime: new Date(0), EndTime: new Date(MINUTE) },
    MetricDataQueries: [{ Id: "m", MetricStat, Label }],
  });
  await expect(client.send(request)).rejects.toThrow(`A dynamic label (${Label}) is not supported`);
});
