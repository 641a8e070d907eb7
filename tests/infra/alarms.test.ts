import { beforeAll, expect, test } from "vitest";
import { alarmsOf } from "../../packages/core/src/alarm/alarms.ts";
import { namesOf } from "../../packages/core/src/names.ts";
import { defaultSettings } from "../../packages/core/src/stage/stage-settings.ts";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";
import { graphOf, ofType, resource, statementsOf } from "./stage-graph.ts";

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
    const own = alarmsIn(graph)
      .filter((alarm) => watchedBy(alarm).namespace === "SensorPipeline")
      // What the producer publishes has its own interval.
      .filter((alarm) => !watchedBy(alarm).metricName.startsWith("Records"));
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
      // The pipeline's own metrics have its stage; the Scheduler's are of the account's group.
      if (namespace === "SensorPipeline" || namespace === "AWS/Scheduler") continue;
      expect(Object.values(dimensions).filter((value) => !known.has(value))).toEqual([]);
    }
  }
});

test("alarms that tell by themselves do so in the graph too, and all others by the composite one alone", () => {
  const { arn } = resource(production, "AlarmTopic").state;
  const telling = alarmsIn(production).filter(({ inputs }) => inputs.actionsEnabled === true);
  const definitions = alarmsOf(namesOf("production"), defaultSettings("production"));
  expect(telling.map(({ inputs }) => inputs.name).toSorted()).toEqual(
    definitions
      .filter(({ notifies }) => notifies === "itself")
      .map(({ key }) => namesOf("production").alarm(key))
      .toSorted(),
  );
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
  const sensors = ["TemperatureHigh", "TemperatureLow", "SensorsInError", "SensorsSilent", "SensorsStuck"];
  for (const name of [...sensors, "InvalidRecords", "DuplicateRecords"].map((each) => `${each}Alarm`)) {
    expect(resource(production, name).inputs.treatMissingData).toBe("missing");
  }
});

test("every description says how soon the alarm is raised, and which section of the runbook is about it", () => {
  for (const { inputs } of alarmsIn(production)) {
    const key = String(inputs.name).replace("sensor-pipeline-production-", "");
    expect(inputs.alarmDescription).toMatch(
      new RegExp(`Raised within \\d+ minutes of the fault\\. Runbook: docs/runbook\\.md#${key}$`),
    );
  }
});

test("an alarm on a percentile says so as CloudWatch wants it", () => {
  expect(resource(production, "AlertsSlowAlarm").inputs).toMatchObject({
    extendedStatistic: "p95",
    evaluateLowSampleCountPercentiles: "evaluate",
  });
  expect(resource(production, "AlertsSlowAlarm").inputs).not.toHaveProperty("statistic");
});

test("failed statements of this stage alone come to its rule, and the rule alone may send to its queue", () => {
  for (const graph of [development, production]) {
    const prefix = `sensor-pipeline-${graph.app.stage}`;
    const rule = resource(graph, "FailedStatementsRule");
    expect(JSON.parse(String(rule.inputs.eventPattern))).toMatchObject({
      source: ["aws.redshift-data"],
      detail: { state: ["FAILED", "ABORTED"], statementName: [{ prefix: `${prefix}: ` }] },
    });
    const queue = resource(graph, "FailedStatements");
    expect(resource(graph, "FailedStatementsTarget").inputs).toMatchObject({
      rule: rule.inputs.name,
      arn: queue.state.arn,
    });
    expect(statementsOf(resource(graph, "FailedStatementsQueuePolicy").inputs.policy)).toEqual([
      {
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: queue.state.arn,
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": rule.state.arn } },
      },
    ]);
  }
});

test("machines ask for an event of each statement but those whose refusal is provided for", () => {
  interface State {
    readonly Resource?: string;
    readonly Parameters?: { readonly StatementName?: string; readonly WithEvent?: boolean };
    readonly Choices?: readonly { readonly StringEquals?: string; readonly Next: string }[];
  }
  for (const machine of ofType(development, "aws:sfn/stateMachine:StateMachine")) {
    const { States } = JSON.parse(String(machine.inputs.definition)) as { States: Readonly<Record<string, State>> };
    const runs = Object.entries(States).filter(([, { Resource = "" }]) => /execute/i.test(Resource));
    expect(runs).not.toEqual([]);
    for (const [name, { Parameters }] of runs) {
      const after = (end: string) =>
        States[`${name}: ended?`]?.Choices?.find(({ StringEquals }) => StringEquals === end)?.Next;
      // Where a failed statement goes on otherwise than one that was cancelled, it was expected.
      const isProvidedFor = after("FAILED") !== after("ABORTED");
      expect([name, Parameters?.WithEvent === true]).toEqual([name, !isProvidedFor]);
      if (!isProvidedFor) expect(Parameters?.StatementName).toMatch(/^sensor-pipeline-dev: /);
    }
  }
});

test("the dashboard shows every alarm, then the pipeline in the order of a reading's way", () => {
  const { widgets } = JSON.parse(String(resource(production, "Dashboard").inputs.dashboardBody)) as {
    widgets: { type: string; properties: { alarms?: string[]; markdown?: string } }[];
  };
  const shown = widgets[0]?.properties.alarms ?? [];
  const composite = resource(production, "PipelineUnhealthyAlarm").state.arn;
  expect(shown.toSorted()).toEqual([composite, ...alarmsIn(production).map(({ state }) => state.arn)].toSorted());
  const headings = widgets.flatMap(({ properties }) => /^## (.*)$/m.exec(properties.markdown ?? "")?.[1] ?? []);
  expect(headings).toEqual([
    "Producer",
    "Stream",
    "Ingestion",
    "Quality",
    "Sensors",
    "Alert evaluation",
    "Operation and cost",
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
