import { expect, test } from "vitest";
import { METRICS } from "../metric/metrics.ts";
import { namesOf } from "../names.ts";
import { defaultSettings } from "../stage/stage-settings.ts";
import { alarmsOf } from "./alarms.ts";
import { dashboardBody } from "./dashboard-body.ts";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly metrics?: readonly (readonly string[])[];
    readonly annotations?: { readonly alarms: readonly string[] };
    readonly alarms?: readonly string[];
    readonly title?: string;
    readonly markdown?: string;
    readonly period?: number;
    readonly region?: string;
  };
}

const names = namesOf("test");
const alarms = alarmsOf(names, defaultSettings("dev"));
const arnOf = (key: string) => `arn:aws:cloudwatch:eu-west-1:000000000000:alarm:${names.alarm(key)}`;

const widgets = dashboardBody({
  names,
  region: "eu-west-1",
  compositeArn: arnOf("pipeline-unhealthy"),
  alarmArns: alarms.map(({ key }) => arnOf(key)),
  alarms,
  alertsPeriodSeconds: 300,
}).widgets as readonly Widget[];

test("widgets lie within the 24 columns of a dashboard and on none of each other", () => {
  const cells = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
});

test("every alarm is drawn with its own line under its own title, and all of them stand on top", () => {
  const drawn = widgets.flatMap(({ properties }) =>
    (properties.annotations?.alarms ?? []).map((arn) => [arn, properties.title]),
  );
  expect(drawn).toEqual(alarms.map(({ key, title }) => [arnOf(key), title]));
  expect(widgets[0]?.properties.alarms).toEqual([arnOf("pipeline-unhealthy"), ...alarms.map(({ key }) => arnOf(key))]);
});

test("each hop links to its alarms, whose descriptions name their sections of the runbook", () => {
  const markdown = widgets.map(({ properties }) => properties.markdown ?? "").join("\n");
  for (const { key } of alarms) {
    const page = "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm";
    expect(markdown).toContain(`[${key}](${page}/${names.alarm(key)})`);
  }
});

test("every metric that the pipeline publishes is drawn, by an alarm that stands on it or by itself", () => {
  const watched = alarms.flatMap(({ metrics }) => Object.values(metrics).map(({ name }) => name));
  const shown = widgets.flatMap(({ properties }) => properties.metrics ?? []).map(([, name = ""]) => name);
  // Where the owner's machine refreshes, a failed refresh is drawn as the execution that failed.
  const drawn = new Set([...watched, ...shown, METRICS.failedRefreshes.name]);
  expect(Object.values(METRICS).filter(({ name }) => !drawn.has(name))).toEqual([]);
});

test("a metric is written as CloudWatch reads it: namespace, name, then pairs of dimensions", () => {
  for (const metric of widgets.flatMap(({ properties }) => properties.metrics ?? [])) {
    expect(metric.length % 2).toBe(0);
    expect(metric.length).toBeGreaterThanOrEqual(4);
  }
});

test("what each evaluation publishes is drawn in the period of the evaluation", () => {
  for (const { properties } of widgets.filter(({ type }) => type === "metric")) {
    const evaluated = properties.metrics?.some(
      ([, name]) => name === "RecordsVisible" || name === "HighTemperatureReadings",
    );
    if (evaluated) expect(properties.period).toBe(300);
    expect(properties.region).toBe("eu-west-1");
  }
});
