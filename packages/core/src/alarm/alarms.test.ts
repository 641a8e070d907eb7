import fc from "fast-check";
import { expect, test } from "vitest";
import { METRICS } from "../metric/metrics.ts";
import { namesOf } from "../names.ts";
import { type AlarmDefinition, type AlarmSettings, boundSeconds } from "./alarm-definition.ts";
import { alarmsOf, SETUP_MISSING } from "./alarms.ts";
import { unhealthyRule } from "./composite-alarm.ts";

const names = namesOf("test");

const PRODUCTION: AlarmSettings = {
  schedulesEnabled: true,
  producerMinutes: 1,
  alertsMinutes: 1,
  refresh: "auto",
  thresholds: { freshnessSeconds: 120, highReadings: 1, lowReadings: 1, sensorsInError: 1, invalidPercent: 5 },
};

const anySettings: fc.Arbitrary<AlarmSettings> = fc.record({
  schedulesEnabled: fc.boolean(),
  producerMinutes: fc.integer({ min: 1, max: 60 }),
  alertsMinutes: fc.integer({ min: 1, max: 60 }),
  refresh: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 60 })),
  thresholds: fc.record({
    freshnessSeconds: fc.integer({ min: 30, max: 86_400 }),
    highReadings: fc.integer({ min: 1, max: 1000 }),
    lowReadings: fc.integer({ min: 1, max: 1000 }),
    sensorsInError: fc.integer({ min: 1, max: 1000 }),
    invalidPercent: fc.integer({ min: 0, max: 100 }),
  }),
});

test("alarms come in the order of a reading's way", () => {
  expect(alarmsOf(names, { ...PRODUCTION, refresh: 5 }).map(({ key }) => key)).toEqual([
    "producer-failing",
    "producer-silent",
    "write-throttled",
    "data-not-fresh",
    "refresh-failed",
    "invalid-records",
    "temperature-high",
    "temperature-low",
    "sensors-in-error",
    "alerts-failing",
    "alerts-silent",
    "setup-failed",
    "setup-missing",
  ]);
});

test("with any settings every alarm is one that CloudWatch takes", () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const alarms = alarmsOf(names, settings);
      expect(new Set(alarms.map(({ key }) => key)).size).toBe(alarms.length);
      for (const alarm of alarms) {
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
        expect(alarm.periodSeconds % 60).toBe(0);
        expect(alarm.periodSeconds * alarm.evaluationPeriods).toBeLessThanOrEqual(86_400);
        expect(alarm.datapointsToAlarm).toBeLessThanOrEqual(alarm.evaluationPeriods);
      }
    }),
  );
});

test("no period is shorter than the interval in which its metric is published", () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      for (const { metrics, periodSeconds } of alarmsOf(names, settings)) {
        const metric = metrics.m;
        const own = Object.values(METRICS).find(
          ({ name }) => name === metric?.name && metric.namespace === "SensorPipeline",
        );
        if (own?.publisher === "alerts") expect(periodSeconds).toBe(settings.alertsMinutes * 60);
      }
    }),
  );
});

test("alarms on own metrics stand on metrics that are published, with the one dimension they are published with", () => {
  const published = Object.values(METRICS).map(({ name }) => name);
  for (const metric of alarmsOf(names, PRODUCTION).flatMap(({ metrics }) => Object.values(metrics))) {
    if (metric.namespace !== "SensorPipeline") continue;
    expect(published).toContain(metric.name);
    expect(metric.dimensions).toEqual({ Stage: "test" });
  }
});

test("maths names metrics that the alarm has, and there is maths where there are several", () => {
  for (const { key, metrics, expression } of alarmsOf(names, { ...PRODUCTION, refresh: 5 })) {
    const ids = Object.keys(metrics);
    if (expression === undefined) expect([key, ids]).toEqual([key, ["m"]]);
    else expect(expression.match(/\b[a-z]\w*\b/g)).toEqual(ids);
  }
});

test("a set-up that ran out of time counts as one that failed", () => {
  const watched = Object.values(alarm("setup-failed", PRODUCTION).metrics).map(({ name }) => name);
  expect(watched).toEqual(["ExecutionsFailed", "ExecutionsTimedOut"]);
});

test("in production every alarm is raised within five minutes of the fault", () => {
  for (const alarm of alarmsOf(names, PRODUCTION))
    expect([alarm.key, boundSeconds(alarm) <= 300]).toEqual([alarm.key, true]);
});

test("a longer interval of evaluation makes the bound longer", () => {
  const bound = (alertsMinutes: number) => boundSeconds(alarm("temperature-high", { ...PRODUCTION, alertsMinutes }));
  expect([bound(1), bound(5)]).toEqual([180, 660]);
});

test("with the schedules off nobody is told that nothing comes", () => {
  const quiet = { ...PRODUCTION, schedulesEnabled: false };
  for (const key of ["producer-silent", "alerts-silent", "data-not-fresh"]) {
    expect(alarm(key, quiet).notifies).toBe("nobody");
    expect(alarm(key, PRODUCTION).notifies).toBe("composite");
  }
});

test("only a stage that refreshes at a rate has an alarm on its refreshes", () => {
  const keys = (refresh: AlarmSettings["refresh"]) => alarmsOf(names, { ...PRODUCTION, refresh }).map(({ key }) => key);
  expect(keys("auto")).not.toContain("refresh-failed");
  expect(keys(5)).toContain("refresh-failed");
});

test("sensors' alarms keep missing data missing, for stale data says nothing about a sensor", () => {
  for (const key of ["temperature-high", "temperature-low", "sensors-in-error", "invalid-records"]) {
    expect(alarm(key, PRODUCTION).missingData).toBe("missing");
  }
});

test("whether the set-up is there is remembered when the evaluation dies, so that its alarms still call somebody", () => {
  expect(alarm(SETUP_MISSING, PRODUCTION)).toMatchObject({ missingData: "ignore", notifies: "nobody" });
});

test("the composite rule is silent before set-up and names each alarm that notifies by it", () => {
  const alarms = alarmsOf(names, PRODUCTION);
  expect(unhealthyRule(names, alarms)).toBe(
    'OK("sensor-pipeline-test-setup-missing") AND (' +
      'ALARM("sensor-pipeline-test-producer-failing") OR ALARM("sensor-pipeline-test-producer-silent") OR ' +
      'ALARM("sensor-pipeline-test-write-throttled") OR ALARM("sensor-pipeline-test-data-not-fresh") OR ' +
      'ALARM("sensor-pipeline-test-alerts-failing") OR ALARM("sensor-pipeline-test-alerts-silent"))',
  );
});

function alarm(key: string, settings: AlarmSettings): AlarmDefinition {
  const found = alarmsOf(names, settings).find((candidate) => candidate.key === key);
  if (!found) throw new Error(`There is no alarm ${key}.`);
  return found;
}
