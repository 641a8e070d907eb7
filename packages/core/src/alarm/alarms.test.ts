import fc from "fast-check";
import { expect, test } from "vitest";
import { METRICS, type MetricKey } from "../metric/metrics.ts";
import { namesOf } from "../names.ts";
import { defaultSettings } from "../stage/stage-settings.ts";
import { type AlarmDefinition, type AlarmSettings, boundSeconds } from "./alarm-definition.ts";
import { alarmsOf } from "./alarms.ts";
import { unhealthyRule } from "./composite-alarm.ts";
import { SETUP_MISSING } from "./operation-alarms.ts";

const names = namesOf("test");

const PRODUCTION: AlarmSettings = defaultSettings("production");

const anySettings: fc.Arbitrary<AlarmSettings> = fc
  .record({
    schedulesEnabled: fc.boolean(),
    producerMinutes: fc.integer({ min: 1, max: 60 }),
    alertsMinutes: fc.integer({ min: 1, max: 60 }),
    refresh: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 60 })),
    stream: fc.record({ retentionHours: fc.integer({ min: 24, max: 8_760 }) }),
    freshnessSeconds: fc.integer({ min: 30, max: 86_400 }),
  })
  .map(({ freshnessSeconds, ...settings }) => ({
    ...PRODUCTION,
    ...settings,
    thresholds: { ...PRODUCTION.thresholds, freshnessSeconds },
  }));

test("alarms come in the order of a reading's way", () => {
  const inOrder = [
    ["producer", "producer-failing producer-silent records-failed write-throttled"],
    ["stream", "iterator-age retention-at-risk read-throttled"],
    ["ingestion", "data-not-fresh refresh-failed refresh-stopped refresh-full scan-lag records-skipped scan-errors"],
    ["quality", "invalid-records duplicate-records unknown-encodings latency-high"],
    ["sensors", "temperature-high temperature-low sensors-in-error sensors-silent sensors-stuck"],
    ["evaluation", "alerts-failing alerts-silent alerts-slow alerts-throttled alerts-stale events-dropped"],
    [
      "operation",
      "dead-letters schedule-failing statement-failed retention-failed setup-failed setup-missing spend-high",
    ],
  ];
  const alarms = alarmsOf(names, PRODUCTION);
  const found = [...Map.groupBy(alarms, ({ hop }) => hop)].map(([hop, all]) => [
    hop,
    all.map(({ key }) => key).join(" "),
  ]);
  expect(found).toEqual(inOrder);
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
    else expect(new Set(expression.match(/\b[a-z]\w*\b/g))).toEqual(new Set(ids));
  }
});

test("every metric that an evaluation publishes has an alarm, or is one that is only shown", () => {
  const watched = new Set(
    alarmsOf(names, PRODUCTION).flatMap(({ metrics }) => Object.values(metrics).map((m) => m.name)),
  );
  const shown: readonly MetricKey[] = [
    "recordsRetried",
    "highTemperatureReadings",
    "lowTemperatureReadings",
    "recordsVisible",
    "recordsQuarantined",
    "duplicateRecords",
  ];
  // With auto refresh: at a rate, a failed refresh is an execution.
  const without = (Object.keys(METRICS) as MetricKey[]).filter((key) => !watched.has(METRICS[key].name));
  expect(without.toSorted()).toEqual(shown.toSorted());
});

test("a set-up that ran out of time counts as one that failed", () => {
  const watched = Object.values(alarm("setup-failed", PRODUCTION).metrics).map(({ name }) => name);
  expect(watched).toEqual(["ExecutionsFailed", "ExecutionsTimedOut"]);
});

test("in production every alarm that calls a person at once is raised within five minutes of the fault", () => {
  for (const alarm of alarmsOf(names, PRODUCTION).filter(({ notifies }) => notifies === "composite"))
    expect([alarm.key, boundSeconds(alarm) <= 300]).toEqual([alarm.key, true]);
});

test("what a paused stage brings about by itself calls people by the composite alone, whose actions a pause switches off", () => {
  const byItself = ["producer-silent", "alerts-silent", "data-not-fresh", "refresh-stopped", "alerts-stale"];
  const tells = alarmsOf(names, PRODUCTION).filter(
    ({ key, notifies }) => byItself.includes(key) && notifies === "itself",
  );
  expect(tells).toEqual([]);
});

test("a longer interval of evaluation makes the bound longer", () => {
  const bound = (alertsMinutes: number) => boundSeconds(alarm("temperature-high", { ...PRODUCTION, alertsMinutes }));
  expect([bound(1), bound(5)]).toEqual([240, 720]);
});

test("with the schedules off nobody is told that nothing comes", () => {
  const quiet = { ...PRODUCTION, schedulesEnabled: false };
  for (const key of ["producer-silent", "alerts-silent", "data-not-fresh"]) {
    expect(alarm(key, quiet).notifies).toBe("nobody");
    expect(alarm(key, PRODUCTION).notifies).toBe("composite");
  }
});

test("a failed refresh is an execution where the owner's machine refreshes, and Redshift's own word where it does itself", () => {
  const watched = (refresh: AlarmSettings["refresh"]) =>
    Object.values(alarm("refresh-failed", { ...PRODUCTION, refresh }).metrics).map(({ name }) => name);
  expect(watched("auto")).toEqual(["FailedRefreshes"]);
  expect(watched(5)).toEqual(["ExecutionsFailed", "ExecutionsTimedOut"]);
});

test("what waits for a refresh by design makes no reader late", () => {
  for (const key of ["iterator-age", "scan-lag"]) {
    const seconds = (refresh: AlarmSettings["refresh"]) => {
      const { threshold } = alarm(key, { ...PRODUCTION, refresh });
      return key === "iterator-age" ? threshold / 1_000 : threshold;
    };
    expect([seconds("auto"), seconds(5)]).toEqual([60, 360]);
  }
});

test("a cluster is not charged by what it does, so nothing watches that", () => {
  const cluster = {
    kind: "existing",
    target: { cluster: "own" },
    database: "dev",
    adminSecretArn: "",
    readRoleArn: "",
  } as const;
  const keys = alarmsOf(names, { ...PRODUCTION, warehouse: cluster }).map(({ key }) => key);
  expect(keys).not.toContain("spend-high");
  expect(keys).toHaveLength(alarmsOf(names, PRODUCTION).length - 1);
});

test("sensors' alarms keep missing data missing, for stale data says nothing about a sensor", () => {
  for (const { key } of alarmsOf(names, PRODUCTION).filter(({ hop }) => hop === "sensors")) {
    expect(alarm(key, PRODUCTION).missingData).toBe("missing");
  }
});

test("whether the set-up is there is remembered when the evaluation dies, so that its alarms still call somebody", () => {
  expect(alarm(SETUP_MISSING, PRODUCTION)).toMatchObject({ missingData: "ignore", notifies: "nobody" });
});

test("the composite rule is silent before set-up and names each alarm that notifies by it", () => {
  const alarms = alarmsOf(names, PRODUCTION);
  const keys = [
    "producer-failing",
    "producer-silent",
    "records-failed",
    "write-throttled",
    "retention-at-risk",
    "data-not-fresh",
    "refresh-failed",
    "alerts-failing",
    "alerts-silent",
  ];
  const faults = keys.map((key) => `ALARM("sensor-pipeline-test-${key}")`).join(" OR ");
  expect(unhealthyRule(names, alarms)).toBe(`OK("sensor-pipeline-test-setup-missing") AND (${faults})`);
});

function alarm(key: string, settings: AlarmSettings): AlarmDefinition {
  const found = alarmsOf(names, settings).find((candidate) => candidate.key === key);
  if (!found) throw new Error(`There is no alarm ${key}.`);
  return found;
}
