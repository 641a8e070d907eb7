import {
  DescribeAlarmHistoryCommand,
  DisableAlarmActionsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AlarmFixture, startAlarmFixture, TOPIC } from "./alarm-fixture.ts";

let on: AlarmFixture;

beforeEach(async () => {
  on = await startAlarmFixture();
});

afterEach(async () => {
  expect(on.aws.faults).toEqual([]);
  await on.close();
});

test("An alarm goes from INSUFFICIENT_DATA to OK, ALARM and OK as its metric does, and tells its topic each time", async () => {
  await on.putAlarm({ TreatMissingData: "notBreaching" });
  expect(await on.describe()).toMatchObject({
    StateValue: "INSUFFICIENT_DATA",
    StateReason: "Unchecked: Initial alarm creation",
  });
  await on.publish(0);
  expect(await on.nextMinute()).toBe("OK");
  await on.publish(3);
  expect(await on.nextMinute()).toBe("ALARM");
  expect(await on.describe()).toMatchObject({
    StateReason:
      "Threshold Crossed: 1 out of the last 1 datapoints [3.0 (23/11/26 12:01:00)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).",
    StateUpdatedTimestamp: on.aws.clock.date(),
  });
  expect(JSON.parse((await on.describe()).StateReasonData ?? "")).toEqual({
    version: "1.0",
    queryDate: "2026-11-23T12:02:00.000+0000",
    startDate: "2026-11-23T12:01:00.000+0000",
    statistic: "Sum",
    period: 60,
    recentDatapoints: [3],
    threshold: 0,
    evaluatedDatapoints: [{ timestamp: "2026-11-23T12:01:00.000+0000", sampleCount: 1, value: 3 }],
  });
  await on.publish(0);
  expect(await on.nextMinute()).toBe("OK");

  await vi.waitFor(() => expect(on.aws.sns.published(TOPIC)).toHaveLength(3));
  const [, alarm] = on.aws.sns.published(TOPIC);
  expect(alarm?.subject).toBe('ALARM: "high" in US East (N. Virginia)');
  expect(JSON.parse(alarm?.message ?? "")).toMatchObject({
    AlarmName: "high",
    AlarmDescription: "Too hot",
    AWSAccountId: "000000000000",
    NewStateValue: "ALARM",
    OldStateValue: "OK",
    StateChangeTime: "2026-11-23T12:02:00.000+0000",
    Region: "US East (N. Virginia)",
    AlarmArn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:high",
    Trigger: {
      ...{
        MetricName: "Readings",
        Namespace: "SensorPipeline",
        StatisticType: "Statistic",
        Statistic: "SUM",
        Period: 60,
      },
      ...{ EvaluationPeriods: 1, DatapointsToAlarm: 1, ComparisonOperator: "GreaterThanThreshold", Threshold: 0 },
      ...{ Dimensions: [], Unit: null, TreatMissingData: "notBreaching" },
    },
  });
});

test("The history tells of configuration, states and actions", async () => {
  await on.putAlarm();
  await on.publish(1);
  expect(await on.nextMinute()).toBe("ALARM");
  const history = async () =>
    (await on.client.send(new DescribeAlarmHistoryCommand({ AlarmName: "high", ScanBy: "TimestampAscending" })))
      .AlarmHistoryItems;
  await vi.waitFor(async () => expect(await history()).toHaveLength(3));
  const items = (await history()) ?? [];
  expect(items.map(({ HistorySummary }) => HistorySummary)).toEqual([
    'Alarm "high" created',
    "Alarm updated from INSUFFICIENT_DATA to ALARM",
    `Successfully executed action ${TOPIC}`,
  ]);
  expect(JSON.parse(items[1]?.HistoryData ?? "")).toMatchObject({
    oldState: { stateValue: "INSUFFICIENT_DATA" },
    newState: { stateValue: "ALARM" },
  });
});

test("An action that fails is in the history and leaves the alarm as it is", async () => {
  await on.putAlarm({ AlarmActions: ["arn:aws:sns:us-east-1:000000000000:gone"] });
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "high", StateValue: "ALARM", StateReason: "test" }));
  expect((await on.describe()).StateValue).toBe("ALARM");
  const { AlarmHistoryItems } = await on.client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: "high", HistoryItemType: "Action" }),
  );
  expect(AlarmHistoryItems?.[0]?.HistorySummary).toMatch(/^Failed to execute action .*Topic does not exist/);
});

test("Disabled actions are not run", async () => {
  await on.putAlarm();
  await on.client.send(new DisableAlarmActionsCommand({ AlarmNames: ["high"] }));
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "high", StateValue: "ALARM", StateReason: "test" }));
  expect(await on.describe()).toMatchObject({ StateValue: "ALARM", ActionsEnabled: false });
  expect(on.aws.sns.published()).toEqual([]);
});

test("A state set by hand lasts until the next evaluation finds otherwise", async () => {
  await on.putAlarm({ TreatMissingData: "notBreaching" });
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "high", StateValue: "ALARM", StateReason: "test" }));
  expect(await on.nextMinute()).toBe("OK");
  expect((await on.describe()).StateReason).toBe(
    "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].",
  );
});

test("An update keeps the state and changes the settings", async () => {
  await on.putAlarm();
  await on.publish(1);
  expect(await on.nextMinute()).toBe("ALARM");
  await on.putAlarm({ Threshold: 10, TreatMissingData: "ignore" });
  expect(await on.describe()).toMatchObject({ StateValue: "ALARM", Threshold: 10, TreatMissingData: "ignore" });
});

test("An alarm whose metric falls silent goes to INSUFFICIENT_DATA after its evaluation range", async () => {
  await on.putAlarm();
  await on.publish(0);
  expect(await on.nextMinute()).toBe("OK");
  expect(await on.nextMinute()).toBe("OK");
  expect(await on.nextMinute()).toBe("OK");
  expect(await on.nextMinute()).toBe("INSUFFICIENT_DATA");
  expect((await on.describe()).StateReason).toBe("Insufficient Data: 1 datapoint was unknown.");
});

test("The periods of a five-minute alarm slide with each minute", async () => {
  await on.putAlarm({ Period: 300, TreatMissingData: "notBreaching" });
  await on.publish(1);
  expect(await on.nextMinute()).toBe("ALARM");
  for (let minute = 2; minute <= 5; minute += 1) expect(await on.nextMinute()).toBe("ALARM");
  await on.publish(0);
  expect(await on.nextMinute()).toBe("OK");
});

test("A datapoint that comes late is evaluated in its period, and one of the future when its period is over", async () => {
  await on.putAlarm({ TreatMissingData: "notBreaching", EvaluationPeriods: 2, DatapointsToAlarm: 1 });
  const publish = (Value: number, minutes: number) => {
    const Timestamp = new Date(on.aws.clock.now() + minutes * 60_000);
    const MetricData = [{ MetricName: "Readings", Value, Timestamp }];
    return on.client.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData }));
  };
  await publish(1, 2);
  expect(await on.nextMinute()).toBe("OK");
  expect(await on.nextMinute()).toBe("OK");
  expect(await on.nextMinute()).toBe("ALARM");
  for (let minute = 4; minute <= 8; minute += 1) await on.nextMinute();
  expect((await on.describe()).StateValue).toBe("OK");
  await publish(1, -1);
  expect(await on.nextMinute()).toBe("ALARM");
});

test("An alarm on metric maths follows its expression", async () => {
  const stat = (MetricName: string) => ({
    Metric: { Namespace: "SensorPipeline", MetricName },
    Period: 60,
    Stat: "Sum",
  });
  await on.client.send(
    new PutMetricAlarmCommand({
      AlarmName: "ratio",
      ...{ EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: "GreaterThanThreshold", AlarmActions: [TOPIC] },
      Metrics: [
        { Id: "percent", Expression: "IF(all > 0, 100 * bad / all, 0)", Label: "Invalid" },
        { Id: "bad", MetricStat: stat("Bad"), ReturnData: false },
        { Id: "all", MetricStat: stat("All"), ReturnData: false },
      ],
    }),
  );
  await on.publish(100, "All");
  await on.publish(6, "Bad");
  expect(await on.nextMinute("ratio")).toBe("ALARM");
  expect((await on.describe("ratio")).StateReason).toMatch(
    /^Threshold Crossed: 1 out of the last 1 datapoints \[6\.0 \(23\/11\/26 12:00:00\)\] was greater than the threshold \(5\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\./,
  );
  await vi.waitFor(() => expect(on.aws.sns.published()).toHaveLength(1));
  expect(JSON.parse(on.aws.sns.published()[0]?.message ?? "").Trigger.Metrics[0]).toMatchObject({
    Id: "percent",
    Label: "Invalid",
  });
});

test("A high-resolution alarm is evaluated every ten seconds", async () => {
  await on.putAlarm({ Period: 10 });
  const MetricData = [{ MetricName: "Readings", Value: 1, StorageResolution: 1 }];
  await on.client.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData }));
  on.aws.clock.advance(10_000);
  await vi.waitFor(async () => expect((await on.describe()).StateValue).toBe("ALARM"));
});

test("A change of state is an event that a rule sends to a queue", async () => {
  const queue = "arn:aws:sqs:us-east-1:000000000000:changes";
  const Principal = { Service: "events.amazonaws.com" };
  const Statement = { Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: queue };
  const Attributes = { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
  const { QueueUrl } = await on.aws.call<{ QueueUrl: string }>("sqs", "CreateQueue", {
    ...{ QueueName: "changes", Attributes },
  });
  const EventPattern = JSON.stringify({ source: ["aws.cloudwatch"], detail: { state: { value: ["ALARM"] } } });
  await on.aws.call("events", "PutRule", { Name: "alarms", EventPattern });
  await on.aws.call("events", "PutTargets", {
    Rule: "alarms",
    Targets: [{ Id: "q", Arn: queue }],
  });
  await on.putAlarm();
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "high", StateValue: "OK", StateReason: "no match" }));
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "high", StateValue: "ALARM", StateReason: "test" }));
  await on.aws.bus.settled();
  const { Messages } = await on.aws.call<{ Messages: { Body: string }[] }>("sqs", "ReceiveMessage", {
    QueueUrl,
    MaxNumberOfMessages: 10,
  });
  expect(Messages.map(({ Body }) => JSON.parse(Body))).toMatchObject([
    {
      "detail-type": "CloudWatch Alarm State Change",
      time: "2026-11-23T12:00:00Z",
      resources: ["arn:aws:cloudwatch:us-east-1:000000000000:alarm:high"],
      detail: {
        alarmName: "high",
        previousState: { value: "OK" },
        state: { value: "ALARM", reason: "test" },
        configuration: {
          description: "Too hot",
          metrics: [{ metricStat: { metric: { name: "Readings" }, stat: "Sum" } }],
        },
      },
    },
  ]);
});

test.each([
  ["evaluates", undefined, 3, "ALARM"],
  ["evaluates", "evaluate", 3, "ALARM"],
  ["keeps its state over", "ignore", 3, "INSUFFICIENT_DATA"],
  ["keeps its state over", "ignore", 199, "INSUFFICIENT_DATA"],
  ["evaluates", "ignore", 200, "ALARM"],
] as const)("An alarm on p95 %s (%s) %i samples, where 200 are enough", async (_, lowSamples, samples, state) => {
  await on.putAlarm({
    ...{ Statistic: undefined, ExtendedStatistic: "p95", Threshold: 10 },
    ...(lowSamples === undefined ? {} : { EvaluateLowSampleCountPercentile: lowSamples }),
  });
  const MetricData = [{ MetricName: "Readings", Values: [50], Counts: [samples] }];
  await on.client.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData }));
  expect(await on.nextMinute()).toBe(state);
  expect((await on.describe()).EvaluateLowSampleCountPercentile).toBe(lowSamples);
});

test("Low samples below the median count from the other side, and over all evaluated periods together", async () => {
  await on.putAlarm({
    ...{ Statistic: undefined, ExtendedStatistic: "p10", EvaluateLowSampleCountPercentile: "ignore" },
    ...{ Threshold: 10, EvaluationPeriods: 2, DatapointsToAlarm: 1 },
  });
  const publish = (count: number) =>
    on.client.send(
      new PutMetricDataCommand({
        Namespace: "SensorPipeline",
        MetricData: [{ MetricName: "Readings", Values: [50], Counts: [count] }],
      }),
    );
  await publish(60);
  expect(await on.nextMinute()).toBe("INSUFFICIENT_DATA");
  await publish(40);
  expect(await on.nextMinute()).toBe("ALARM");
});
