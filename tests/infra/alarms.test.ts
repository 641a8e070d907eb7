import { beforeAll, expect, test } from "vitest";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";
import { graphOf, ofType, resource } from "./stage-graph.ts";

interface Watched {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly period: number;
}

let development: Graph;
let production: Graph;

beforeAll(async () => {
  development = await graphOf("dev");
  production = await graphOf("production");
});

test("the period of an alarm on what the evaluation publishes is the interval of the evaluation", () => {
  for (const [graph, seconds] of [
    [development, 300],
    [production, 60],
  ] as const) {
    const own = alarmsIn(graph).filter((alarm) => watchedBy(alarm).namespace === "SensorPipeline");
    expect(own.length).toBeGreaterThan(6);
    expect(new Set(own.map((alarm) => watchedBy(alarm).period))).toEqual(new Set([seconds]));
    for (const alarm of own) expect(watchedBy(alarm).dimensions).toEqual({ Stage: graph.app.stage });
  }
});

test("every alarm stands on a resource of its stage", () => {
  for (const graph of [development, production]) {
    const known = new Set(graph.resources.flatMap(({ state }) => [state.name, state.arn]));
    for (const alarm of alarmsIn(graph)) {
      const { namespace, dimensions } = watchedBy(alarm);
      if (namespace === "SensorPipeline") continue;
      expect(Object.values(dimensions).filter((value) => !known.has(value))).toEqual([]);
    }
  }
});

test("alarms on sensors tell by themselves, alarms on the pipeline by the composite one alone", () => {
  const { arn } = resource(production, "AlarmTopic").state;
  const telling = alarmsIn(production).filter(({ inputs }) => inputs.actionsEnabled === true);
  expect(telling.map(({ name }) => name).toSorted()).toEqual([
    "InvalidRecordsAlarm",
    "SensorsInErrorAlarm",
    "SetupFailedAlarm",
    "TemperatureHighAlarm",
    "TemperatureLowAlarm",
  ]);
  for (const { inputs } of telling) expect(inputs.alarmActions).toEqual([arn]);
  for (const { inputs } of alarmsIn(production).filter((alarm) => !telling.includes(alarm))) {
    expect(inputs).toMatchObject({ actionsEnabled: false, alarmActions: [] });
  }
  expect(resource(production, "PipelineUnhealthyAlarm").inputs).toMatchObject({
    actionsEnabled: true,
    alarmActions: [arn],
  });
});

test("the composite alarm names alarms that exist, and is silent until the set-up is known to be there", () => {
  for (const graph of [development, production]) {
    const rule = String(resource(graph, "PipelineUnhealthyAlarm").inputs.alarmRule);
    const prefix = `sensor-pipeline-${graph.app.stage}-`;
    expect(rule).toMatch(new RegExp(`^OK\\("${prefix}setup-missing"\\) AND \\(ALARM\\(`));
    const named = [...rule.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
    const existing = alarmsIn(graph).map(({ inputs }) => inputs.name);
    expect(named.filter((name) => !existing.includes(name))).toEqual([]);
    expect(rule.length).toBeLessThanOrEqual(10_240);
  }
});

test("with the schedules off silence and age call nobody", () => {
  const rule = (graph: Graph) => String(resource(graph, "PipelineUnhealthyAlarm").inputs.alarmRule);
  for (const key of ["producer-silent", "alerts-silent", "data-not-fresh"]) {
    expect(rule(development)).not.toContain(key);
    expect(rule(production)).toContain(key);
  }
});

test("a sensor's alarm without data knows nothing, rather than that all is well", () => {
  for (const name of ["TemperatureHighAlarm", "TemperatureLowAlarm", "SensorsInErrorAlarm", "InvalidRecordsAlarm"]) {
    expect(resource(production, name).inputs.treatMissingData).toBe("missing");
  }
});

test("every alarm that a person is called for in production is raised within five minutes", () => {
  for (const { name, inputs } of alarmsIn(production)) {
    const minutes = Number(/Raised within (\d+) minutes/.exec(String(inputs.alarmDescription))?.[1]);
    expect(minutes, name).toBeLessThanOrEqual(5);
  }
});

test("the dashboard shows every alarm, then the pipeline in the order of a reading's way", () => {
  const { widgets } = JSON.parse(String(resource(production, "Dashboard").inputs.dashboardBody)) as {
    widgets: { type: string; properties: { alarms?: string[]; markdown?: string } }[];
  };
  const shown = widgets[0]?.properties.alarms ?? [];
  const composite = resource(production, "PipelineUnhealthyAlarm").state.arn;
  expect(shown.toSorted()).toEqual([composite, ...alarmsIn(production).map(({ state }) => state.arn)].toSorted());
  expect(widgets.flatMap(({ properties }) => properties.markdown ?? [])).toEqual([
    "## Producer",
    "## Stream",
    "## Warehouse",
    "## Sensors",
    "## Operation",
  ]);
});

function alarmsIn(graph: Graph): readonly GraphResource[] {
  return ofType(graph, "aws:cloudwatch/metricAlarm:MetricAlarm");
}

/** The metric an alarm watches, alone or inside maths. */
function watchedBy({ inputs }: GraphResource): Watched {
  const queries = (inputs.metricQueries ?? []) as readonly { readonly metric?: Watched }[];
  return queries.find(({ metric }) => metric)?.metric ?? (inputs as unknown as Watched);
}
