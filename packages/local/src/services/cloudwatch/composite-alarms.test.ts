import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
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

test("A composite alarm follows its children, tells its own topic, and keeps them from being deleted", async () => {
  await on.putAlarm({ AlarmActions: [], OKActions: [] });
  await on.putAlarm({ AlarmName: "low", MetricName: "Low", AlarmActions: [], OKActions: [] });
  await on.client.send(
    new PutCompositeAlarmCommand({
      AlarmName: "unhealthy",
      AlarmRule: 'ALARM("high") OR ALARM("low")',
      AlarmActions: [TOPIC],
    }),
  );
  expect((await on.describe("unhealthy")).StateValue).toBe("OK");
  await on.publish(1);
  expect(await on.nextMinute("unhealthy")).toBe("ALARM");
  expect((await on.describe("unhealthy")).StateReason).toBe(
    "arn:aws:cloudwatch:us-east-1:000000000000:alarm:high transitioned to ALARM at Monday 23 November, 2026 12:01:00 UTC",
  );
  await vi.waitFor(() => expect(on.aws.sns.published()).toHaveLength(1));
  expect(JSON.parse(on.aws.sns.published()[0]?.message ?? "")).toMatchObject({
    AlarmRule: 'ALARM("high") OR ALARM("low")',
    TriggeringChildren: [{ Arn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:high", State: { Value: "ALARM" } }],
  });
  await expect(on.client.send(new DeleteAlarmsCommand({ AlarmNames: ["high"] }))).rejects.toThrow(
    /composite alarm\(s\) depending on it: unhealthy/,
  );
  await on.client.send(new DeleteAlarmsCommand({ AlarmNames: ["unhealthy", "high", "low"] }));
  expect(
    (await on.client.send(new DescribeAlarmsCommand({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }))).MetricAlarms,
  ).toEqual([]);
});

test("A suppressor holds a composite alarm's actions back and lets them go when its extension is over", async () => {
  await on.putAlarm({ AlarmActions: [], OKActions: [], TreatMissingData: "ignore" });
  await on.putAlarm({
    AlarmName: "maintenance",
    MetricName: "Maintenance",
    AlarmActions: [],
    OKActions: [],
    TreatMissingData: "ignore",
  });
  await on.client.send(
    new PutCompositeAlarmCommand({
      ...{ AlarmName: "unhealthy", AlarmRule: "ALARM(high)", AlarmActions: [TOPIC], ActionsSuppressor: "maintenance" },
      ...{ ActionsSuppressorWaitPeriod: 0, ActionsSuppressorExtensionPeriod: 60 },
    }),
  );
  await on.client.send(
    new SetAlarmStateCommand({ AlarmName: "maintenance", StateValue: "ALARM", StateReason: "work" }),
  );
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "high", StateValue: "ALARM", StateReason: "test" }));
  expect(await on.describe("unhealthy")).toMatchObject({ StateValue: "ALARM", ActionsSuppressedBy: "Alarm" });
  await on.client.send(new SetAlarmStateCommand({ AlarmName: "maintenance", StateValue: "OK", StateReason: "done" }));
  on.aws.clock.advance(10_000);
  await vi.waitFor(async () =>
    expect(await on.describe("unhealthy")).toMatchObject({ ActionsSuppressedBy: "ExtensionPeriod" }),
  );
  expect(on.aws.sns.published()).toEqual([]);
  on.aws.clock.advance(60_000);
  await vi.waitFor(() => expect(on.aws.sns.published()).toHaveLength(1));
});

test("AT_LEAST counts the children in a state, and DescribeAlarms tells who watches whom", async () => {
  for (const AlarmName of ["a", "b", "c"])
    await on.putAlarm({ AlarmName, AlarmActions: [], OKActions: [], TreatMissingData: "ignore" });
  const AlarmRule = "AT_LEAST(2, ALARM, (a, b, c))";
  await on.client.send(new PutCompositeAlarmCommand({ AlarmName: "many", AlarmRule }));
  const set = (AlarmName: string, StateValue: "OK" | "ALARM") =>
    on.client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "test" }));
  await set("a", "ALARM");
  expect(await on.describe("many")).toMatchObject({ StateValue: "OK", AlarmRule });
  await set("c", "ALARM");
  expect((await on.describe("many")).StateValue).toBe("ALARM");
  await set("a", "OK");
  expect((await on.describe("many")).StateValue).toBe("OK");

  const children = await on.client.send(new DescribeAlarmsCommand({ ChildrenOfAlarmName: "many" }));
  expect(children.MetricAlarms?.map(({ AlarmName, StateValue }) => [AlarmName, StateValue])).toEqual([
    ["a", "OK"],
    ["b", "INSUFFICIENT_DATA"],
    ["c", "ALARM"],
  ]);
  expect(children.MetricAlarms?.[0]).not.toHaveProperty("Threshold");
  const parents = await on.client.send(new DescribeAlarmsCommand({ ParentsOfAlarmName: "b" }));
  expect(parents.CompositeAlarms).toEqual([
    { AlarmName: "many", AlarmArn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:many" },
  ]);
  const both = new DescribeAlarmsCommand({ ChildrenOfAlarmName: "many", StateValue: "OK" });
  await expect(on.client.send(both)).rejects.toThrow("with nothing else but MaxRecords and NextToken");
});
