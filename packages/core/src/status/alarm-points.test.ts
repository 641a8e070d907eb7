import { CloudWatchClient, type GetMetricDataInput, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { alarmPoints } from "./alarm-points.ts";

const NOW = Date.parse("2026-11-23T12:07:30Z");

function answering(results: (input: GetMetricDataInput) => object[]) {
  const requests: GetMetricDataInput[] = [];
  const client = new CloudWatchClient({ region: "eu-central-1" });
  client.middlewareStack.add(
    () => async (args) => {
      const input = args.input as GetMetricDataInput;
      requests.push(input);
      return { output: { $metadata: {}, MetricDataResults: results(input) }, response: {} };
    },
    { step: "initialize", name: "answer" },
  );
  return { client, requests };
}

const alone: MetricAlarm = { AlarmName: "alone", Namespace: "N", MetricName: "M", Period: 60, Statistic: "Sum" };
const stat = { Metric: { Namespace: "N", MetricName: "M" }, Period: 300, Stat: "Sum" };
const maths: MetricAlarm = {
  AlarmName: "maths",
  Metrics: [
    { Id: "value", Expression: "IF(m > 1, m, m1) + SEARCH(' m ', 'Sum')", ReturnData: true },
    { Id: "m", MetricStat: stat, ReturnData: false },
    { Id: "m1", MetricStat: stat, ReturnData: false },
  ],
};

test("alarms share one request, their ids kept apart in expressions too, whatever their periods", async () => {
  const { client, requests } = answering(() => []);
  const points = await alarmPoints(client, [alone, maths], { now: NOW, count: 3 });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    StartTime: new Date("2026-11-23T11:50:00Z"),
    EndTime: new Date("2026-11-23T12:08:00Z"),
    MetricDataQueries: [
      { Id: "a0_m", MetricStat: { Period: 60, Stat: "Sum" } },
      { Id: "a1_value", Expression: "IF(a1_m > 1, a1_m, a1_m1) + SEARCH(' m ', 'Sum')", ReturnData: true },
      { Id: "a1_m", ReturnData: false },
      { Id: "a1_m1", ReturnData: false },
    ],
  });
  expect(points.get("alone")).toEqual([undefined, undefined, undefined]);
});

test("each datapoint is in its period, the newest last, and what is older is left out", async () => {
  const { client } = answering(() => [
    {
      Id: "a0_m",
      Timestamps: ["12:07", "12:05", "12:04"].map((time) => new Date(`2026-11-23T${time}:00Z`)),
      Values: [3, 2, 1],
    },
    { Id: "a1_value", Timestamps: [new Date("2026-11-23T12:05:00Z")], Values: [9] },
  ]);
  const points = await alarmPoints(client, [alone, maths], { now: NOW, count: 3 });
  expect(points.get("alone")).toEqual([2, undefined, 3]);
  expect(points.get("maths")).toEqual([undefined, undefined, 9]);
});

test("more than 500 queries are asked for in several requests, no alarm split between two", async () => {
  const { client, requests } = answering(() => []);
  const alarms = Array.from({ length: 200 }, (_, index) => ({ ...maths, AlarmName: `maths-${index}` }));
  expect((await alarmPoints(client, alarms, { now: NOW, count: 3 })).size).toBe(200);
  expect(requests.map(({ MetricDataQueries = [] }) => MetricDataQueries.length)).toEqual([498, 102]);
});
