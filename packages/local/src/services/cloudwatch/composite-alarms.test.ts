import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
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

type State = "OK" | "ALARM";

/** `high` and `maintenance`, set by hand alone, and `unhealthy`, which follows `high` and tells of both states. */
async function putSuppressed(more: object = {}) {
  for (const AlarmName of ["high", "maintenance"])
    await on.putAlarm({ AlarmName, AlarmActions: [], OKActions: [], TreatMissingData: "ignore" });
  await putComposite(more);
}

function putComposite(more: object = {}) {
  return on.client.send(
    new PutCompositeAlarmCommand({
      ...{ AlarmName: "unhealthy", AlarmRule: "ALARM(high)", AlarmActions: [TOPIC], OKActions: [TOPIC] },
      ...{ ActionsSuppressor: "maintenance", ActionsSuppressorWaitPeriod: 20, ActionsSuppressorExtensionPeriod: 30 },
      ...more,
    }),
  );
}

function set(AlarmName: string, StateValue: State) {
  return on.client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "test" }));
}

async function pass(seconds: number) {
  on.aws.clock.advance(seconds * 1_000);
  await on.aws.cloudwatch.evaluate(on.aws.clock.now() - seconds * 1_000, on.aws.clock.now());
}

const told = () => on.aws.sns.published().map(({ message }) => JSON.parse(message));

test("Going back to OK within the wait period starts it anew, and then tells of OK alone", async () => {
  await putSuppressed();
  await pass(20);
  const before = told().length;
  await set("high", "ALARM");
  expect(await on.describe("unhealthy")).toMatchObject({
    ...{ StateValue: "ALARM", ActionsSuppressedBy: "WaitPeriod" },
    ActionsSuppressedReason: "Actions suppressed by WaitPeriod",
  });
  await pass(10);
  await set("high", "OK");
  await pass(10);
  expect(await on.describe("unhealthy")).toMatchObject({ StateValue: "OK", ActionsSuppressedBy: "WaitPeriod" });
  await pass(10);
  const unhealthy = await on.describe("unhealthy");
  expect(unhealthy.ActionsSuppressedBy).toBeUndefined();
  // The release is an update of the state, and no transition.
  expect(unhealthy.StateUpdatedTimestamp?.getTime()).toBe(on.aws.clock.now());
  expect(unhealthy.StateTransitionedTimestamp?.getTime()).toBe(on.aws.clock.now() - 20_000);
  expect(told().slice(before)).toMatchObject([{ NewStateValue: "OK" }]);
});

test("A replaced suppressor discards the wait period: the actions run, unless the new one holds them", async () => {
  await putSuppressed();
  await on.putAlarm({ AlarmName: "outage", AlarmActions: [], OKActions: [], TreatMissingData: "ignore" });
  await pass(20);
  const before = told().length;
  await set("high", "ALARM");
  await putComposite({ ActionsSuppressorWaitPeriod: 60 });
  expect(await on.describe("unhealthy")).toMatchObject({ ActionsSuppressedBy: "WaitPeriod" });
  await set("outage", "ALARM");
  await putComposite({ ActionsSuppressor: "outage" });
  expect(await on.describe("unhealthy")).toMatchObject({ ActionsSuppressedBy: "Alarm" });
  await putComposite({ ActionsSuppressor: "maintenance" });
  expect((await on.describe("unhealthy")).ActionsSuppressedBy).toBeUndefined();
  expect(told().slice(before)).toMatchObject([{ NewStateValue: "ALARM" }]);
});

test("A composite alarm set by hand stays so until a child changes its state or it is put again", async () => {
  await putSuppressed({ ActionsSuppressor: undefined });
  const state = async () => (await on.describe("unhealthy")).StateValue;
  await set("unhealthy", "ALARM");
  await pass(120);
  expect(await state()).toBe("ALARM");
  await set("high", "OK");
  expect(await state()).toBe("OK");
  await set("unhealthy", "ALARM");
  await putComposite({ ActionsSuppressor: undefined });
  expect(await state()).toBe("OK");
});

test("A new composite alarm's reason names every alarm of its rule", async () => {
  await putSuppressed({ ActionsSuppressor: undefined, AlarmRule: "ALARM(high) OR ALARM(maintenance)" });
  const { StateReason, StateReasonData } = await on.describe("unhealthy");
  expect(StateReason).toMatch(/:alarm:unhealthy was created and its alarm rule evaluates to OK$/);
  expect(JSON.parse(StateReasonData ?? "").triggeringAlarms).toMatchObject([
    { arn: expect.stringMatching(/:high$/), state: { value: "INSUFFICIENT_DATA" } },
    { arn: expect.stringMatching(/:maintenance$/), state: { value: "INSUFFICIENT_DATA" } },
  ]);
});

test("Composite alarms of a cycle are not evaluated and can't be deleted until a rule breaks it", async () => {
  await putSuppressed({ ActionsSuppressor: undefined });
  const put = (AlarmName: string, AlarmRule: string) =>
    on.client.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule }));
  await put("above", "ALARM(unhealthy)");
  await putComposite({ ActionsSuppressor: undefined, AlarmRule: "ALARM(above) OR ALARM(high)" });
  await set("high", "ALARM");
  expect((await on.describe("unhealthy")).StateValue).toBe("OK");
  for (const AlarmNames of [["above"], ["unhealthy"]])
    await expect(on.client.send(new DeleteAlarmsCommand({ AlarmNames }))).rejects.toThrow("depending on it");
  await put("above", "FALSE");
  await putComposite({ ActionsSuppressor: undefined, AlarmRule: "ALARM(above) OR ALARM(high)" });
  expect((await on.describe("unhealthy")).StateValue).toBe("ALARM");
  await expect(put("self", "ALARM(self)")).rejects.toThrow("alarms [self] in the alarm rule do not exist");
});

test("An alarm is in the rules of 150 composite alarms at most", async () => {
  await on.putAlarm();
  const put = (AlarmName: string) =>
    on.aws.call("monitoring", "PutCompositeAlarm", { AlarmName, AlarmRule: "ALARM(high)" });
  for (let index = 0; index < 150; index += 1) await put(`c${index}`);
  await put("c0");
  await expect(put("one-too-many")).rejects.toThrow("The alarm high is in the rules of 150 composite alarms.");
});

test("The history of a composite alarm is given when composite alarms are asked for", async () => {
  await putSuppressed({ ActionsSuppressor: undefined });
  await set("high", "ALARM");
  const summaries = async (AlarmTypes?: ("MetricAlarm" | "CompositeAlarm")[]) => {
    const input = { AlarmName: "unhealthy", AlarmTypes, ScanBy: "TimestampAscending" } as const;
    const { AlarmHistoryItems = [] } = await on.client.send(new DescribeAlarmHistoryCommand(input));
    return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
  };
  expect(await summaries()).toEqual([]);
  expect(await summaries(["CompositeAlarm"])).toEqual([
    'Alarm "unhealthy" created',
    "Alarm updated from INSUFFICIENT_DATA to OK",
    `Successfully executed action ${TOPIC}`,
    "Alarm updated from OK to ALARM",
    `Successfully executed action ${TOPIC}`,
  ]);
});
