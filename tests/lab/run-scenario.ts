import { InjectedFaults } from "../../packages/local/src/faults/injected-faults.ts";
import { Draw } from "./draw.ts";
import { type Expectation, judge } from "./judge/judge.ts";
import type { Observation } from "./judge/observation.ts";
import { expectationOf, labAlarms } from "./lab-alarms.ts";
import { readAlarmChanges, readRecords, takeKept } from "./observe.ts";
import type { FaultPlan, FaultScenario } from "./scenario.ts";
import { LAB_NAMES, type LabStage, openLabStage, type PreparedStage } from "./stage/lab-stage.ts";
import { changeProducer, stopProducer } from "./stage/producer-schedule.ts";
import { Traffic } from "./stage/traffic.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The stage is set up at midnight; a run begins in one of the hours after, so that days and schedules are met at any angle. */
export const SET_UP_AT = Date.UTC(2026, 0, 5);
const FIRST_HOUR = 1;
const LAST_HOUR = 20;

/** Until every alarm has something to go by. */
const WARM_UP_MINUTES = 25;
/** Retries of an event that failed go on for three minutes; then a person takes what was given up off the queues. */
const LAST_RETRY_MS = 5 * MINUTE_MS;

export interface ScenarioRun {
  readonly scenario: string;
  readonly seed: number;
  readonly drawn: string;
  readonly observation: Observation;
  readonly expected: Expectation;
  /** What went otherwise than the scenario says, a sentence each. */
  readonly problems: readonly string[];
}

/** Runs one scenario with one seed on a stage of its own, and judges it. */
export async function runScenario(
  scenario: FaultScenario,
  seed: number,
  prepared: PreparedStage,
  signal?: AbortSignal,
): Promise<ScenarioRun> {
  const draw = new Draw(seed, scenario.name);
  const start = SET_UP_AT + draw.whole("hour", FIRST_HOUR, LAST_HOUR) * HOUR_MS;
  const from = start + WARM_UP_MINUTES * MINUTE_MS + draw.whole("begins", 0, 5 * 60) * 1000;
  const window = { from, until: from + draw.whole("minutes", ...scenario.minutes) * MINUTE_MS };
  const plan = scenario.plan({ draw, window, names: LAB_NAMES });
  const folder = prepared.copy();
  let traffic: Traffic | undefined;
  let faults: InjectedFaults | undefined;
  const stage = await openLabStage({
    folder,
    start,
    ...(signal === undefined ? {} : { signal }),
    faults: (clock) => {
      faults = new InjectedFaults({ clock, random: draw.random, rules: plan.rules ?? [] });
      traffic = new Traffic(faults, () => clock.now(), LAB_NAMES.producerFunction);
      return traffic;
    },
  });
  try {
    if (!traffic || !faults) throw new Error("The stage was opened without its traffic.");
    const observation = await observe(stage, { plan, window, traffic, faults, expires: scenario.expires === true });
    const expected = expectationOf(scenario);
    return {
      scenario: scenario.name,
      seed,
      drawn: plan.drawn,
      observation,
      expected,
      problems: judge(expected, observation),
    };
  } finally {
    await stage.close();
    prepared.remove(folder);
  }
}

interface Watched {
  readonly plan: FaultPlan;
  readonly window: Observation["fault"];
  readonly traffic: Traffic;
  readonly faults: InjectedFaults;
  readonly expires: boolean;
}

async function observe(stage: LabStage, { plan, window, traffic, faults, expires }: Watched): Promise<Observation> {
  const alarms = labAlarms();
  const end = window.until + Math.max(...alarms.map(({ clearSeconds }) => clearSeconds)) * 1000;
  const changed = plan.records !== undefined || plan.simulated !== undefined;
  const deeds = [
    ...(plan.deeds ?? []),
    ...(changed
      ? [
          { at: window.from, run: (on: LabStage) => changeProducer(on, plan, window) },
          { at: window.until, run: (on: LabStage) => changeProducer(on, {}, window) },
        ]
      : []),
  ].toSorted((one, other) => one.at - other.at);
  for (const deed of deeds) {
    await stage.to(deed.at);
    await deed.run(stage, traffic);
  }
  await stage.to(window.until + LAST_RETRY_MS);
  const kept = await takeKept(stage);
  await stage.to(end);
  const changes = await readAlarmChanges(stage);
  await stopProducer(stage);
  await stage.to(end + LAST_RETRY_MS);
  await stage.run(stage.names.refreshMachine);
  return {
    fault: window,
    end,
    ...(plan.rules === undefined ? {} : { injected: faults.injected }),
    alarms: alarms.map((alarm) => ({ ...alarm, ...since(window.from, changes.get(alarm.key) ?? []) })),
    records: await {
      ...(await readRecords(stage, traffic, expires ? window : undefined)),
      kept: [...kept, ...(await takeKept(stage))],
    },
  };
}

function since(from: number, changes: Observation["alarms"][number]["changes"]) {
  return {
    before: changes.findLast(({ at }) => at < from)?.to ?? "INSUFFICIENT_DATA",
    changes: changes.filter(({ at }) => at >= from),
  } as const;
}
