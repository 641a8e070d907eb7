import {
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
  ["six actions", { AlarmActions: Array.from({ length: 6 }, () => TOPIC) }, /can have 5 actions/],
  ["a metric and metrics", { Metrics: [{ Id: "a", Expression: "1" }] }, /can't have MetricName, Namespace/],
])("PutMetricAlarm with %s is refused", async (_, more, message) => {
  await expect(on.putAlarm(more)).rejects.toThrow(message);
});

test.each([
  ["a number", "SUM(m)", /must give one time series/],
  ["an unknown id", "x + 1", /no metric or expression with the id "x"/],
  ["itself", "e + m", /refers to itself/],
])("An alarm on an expression of %s is refused", async (_, Expression, message) => {
  const MetricStat = { Metric: { Namespace: "N", MetricName: "M" }, Period: 60, Stat: "Sum" };
  const Metrics = [
    { Id: "e", Expression },
    { Id: "m", MetricStat, ReturnData: false },
  ];
  const settings = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanThreshold" as const };
  await expect(on.client.send(new PutMetricAlarmCommand({ AlarmName: "a", ...settings, Metrics }))).rejects.toThrow(
    message,
  );
});

test("A composite alarm of alarms that do not exist is refused, and so is the state of none", async () => {
  const composite = new PutCompositeAlarmCommand({ AlarmName: "c", AlarmRule: "ALARM(nobody)" });
  await expect(on.client.send(composite)).rejects.toThrow("alarms [nobody] in the alarm rule do not exist");
  const set = new SetAlarmStateCommand({ AlarmName: "nobody", StateValue: "OK", StateReason: "test" });
  await expect(on.client.send(set)).rejects.toThrow(ResourceNotFound);
});
