import { expect, test } from "vitest";
import { METRICS } from "../metric/metrics.ts";
import { namesOf } from "../names.ts";
import { dashboardBody } from "./dashboard-body.ts";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly metrics?: readonly (readonly string[])[];
    readonly period?: number;
    readonly region?: string;
  };
}

const widgets = dashboardBody({
  names: namesOf("test"),
  region: "eu-west-1",
  alarmArns: ["arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a"],
  setupMachineArn: "arn:aws:states:eu-west-1:000000000000:stateMachine:setup",
  alertsPeriodSeconds: 300,
  freshnessThresholdSeconds: 120,
}).widgets as readonly Widget[];

test("widgets lie within the 24 columns of a dashboard and on none of each other", () => {
  const cells = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
});

test("every metric that the pipeline publishes is shown", () => {
  const shown = widgets.flatMap(({ properties }) => properties.metrics ?? []);
  const own = shown.filter(([namespace]) => namespace === "SensorPipeline").map(([, name]) => name);
  expect(own.toSorted()).toEqual(
    Object.values(METRICS)
      .map(({ name }) => name)
      .toSorted(),
  );
});

test("a metric is written as CloudWatch reads it: namespace, name, then pairs of dimensions", () => {
  for (const metric of widgets.flatMap(({ properties }) => properties.metrics ?? [])) {
    expect(metric.length % 2).toBe(0);
    expect(metric.length).toBeGreaterThanOrEqual(4);
  }
});

test("what each evaluation publishes is drawn in the period of the evaluation", () => {
  for (const { properties } of widgets.filter(({ type }) => type === "metric")) {
    const evaluated = properties.metrics?.some(([, name]) => name === "FreshnessSeconds" || name === "SensorsInError");
    if (evaluated) expect(properties.period).toBe(300);
    expect(properties.region).toBe("eu-west-1");
  }
});
