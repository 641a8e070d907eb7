import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  ResourceNotFound,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AlarmFixture, startAlarmFixture, TOPIC } from "./alarm-fixture.ts";

const MetricStat = { Metric: { Namespace: "N", MetricName: "M" }, Period: 60, Stat: "Sum" };
const MATHS = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanThreshold" as const };

let on: AlarmFixture;

beforeEach(async () => {
  on = await startAlarmFixture();
});

afterEach(async () => {
  expect(on.aws.faults).toEqual([]);
  await on.close();
});

test("DescribeAlarms gives metric alarms unless composite ones are asked for, and filters", async () => {
  await on.putAlarm({ Tags: [{ Key: "Stage", Value: "dev" }] });
  await on.putAlarm({ AlarmName: "low" });
  await on.client.send(new PutCompositeAlarmCommand({ AlarmName: "both", AlarmRule: "ALARM(high) AND ALARM(low)" }));
  const named = async (input: object) => {
    const { MetricAlarms = [], CompositeAlarms = [] } = await on.client.send(new DescribeAlarmsCommand(input));
    return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName);
  };
  expect(await named({})).toEqual(["high", "low"]);
  expect(await named({ AlarmTypes: ["CompositeAlarm"] })).toEqual(["both"]);
  expect(await named({ AlarmNamePrefix: "lo" })).toEqual(["low"]);
  expect(await named({ StateValue: "ALARM" })).toEqual([]);
  const metric = { Namespace: "SensorPipeline", MetricName: "Readings" };
  expect((await on.client.send(new DescribeAlarmsForMetricCommand(metric))).MetricAlarms).toHaveLength(2);
  const ResourceARN = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:high";
  expect((await on.client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
    { Key: "Stage", Value: "dev" },
  ]);
});

test.each([
  ["a period of 45 seconds", { Period: 45 }, /multiple of 60/],
  ["a window above a day", { Period: 300, EvaluationPeriods: 300 }, /more than 1 days/],
  ["more datapoints than periods", { DatapointsToAlarm: 2 }, /must not be above EvaluationPeriods/],
  ["no statistic", { Statistic: undefined }, /Exactly one of Statistic and ExtendedStatistic/],
  ["a trimmed mean", { Statistic: undefined, ExtendedStatistic: "tm90" }, /statistic tm90 is not supported/],
  ["anomaly detection", { ComparisonOperator: "GreaterThanUpperThreshold" }, /Anomaly detection/],
  ["an EC2 action", { AlarmActions: ["arn:aws:automate:us-east-1:ec2:stop"] }, /Alarm action .* is not supported/],
  [
    "six actions",
    { AlarmActions: Array.from({ length: 6 }, () => TOPIC) },
    /'alarmActions' .* less than or equal to 5/,
  ],
  ["a control character in its name", { AlarmName: "a\tb" }, /no control characters/],
  ["a namespace that begins with a colon", { Namespace: ":N" }, /'namespace' .* regular expression pattern/],
  ["a wall clock window", { EvaluationWindow: { WallClockWindow: {} } }, /EvaluationWindow is not supported/],
  ["a metric and metrics", { Metrics: [{ Id: "a", Expression: "1" }] }, /can't have MetricName, Namespace/],
])("PutMetricAlarm with %s is refused", async (_, more, message) => {
  await expect(on.putAlarm(more)).rejects.toThrow(message);
});

test.each([
  ["a number", "SUM(m)", /must give one time series/],
  ["an unknown id", "x + 1", /no metric or expression with the id "x"/],
  ["itself", "e + m", /refers to itself/],
])("An alarm on an expression of %s is refused", async (_, Expression, message) => {
  const Metrics = [
    { Id: "e", Expression },
    { Id: "m", MetricStat, ReturnData: false },
  ];
  await expect(on.client.send(new PutMetricAlarmCommand({ AlarmName: "a", ...MATHS, Metrics }))).rejects.toThrow(
    message,
  );
});

test.each([
  [
    "metrics of different periods",
    [
      { Id: "a", MetricStat, ReturnData: false },
      { Id: "b", MetricStat: { ...MetricStat, Period: 300 }, ReturnData: false },
    ],
    /must have the same period, not 60, 300/,
  ],
  [
    "eleven metrics",
    Array.from({ length: 11 }, (_, index) => ({ Id: `m${index}`, MetricStat, ReturnData: false })),
    /based on 10 metrics, not 11/,
  ],
  [
    "eleven expressions",
    Array.from({ length: 10 }, (_, index) => ({ Id: `x${index}`, Expression: "a", ReturnData: false })),
    /10 expressions, not 11/,
  ],
])("An alarm on an expression with %s is refused", async (_, others, message) => {
  const Metrics = [{ Id: "e", Expression: "SUM(METRICS())" }, ...others];
  await expect(on.client.send(new PutMetricAlarmCommand({ AlarmName: "a", ...MATHS, Metrics }))).rejects.toThrow(
    message,
  );
});

test("Alarms on DynamoDB's metrics ignore missing data unless they say otherwise", async () => {
  await on.putAlarm({ Namespace: "AWS/DynamoDB" });
  expect((await on.describe()).TreatMissingData).toBe("ignore");
  await on.putAlarm({ Namespace: "AWS/DynamoDB", TreatMissingData: "breaching" });
  expect((await on.describe()).TreatMissingData).toBe("breaching");
});

test("Tags are of a new alarm alone; an update's are not looked at", async () => {
  await on.putAlarm({ Tags: [{ Key: "Stage", Value: "dev" }] });
  await on.putAlarm({ Tags: [{ Key: "Stage", Value: "production" }] });
  const ResourceARN = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:high";
  const { Tags } = await on.client.send(new ListTagsForResourceCommand({ ResourceARN }));
  expect(Tags).toEqual([{ Key: "Stage", Value: "dev" }]);
});

test("DeleteAlarms deletes those that exist, and tells of the others", async () => {
  await on.putAlarm();
  const AlarmNames = ["high", "nobody"];
  await expect(on.client.send(new DeleteAlarmsCommand({ AlarmNames }))).rejects.toThrow("no alarm named nobody");
  expect((await on.client.send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
});

test("The history goes back 30 days", async () => {
  await on.putAlarm({ ActionsEnabled: false });
  const history = async () =>
    (await on.client.send(new DescribeAlarmHistoryCommand({ AlarmName: "high" }))).AlarmHistoryItems?.length;
  on.aws.clock.advance(30 * 24 * 3_600_000);
  expect(await history()).toBeGreaterThan(0);
  on.aws.clock.advance(1);
  expect(await history()).toBe(0);
});

test("A composite alarm of alarms that do not exist is refused, and so is the state of none", async () => {
  const composite = new PutCompositeAlarmCommand({ AlarmName: "c", AlarmRule: "ALARM(nobody)" });
  await expect(on.client.send(composite)).rejects.toThrow("alarms [nobody] in the alarm rule do not exist");
  const set = new SetAlarmStateCommand({ AlarmName: "nobody", StateValue: "OK", StateReason: "test" });
  await expect(on.client.send(set)).rejects.toThrow(ResourceNotFound);
});
