import { expect, test } from "vitest";
import { EnvironmentError } from "../environment.ts";
import { alertsEnvironment } from "./alerts-environment.ts";

const ALERTS = {
  STAGE: "dev",
  KINESIS_STREAM_NAME: "readings",
  WORKGROUP_NAME: "work",
  DATABASE_NAME: "sensors",
  ALERT_WINDOW_SECONDS: "300",
  FRESHNESS_THRESHOLD_SECONDS: "120",
  MINIMUM_RECORDS: "20",
};

test("the alert function's variables become its settings", () => {
  expect(alertsEnvironment({ ...ALERTS, AWS_REGION: "eu-central-1" })).toEqual({
    stage: "dev",
    streamName: "readings",
    target: { workgroupName: "work", database: "sensors" },
    settings: { windowSeconds: 300, freshnessThresholdSeconds: 120, minimumRecords: 20 },
  });
});

test("a cluster takes the place of a workgroup", () => {
  const { target } = alertsEnvironment({ ...ALERTS, WORKGROUP_NAME: undefined, CLUSTER_IDENTIFIER: "cluster" });
  expect(target).toEqual({ clusterIdentifier: "cluster", database: "sensors" });
});

test.each([
  ["both a workgroup and a cluster", { CLUSTER_IDENTIFIER: "cluster" }, "WORKGROUP_NAME"],
  ["neither workgroup nor cluster", { WORKGROUP_NAME: undefined }, "CLUSTER_IDENTIFIER"],
  ["no stage", { STAGE: undefined }, "STAGE"],
  ["a window that is no number", { ALERT_WINDOW_SECONDS: "soon" }, "ALERT_WINDOW_SECONDS"],
  ["a window that the views don't have", { ALERT_WINDOW_SECONDS: "86401" }, "ALERT_WINDOW_SECONDS"],
  ["an empty minimum", { MINIMUM_RECORDS: "" }, "MINIMUM_RECORDS"],
])("%s is refused by name", (_what, change, name) => {
  expect(() => alertsEnvironment({ ...ALERTS, ...change })).toThrow(EnvironmentError);
  expect(() => alertsEnvironment({ ...ALERTS, ...change })).toThrow(name);
});
