import { renderTable } from "@sensor-pipeline/cli/terminal/table";
import { clearedAt, minutes, raiseBound, raisedAt } from "./judge/judge-alarms.ts";
import type { ObservedAlarm } from "./judge/observation.ts";
import type { ScenarioRun } from "./run-scenario.ts";

const WIDTH = 200;

interface AlarmTimes {
  readonly key: string;
  /** From the fault's beginning, and from its end; undefined when it did not. */
  readonly raised: string | undefined;
  readonly cleared: string | undefined;
  readonly raiseBound: string;
  readonly clearBound: string;
}

/** One run in a few lines: what was drawn, each alarm with its times against its bounds, the records, what is wrong. */
export function renderRun(run: ScenarioRun): string {
  const { scenario, seed, drawn, observation, problems } = run;
  const { fault } = observation;
  const lines = [
    `${problems.length === 0 ? "ok   " : "BROKE"} ${scenario}, seed ${seed}: ${drawn}, for ${minutes((fault.until - fault.from) / 1000)}`,
    ...alarmTimes(run).map(
      ({ key, raised, cleared, raiseBound, clearBound }) =>
        `        ${key} after ${raised} of ${raiseBound}, ${cleared === undefined ? "not cleared" : `cleared after ${cleared} of ${clearBound}`}`,
    ),
    `        ${recordsOf(run)}`,
    ...problems.map((problem) => `      ! ${problem}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** The table of all runs, those that broke with the command that repeats each. */
export function renderSummary(runs: readonly ScenarioRun[], asked: number): string {
  const broke = runs.filter(({ problems }) => problems.length > 0);
  const table = renderTable(
    [
      { title: "scenario" },
      { title: "seed", align: "right" },
      { title: "alarms, minutes against the bound" },
      { title: "records" },
      { title: "result" },
    ],
    runs.map((run) => [
      run.scenario,
      String(run.seed),
      alarmTimes(run)
        .map(({ key, raised, raiseBound }) => `${key} ${shorten(raised)}/${shorten(raiseBound)}`)
        .join(", "),
      recordsOf(run),
      run.problems.length === 0 ? "ok" : `${run.problems.length} wrong`,
    ]),
    { width: WIDTH, style: (_, text) => text },
  );
  const repeat = broke.map(({ scenario, seed }) => `  npm run lab -- --scenario ${scenario} --seed ${seed}`);
  const notRun = runs.length < asked ? `, ${asked - runs.length} not run` : "";
  return [
    "",
    ...(runs.length === 0 ? [] : [table, ""]),
    `${runs.length} of ${asked} runs: ${runs.length - broke.length} as their scenarios say, ${broke.length} not${notRun}.`,
    ...(broke.length === 0 ? [] : ["To repeat those that broke:", ...repeat]),
    "",
  ].join("\n");
}

/** What `--json` gives of a run. */
export function runAsJson(run: ScenarioRun) {
  const { observation, expected: _, ...rest } = run;
  const { fault, injected, end } = observation;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    ...rest,
    fault: { from: iso(fault.from), until: iso(fault.until) },
    end: iso(end),
    ...(injected === undefined ? {} : { injected }),
    alarms: observation.alarms.map(({ changes, ...alarm }) => ({
      ...alarm,
      changes: changes.map(({ at, to }) => ({ at: iso(at), to })),
    })),
    records: countsOf(run),
  };
}

/** The bound of an alarm that must go to ALARM is counted from when what it stands for is so. */
function alarmTimes({ observation: { alarms, fault }, expected }: ScenarioRun): readonly AlarmTimes[] {
  const seen = alarms.filter((alarm) => raisedAt(alarm) !== undefined);
  return seen.map((alarm: ObservedAlarm) => {
    const [raised, cleared] = [raisedAt(alarm), clearedAt(alarm)];
    return {
      key: alarm.key,
      raised: raised === undefined ? undefined : minutes((raised - fault.from) / 1000),
      cleared: cleared === undefined ? undefined : minutes((cleared - fault.until) / 1000),
      raiseBound: minutes(raiseBound(alarm, expected)),
      clearBound: minutes(alarm.clearSeconds),
    };
  });
}

function countsOf({ observation: { records } }: ScenarioRun) {
  const state = (wanted: string) => records.landed.filter(({ state: is }) => is === wanted).length;
  return {
    accepted: records.accepted.length,
    landed: records.landed.length,
    visible: state("visible"),
    duplicate: state("duplicate"),
    quarantined: state("quarantined"),
    batchesKept: records.kept.length,
  };
}

function recordsOf(run: ScenarioRun): string {
  const { accepted, landed, visible, duplicate, quarantined, batchesKept } = countsOf(run);
  const kept = batchesKept === 0 ? "" : `, ${batchesKept} batches kept`;
  return `${accepted} accepted, ${landed} landed: ${visible} visible, ${duplicate} duplicate, ${quarantined} quarantined${kept}`;
}

function shorten(text: string | undefined): string {
  return text?.replace(" min", "") ?? "";
}
