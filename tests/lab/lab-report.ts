import { renderTable } from "@sensor-pipeline/cli/terminal/table";
import { minutes } from "./judge/judge-alarms.ts";
import { isBroken, type LabOutcome, type RecordCounts, type ScenarioRun, type WantedRun } from "./scenario-run.ts";

const WIDTH = 200;

/** One run in a few lines: what was drawn, each alarm with its times against its bounds, the records, what is wrong. */
export function renderRun(run: LabOutcome): string {
  const name = `${run.scenario} on ${run.stage}, seed ${run.seed}`;
  const lines =
    "failure" in run
      ? [`BROKE ${name}: it could not be run`, ...indented("      ! ", run.failure)]
      : [
          `${isBroken(run) ? "BROKE" : "ok   "} ${name}: ${run.drawn}, for ${minutes((run.fault.until - run.fault.from) / 1000)}`,
          ...raisedOf(run).map((alarm) => `        ${alarm}`),
          `        ${inWords(run.records)}`,
          ...run.problems.flatMap((problem) => indented("      ! ", problem)),
        ];
  return `${lines.join("\n")}\n`;
}

/** The table of all runs in the order of their seeds, and those that broke with the command that repeats each. */
export function renderSummary(runs: readonly LabOutcome[], asked: number): string {
  const table = renderTable(
    [
      { title: "scenario" },
      { title: "stage" },
      { title: "seed", align: "right" },
      { title: "alarms, minutes against the bound" },
      { title: "records" },
      { title: "result" },
    ],
    runs.map((run) => [run.scenario, run.stage, String(run.seed), ...cellsOf(run)]),
    { width: WIDTH, style: (_, text) => text },
  );
  const broke = runs.filter(isBroken);
  const notRun = runs.length < asked ? `, ${asked - runs.length} not run` : "";
  return [
    "",
    ...(runs.length === 0 ? [] : [table, ""]),
    `${runs.length} of ${asked} runs: ${runs.length - broke.length} as their scenarios say, ${broke.length} not${notRun}.`,
    ...(broke.length === 0 ? [] : ["To repeat those that broke:", ...broke.map((run) => `  ${repeatCommand(run)}`)]),
    "",
  ].join("\n");
}

function repeatCommand({ stage, scenario, seed }: WantedRun): string {
  return `npm run lab -- --stage ${stage} --scenario ${scenario} --seed ${seed}`;
}

/** What `--json` gives of a run. */
export function runAsJson(run: LabOutcome) {
  if ("failure" in run) return run;
  const { fault, end, alarms, ...rest } = run;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    ...rest,
    fault: { from: iso(fault.from), until: iso(fault.until) },
    end: iso(end),
    alarms: alarms.map(({ changes, ...alarm }) => ({
      ...alarm,
      changes: changes.map(({ at, to }) => ({ at: iso(at), to })),
    })),
  };
}

/** Each alarm that went to ALARM, with its times. */
function raisedOf({ alarms }: ScenarioRun): readonly string[] {
  return alarms.flatMap(({ key, raisedAfter, clearedAfter, raiseBound, clearSeconds }) => {
    if (raisedAfter === undefined) return [];
    const cleared =
      clearedAfter === undefined ? "not cleared" : `cleared after ${minutes(clearedAfter)} of ${minutes(clearSeconds)}`;
    return [`${key} after ${minutes(raisedAfter)} of ${minutes(raiseBound)}, ${cleared}`];
  });
}

function cellsOf(run: LabOutcome): readonly [alarms: string, records: string, result: string] {
  if ("failure" in run) return ["", "", "could not be run"];
  const alarms = run.alarms.flatMap(({ key, raisedAfter, raiseBound }) =>
    raisedAfter === undefined ? [] : [`${key} ${shorten(raisedAfter)}/${shorten(raiseBound)}`],
  );
  const result = isBroken(run) ? `${run.problems.length} wrong` : "ok";
  return [alarms.join(", "), inWords(run.records), result];
}

function inWords({ accepted, landed, visible, duplicate, quarantined, batchesKept }: RecordCounts): string {
  const kept = batchesKept === 0 ? "" : `, ${batchesKept} batches kept`;
  return `${accepted} accepted, ${landed} landed: ${visible} visible, ${duplicate} duplicate, ${quarantined} quarantined${kept}`;
}

function indented(mark: string, text: string): readonly string[] {
  return text.split("\n").map((line, index) => `${index === 0 ? mark : " ".repeat(mark.length)}${line}`);
}

function shorten(seconds: number): string {
  return minutes(seconds).replace(" min", "");
}
