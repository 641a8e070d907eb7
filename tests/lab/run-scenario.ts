import { InjectedFaults } from "../../packages/local/src/faults/injected-faults.ts";
import { judge } from "./judge/judge.ts";
import type { Observation } from "./judge/observation.ts";
import { expectationOf } from "./lab-alarms.ts";
import { type ScenarioRun, summarize } from "./lab-outcome.ts";
import { endsAt, observeAlarms, observeRecords } from "./observe.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import { runFirstLife } from "./run-first-life.ts";
import type { LabScenario } from "./scenario.ts";
import { type LabStage, type OpenOptions, openLabStage, type PreparedStage } from "./stage/lab-stage.ts";
import { naturalEvents } from "./stage/natural-events.ts";
import { changeProducer, stopProducer } from "./stage/producer-schedule.ts";
import { takeKept } from "./stage/take-kept.ts";
import { type JournalEntry, Traffic } from "./stage/traffic.ts";

const MINUTE_MS = 60_000;

/** Retries of an event that failed go on for three minutes; then a person takes what was given up off the queues. */
const LAST_RETRY_MS = 5 * MINUTE_MS;

/** Runs one scenario with one seed on a stage of its own, and judges it. */
export async function runScenario(scenario: LabScenario, seed: number, prepared: PreparedStage): Promise<ScenarioRun> {
  const folder = scenario.isNew ? prepared.empty() : prepared.copy();
  try {
    const planned = planRun(scenario, seed);
    const observation = scenario.kills
      ? await observeKilled(scenario, planned, folder)
      : await observeFault(scenario, planned, folder);
    const natural = naturalEvents(scenario.kind.settings, planned.start, observation.end);
    const { kind, raised, mayRaise } = scenario;
    const expected = { ...expectationOf({ raised, mayRaise: { ...mayRaise, ...natural } }, kind), natural };
    return {
      ...{ stage: kind.name, scenario: scenario.name, seed, drawn: planned.plan.drawn },
      ...summarize(observation, expected),
      problems: judge(expected, observation),
    };
  } finally {
    prepared.remove(folder);
  }
}

/** The fault comes and goes while the stage runs. */
async function observeFault(scenario: LabScenario, planned: PlannedRun, folder: string): Promise<Observation> {
  const { start, window, plan, draw, autoRefreshMs } = planned;
  const watched = await watch({ kind: scenario.kind, folder, start, autoRefreshMs }, (clock) => {
    return new InjectedFaults({ clock, random: draw.random, rules: plan.rules ?? [] });
  });
  const { stage, traffic, faults } = watched;
  try {
    const isOther = plan.records !== undefined || plan.simulated !== undefined;
    const changes = isOther
      ? [
          { at: window.from, run: (on: LabStage) => changeProducer(on, plan, window) },
          { at: window.until, run: (on: LabStage) => changeProducer(on, {}, window) },
        ]
      : [];
    for (const deed of [...(plan.deeds ?? []), ...changes].toSorted((one, other) => one.at - other.at)) {
      await stage.to(deed.at);
      await deed.run(stage, traffic);
    }
    return {
      ...(await finish(scenario, watched, { began: start, window, since: window.from })),
      ...(plan.rules === undefined ? {} : { injected: faults.injected }),
    };
  } finally {
    await stage.close();
  }
}

/** The fault ends the process; what is observed is the life after. */
async function observeKilled(scenario: LabScenario, planned: PlannedRun, folder: string): Promise<Observation> {
  const life = await runFirstLife(scenario, planned, folder);
  const start = Math.ceil(life.ended / MINUTE_MS + 1) * MINUTE_MS;
  const watched = await watch(
    { kind: scenario.kind, folder, start, autoRefreshMs: planned.autoRefreshMs },
    (clock) => new InjectedFaults({ clock, random: planned.draw.random, rules: [] }),
    life.journal,
  );
  try {
    const { operation, letsGoBefore } = planned.plan;
    // The fault is over when what the process was killed in has been done again.
    await operation?.(watched.stage);
    const observation = await finish(scenario, watched, {
      began: planned.start,
      window: { from: start, until: watched.stage.clock.now() },
      since: start,
      ...(letsGoBefore === undefined ? {} : { letsGoBefore }),
    });
    const { records } = observation;
    return { ...observation, records: { ...records, kept: [...records.kept, ...life.interrupted(records)] } };
  } finally {
    await watched.stage.close();
  }
}

interface Watched {
  readonly stage: LabStage;
  readonly traffic: Traffic;
  readonly faults: InjectedFaults;
}

async function watch(
  where: Omit<OpenOptions, "faults">,
  faultsOn: (clock: LabStage["clock"]) => InjectedFaults,
  journal: readonly JournalEntry[] = [],
): Promise<Watched> {
  const made = Promise.withResolvers<Omit<Watched, "stage">>();
  const stage = await openLabStage({
    ...where,
    faults: (clock) => {
      const faults = faultsOn(clock);
      const traffic = new Traffic({
        inner: faults,
        now: () => clock.now(),
        producer: where.kind.names.producerFunction,
      });
      traffic.remember(journal);
      made.resolve({ traffic, faults });
      return traffic;
    },
  });
  return { stage, ...(await made.promise) };
}

/** Local times, in milliseconds since the epoch. */
interface Times {
  /** Of the run. */
  readonly began: number;
  readonly window: Observation["fault"];
  /** From when on alarms are judged. */
  readonly since: number;
  /** See FaultPlan. */
  readonly letsGoBefore?: number;
}

/** Waits until every alarm has had time to clear, lets the last records land, and reads what has become of all. */
async function finish(
  scenario: LabScenario,
  { stage, traffic }: Watched,
  { began, window, since, letsGoBefore }: Times,
): Promise<Observation> {
  const end = endsAt(window, expectationOf(scenario, scenario.kind), scenario.kind);
  await stage.to(window.until + LAST_RETRY_MS);
  const kept = await takeKept(stage);
  await stage.to(end);
  const alarms = await observeAlarms(stage, since);
  await stopProducer(stage);
  await stage.to(end + LAST_RETRY_MS);
  await stage.refresh();
  kept.push(...(await takeKept(stage)));
  const recorded = {
    since: began,
    ...(scenario.expires ? { outage: window } : {}),
    ...(letsGoBefore === undefined ? {} : { letsGoBefore }),
  };
  const records = { ...(await observeRecords(stage, traffic, recorded)), kept };
  return { fault: window, end, alarms, records };
}
