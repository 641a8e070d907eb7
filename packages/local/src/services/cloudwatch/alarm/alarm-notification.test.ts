import { expect, test } from "vitest";
import type { CompositeAlarm, MetricAlarm } from "./alarm.ts";
import { alarmChange } from "./alarm-change.ts";
import { alarmNotification } from "./alarm-notification.ts";
import { parseAlarmRule } from "./alarm-rule.ts";

const STATUS = { value: "ALARM", reason: "too hot", updatedAt: 0, transitionedAt: 0 } as const;
const BEFORE = { ...STATUS, value: "OK" } as const;
const SETTINGS = {
  ...{ name: "high", arn: "arn:aws:cloudwatch:eu-west-1:000000000000:alarm:high", description: "Too hot" },
  ...{ actionsEnabled: true, actions: { OK: [], ALARM: [], INSUFFICIENT_DATA: [] }, configuredAt: 0, status: STATUS },
};
const METRIC: MetricAlarm = {
  ...SETTINGS,
  kind: "metric",
  source: { kind: "metric", stat: { Metric: { Namespace: "N", MetricName: "M" }, Period: 60, Stat: "p99" } },
  periodSeconds: 60,
  condition: {
    ...{ comparison: "GreaterThanThreshold", threshold: 1, evaluationPeriods: 3, datapointsToAlarm: 2 },
    treatMissingData: "missing",
  },
  lowSamples: "ignore",
};
const COMPOSITE: CompositeAlarm = { ...SETTINGS, kind: "composite", rule: parseAlarmRule("ALARM(child)") };

function messageOf(alarm: MetricAlarm | CompositeAlarm) {
  return JSON.parse(alarmNotification(alarm, BEFORE, "eu-west-1", [METRIC]).message);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
const COMMON =
  "AlarmName AlarmDescription AWSAccountId NewStateValue NewStateReason StateChangeTime Region AlarmArn OldStateValue OKActions AlarmActions InsufficientDataActions";

test("A metric alarm's message has the fields of AWS's page", () => {
  const { Trigger, ...message } = messageOf(METRIC);
  expect(Object.keys(message).sort()).toEqual([...COMMON.split(" "), "AlarmConfigurationUpdatedTimestamp"].sort());
  expect(Trigger).toEqual({
    ...{ MetricName: "M", Namespace: "N", StatisticType: "ExtendedStatistic", ExtendedStatistic: "p99", Unit: null },
    ...{ Dimensions: [], Period: 60, EvaluationPeriods: 3, DatapointsToAlarm: 2 },
    ...{ ComparisonOperator: "GreaterThanThreshold", Threshold: 1, TreatMissingData: "missing" },
    EvaluateLowSampleCountPercentile: "ignore",
  });
});

test("A composite alarm's message has the fields of AWS's page", () => {
  const { AlarmRule, TriggeringChildren, ...message } = messageOf(COMPOSITE);
  expect(Object.keys(message).sort()).toEqual(COMMON.split(" ").sort());
  expect(AlarmRule).toBe("ALARM(child)");
  const Timestamp = "1970-01-01T00:00:00.000+0000";
  expect(TriggeringChildren).toEqual([{ Arn: METRIC.arn, State: { Value: "ALARM", Timestamp } }]);
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html, "State change for a composite alarm with a suppressor alarm" */
test("The event of a composite alarm says what holds its actions back", () => {
  const suppressor = { alarm: "maintenance", waitSeconds: 120, extensionSeconds: 180 };
  const suppression = { by: "WaitPeriod", reason: "Actions suppressed by WaitPeriod", until: 120_000 } as const;
  const { state, previousState, configuration } = alarmChange(
    { ...COMPOSITE, suppressor, status: { ...STATUS, suppression } },
    BEFORE,
  );
  const timestamp = "1970-01-01T00:00:00.000+0000";
  expect(state).toEqual({
    ...{ actionsSuppressedBy: "WaitPeriod", actionsSuppressedReason: "Actions suppressed by WaitPeriod" },
    ...{ value: "ALARM", reason: "too hot", timestamp },
  });
  expect(previousState).toEqual({ value: "OK", reason: "too hot", timestamp });
  expect(configuration).toMatchObject({
    ...{ alarmRule: "ALARM(child)", actionsSuppressor: "maintenance" },
    ...{ actionsSuppressorWaitPeriod: 120, actionsSuppressorExtensionPeriod: 180 },
  });
});
