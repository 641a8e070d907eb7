import { beforeAll, expect, test } from "vitest";
import type { AlarmDefinition, Hop } from "../../packages/core/src/alarm/alarm-definition.ts";
import { alarmsOf } from "../../packages/core/src/alarm/alarms.ts";
import type { AlarmKey } from "../../packages/core/src/alarm/runbook.ts";
import { namesOf } from "../../packages/core/src/names.ts";
import { settingsWith } from "../../packages/core/src/stage/stage-environment.ts";
import { defaultSettings } from "../../packages/core/src/stage/stage-settings.ts";
import type { ApplyScope } from "../../packages/local/src/apply/apply-scope.ts";
import { compositeAlarm, metricAlarm } from "../../packages/local/src/apply/types/alarm.ts";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";
import { createCloudWatchService, createMetricStore } from "../../packages/local/src/services/cloudwatch/index.ts";
import { ManualClock } from "../../packages/local/src/services/manual-clock.ts";
import { fakeContext, TESTER } from "../../packages/local/src/services/service-under-test.ts";
import { graphOf, ofType, RUNNING_STAGE } from "./stage-graph.ts";

const MINUTE = 60_000;
/** Longer than any alarm looks back. */
const LONG_ENOUGH_MINUTES = 60;

type Values = Readonly<Record<string, number>>;

/** By the names that the alarm's maths calls its metrics by; what is left out is not published. */
interface Signal {
  readonly healthy: Values;
  readonly faulty: Values;
}

/** Alarms whose fault is not simply a value beyond the threshold. */
const SIGNALS: Readonly<Partial<Record<AlarmKey, Signal>>> = {
  "producer-silent": { healthy: { m: 20 }, faulty: {} },
  "alerts-silent": { healthy: { m: 1 }, faulty: {} },
  "setup-missing": { healthy: { m: 1 }, faulty: { m: 0 } },
  "records-failed": { healthy: { sent: 20, failed: 0 }, faulty: { sent: 19, failed: 1 } },
  "alerts-stale": { healthy: { received: 20, age: 10 }, faulty: { received: 20, age: 1e6 } },
};

/** A stage's alarms as its graph has them, in a CloudWatch whose clock goes by hand. */
class Alarms {
  readonly definitions: readonly AlarmDefinition[];
  readonly #names;
  readonly #resources: readonly GraphResource[];
  readonly #composite: GraphResource | undefined;
  readonly #clock = new ManualClock();
  readonly #metrics = createMetricStore(this.#clock);
  readonly #cloudWatch = createCloudWatchService(fakeContext({ clock: this.#clock }).context, {
    metrics: this.#metrics,
    report: (error) => {
      throw error;
    },
  });

  constructor(graph: Graph, env: Readonly<Record<string, string>>) {
    const { stage } = graph.app;
    this.#names = namesOf(stage);
    this.definitions = alarmsOf(this.#names, settingsWith(defaultSettings(stage), env));
    this.#resources = ofType(graph, "aws:cloudwatch/metricAlarm:MetricAlarm");
    [this.#composite] = ofType(graph, "aws:cloudwatch/compositeAlarm:CompositeAlarm");
  }

  async put(): Promise<void> {
    const call = async (_service: string, operation: string, input: unknown) => {
      const found = this.#cloudWatch.service.operations[operation];
      if (!found) throw new Error(`CloudWatch has no ${operation} here.`);
      return await found.run(found.input.parse(input), TESTER);
    };
    const scope = { call } as unknown as ApplyScope;
    for (const resource of this.#resources) await metricAlarm.apply(resource, scope);
    if (this.#composite) await compositeAlarm.apply(this.#composite, scope);
  }

  /**
   * One minute passes, in which each alarm's metrics are published when their period begins anew. A metric of several alarms
   * is published as the fault of one of them has it.
   */
  async minute(faulty: ReadonlySet<string>, silent: ReadonlySet<Hop> = new Set()): Promise<void> {
    const of = (isFaulty: boolean) => this.definitions.filter(({ key }) => faulty.has(key) === isFaulty);
    const claimed = new Set(
      of(true).flatMap((alarm) => {
        const { healthy, faulty: wrong } = signalOf(alarm);
        const differing = Object.entries(this.#watched(alarm.key)).filter(([id]) => healthy[id] !== wrong[id]);
        return differing.map(([, metric]) => nameOf(metric));
      }),
    );
    for (const alarm of [...of(true), ...of(false)]) {
      if (silent.has(alarm.hop) || this.#clock.now() % (alarm.periodSeconds * 1_000) !== 0) continue;
      const isFaulty = faulty.has(alarm.key);
      const values = signalOf(alarm)[isFaulty ? "faulty" : "healthy"];
      for (const [id, metric] of Object.entries(this.#watched(alarm.key))) {
        const value = values[id];
        if (value !== undefined && (isFaulty || !claimed.has(nameOf(metric)))) {
          this.#metrics.record({ ...metric, value, unit: "None" });
        }
      }
    }
    const since = this.#clock.now();
    this.#clock.advance(MINUTE);
    await this.#cloudWatch.evaluate(since, this.#clock.now());
  }

  async states(): Promise<Readonly<Record<string, string>>> {
    const describe = this.#cloudWatch.service.operations.DescribeAlarms;
    const input = describe?.input.parse({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100 });
    const told = (await describe?.run(input, TESTER)) as {
      MetricAlarms: { AlarmName: string; StateValue: string }[];
      CompositeAlarms: { AlarmName: string; StateValue: string }[];
    };
    const prefix = `${this.#names.prefix}-`;
    return Object.fromEntries(
      [...told.MetricAlarms, ...told.CompositeAlarms].map(({ AlarmName, StateValue }) => [
        AlarmName.slice(prefix.length),
        StateValue,
      ]),
    );
  }

  close(): Promise<void> {
    return this.#cloudWatch.close();
  }

  /** Metrics of the alarm by their ids, as the graph names them: with ARNs where the table has none. */
  #watched(key: string) {
    const inputs = this.#resources.find((resource) => resource.inputs.name === this.#names.alarm(key))?.inputs;
    if (!inputs) throw new Error(`The graph has no alarm ${key}.`);
    type Metric = { namespace: string; metricName: string; dimensions: Record<string, string> };
    const queries = (inputs.metricQueries ?? [{ id: "m", metric: inputs }]) as { id: string; metric?: Metric }[];
    return Object.fromEntries(
      queries.flatMap(({ id, metric }) =>
        metric
          ? [[id, { namespace: metric.namespace, name: metric.metricName, dimensions: metric.dimensions }] as const]
          : [],
      ),
    );
  }
}

function nameOf({ namespace, name, dimensions }: { namespace: string; name: string; dimensions: object }): string {
  return JSON.stringify([namespace, name, dimensions]);
}

function signalOf({ key, metrics, threshold, comparison }: AlarmDefinition): Signal {
  const special = SIGNALS[key];
  if (special) return special;
  const ids = Object.keys(metrics);
  const faulty = comparison === "GreaterThanThreshold" ? threshold + 1 : threshold;
  return {
    healthy: Object.fromEntries(ids.map((id) => [id, 0])),
    // Of several, one is enough; which one must not matter, so it is the last.
    faulty: Object.fromEntries(ids.map((id, index) => [id, index === ids.length - 1 ? faulty : 0])),
  };
}

/** Faults of a metric that other alarms need as it is: what they stand on must not fall silent or be wrong for them too. */
const ALONE: readonly (readonly AlarmKey[])[] = [["producer-silent", "alerts-silent"], ["setup-missing"]];
const NONE: ReadonlySet<string> = new Set();

/** The state of every alarm where those are in ALARM. */
function statesOf(keys: readonly string[], raised: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...keys, "pipeline-unhealthy"].map((key) => [key, raised.includes(key) ? "ALARM" : "OK"]));
}

async function minutes(count: number, pass: (minute: number) => Promise<void>): Promise<void> {
  for (let minute = 1; minute <= count; minute += 1) await pass(minute);
}

const STAGES = [
  ["dev", RUNNING_STAGE],
  ["production", {}],
] as const;

const graphs = new Map<string, Graph>();

beforeAll(async () => {
  for (const [stage, env] of STAGES) graphs.set(stage, await graphOf(stage, env));
});

test.for(STAGES)(
  "in a stage %s every alarm is OK, goes to ALARM within its bound, and is OK again",
  async ([stage, env]) => {
    const graph = graphs.get(stage);
    if (!graph) throw new Error(`There is no graph of ${stage}.`);
    const alarms = new Alarms(graph, env);
    try {
      await alarms.put();
      const all = alarms.definitions.map(({ key }) => key);
      const pages = alarms.definitions.filter(({ notifies }) => notifies === "composite").map(({ key }) => key);
      await minutes(LONG_ENOUGH_MINUTES, () => alarms.minute(NONE));
      expect(await alarms.states()).toEqual(statesOf(all, []));

      for (const wave of [all.filter((key) => !ALONE.flat().includes(key)), ...ALONE]) {
        const faulty = new Set<string>(wave);
        // From the moment the metric shows the fault: what comes before is the alarm's detectionSeconds.
        const late: string[] = [];
        await minutes(LONG_ENOUGH_MINUTES, async (minute) => {
          await alarms.minute(faulty);
          const states = await alarms.states();
          const due = alarms.definitions.filter(
            ({ key, datapointsToAlarm, periodSeconds }) =>
              faulty.has(key) && minute >= (datapointsToAlarm * periodSeconds) / 60 + 1,
          );
          late.push(...due.filter(({ key }) => states[key] !== "ALARM").map(({ key }) => key));
        });
        expect(late).toEqual([]);
        const isPaged = pages.some((key) => faulty.has(key)) && !faulty.has("setup-missing");
        expect(await alarms.states()).toEqual(statesOf(all, [...wave, ...(isPaged ? ["pipeline-unhealthy"] : [])]));

        await minutes(LONG_ENOUGH_MINUTES, () => alarms.minute(NONE));
        expect(await alarms.states()).toEqual(statesOf(all, []));
      }
    } finally {
      await alarms.close();
    }
  },
);

test("where data is stale the sensors' alarms know nothing, and are not OK", async () => {
  const graph = graphs.get("production");
  if (!graph) throw new Error("There is no graph of production.");
  const alarms = new Alarms(graph, {});
  try {
    await alarms.put();
    await minutes(10, () => alarms.minute(NONE));
    await minutes(10, () => alarms.minute(NONE, new Set(["sensors"])));
    const states = await alarms.states();
    const sensors = alarms.definitions.filter(({ hop }) => hop === "sensors").map(({ key }) => states[key]);
    expect(new Set(sensors)).toEqual(new Set(["INSUFFICIENT_DATA"]));
  } finally {
    await alarms.close();
  }
});

test("where nothing is evaluated while the stream receives records, the data's age is unknown, and not OK", async () => {
  const graph = graphs.get("production");
  if (!graph) throw new Error("There is no graph of production.");
  const alarms = new Alarms(graph, {});
  try {
    await alarms.put();
    await minutes(10, () => alarms.minute(NONE));
    expect(await alarms.states()).toMatchObject({ "alerts-stale": "OK" });
    await minutes(LONG_ENOUGH_MINUTES, () => alarms.minute(NONE, new Set(["evaluation"])));
    expect(await alarms.states()).toMatchObject({ "alerts-stale": "INSUFFICIENT_DATA", "producer-silent": "OK" });
  } finally {
    await alarms.close();
  }
});
