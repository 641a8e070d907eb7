import { renderTable } from "@sensor-pipeline/cli/terminal/table";
import { minutes } from "./judge/judge-alarms.ts";
import {
  isBroken,
  type LabOutcome,
  type MatrixOutcome,
  type RecordCounts,
  type RunOutcome,
  type ScenarioRun,
} from "./lab-outcome.ts";

const WIDTH = 200;

/** One run or matrix in a few lines, with what is wrong. */
export function renderOutcome(outcome: LabOutcome): string {
  const lines = "matrix" in outcome ? linesOfMatrix(outcome) : linesOfRun(outcome);
  return `${lines.join("\n")}\n`;
}

/** The table of all runs in the order of their seeds, and those that broke with the command that repeats each. */
export function renderSummary(outcomes: readonly LabOutcome[], asked: number): string {
  const runs = outcomes.flatMap((outcome) => ("matrix" in outcome ? [] : [outcome]));
  const matrices = outcomes.filter((outcome) => "matrix" in outcome);
  const broke = outcomes.filter(isBroken);
  const notMade = outcomes.length < asked ? `, ${asked - outcomes.length} not made` : "";
  const what = matrices.length === 0 ? "runs" : "runs and matrices";
  return [
    "",
    ...(runs.length === 0 ? [] : [tableOf(runs), ""]),
    ...matrices.flatMap(linesOfMatrix),
    `${outcomes.length} of ${asked} ${what}: ${outcomes.length - broke.length} went as they should, ${broke.length} did not${notMade}.`,
    ...(broke.length === 0 ? [] : ["To repeat those that broke:", ...broke.map((one) => `  ${repeatCommand(one)}`)]),
    "",
  ].join("\n");
}

/** What `--json` gives. */
export function outcomesAsJson(outcomes: readonly LabOutcome[]) {
  return {
    runs: outcomes.flatMap((outcome) => ("matrix" in outcome ? [] : [runAsJson(outcome)])),
    matrices: outcomes.filter((outcome) => "matrix" in outcome),
  };
}

function linesOfMatrix(outcome: MatrixOutcome): readonly string[] {
  const mark = isBroken(outcome) ? "BROKE" : "ok   ";
  if ("failure" in outcome) {
    return [`${mark} matrix ${outcome.matrix}: it could not be tried`, ...indented("      ! ", outcome.failure)];
  }
  const { matrix, cases, problems } = outcome;
  const failed = problems.length === 0 ? "" : `, ${problems.length} failed`;
  return [
    `${mark} matrix ${matrix}: ${cases} cases${failed}`,
    ...problems.flatMap((text) => indented("      ! ", text)),
  ];
}

/** What was drawn, each alarm with its times against its bounds, the records, what is wrong. */
function linesOfRun(run: RunOutcome): readonly string[] {
  const name = `${run.scenario} on ${run.stage}, seed ${run.seed}`;
  return "failure" in run
    ? [`BROKE ${name}: it could not be run`, ...indented("      ! ", run.failure)]
    : [
        `${isBroken(run) ? "BROKE" : "ok   "} ${name}: ${run.drawn}, for ${minutes((run.fault.until - run.fault.from) / 1000)}`,
        ...raisedOf(run).map((alarm) => `        ${alarm}`),
        `        ${inWords(run.records)}`,
        ...run.problems.flatMap((problem) => indented("      ! ", problem)),
      ];
}

function tableOf(runs: readonly RunOutcome[]): string {
  return renderTable(
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
}

function repeatCommand(outcome: LabOutcome): string {
  if ("matrix" in outcome) {
    return outcome.matrix === "privileges" ? "npm run lab:privileges" : `npm run lab:setup -- ${outcome.matrix}`;
  }
  const { stage, scenario, seed } = outcome;
  return `npm run lab -- --stage ${stage} --scenario ${scenario} --seed ${seed}`;
}

function runAsJson(run: RunOutcome) {
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
    const bound = raiseBound === undefined ? "" : ` of ${minutes(raiseBound)}`;
    return [`${key} after ${minutes(raisedAfter)}${bound}, ${clearing(clearedAfter, clearSeconds)}`];
  });
}

function clearing(seconds: number | undefined, bound: number): string {
  if (seconds === undefined) return "not cleared";
  // The last of what it stands for came earlier.
  if (seconds < 0) return `cleared ${minutes(-seconds)} before the fault ended`;
  return `cleared after ${minutes(seconds)} of ${minutes(bound)}`;
}

function cellsOf(run: RunOutcome): readonly [alarms: string, records: string, result: string] {
  if ("failure" in run) return ["", "", "could not be run"];
  const alarms = run.alarms.flatMap(({ key, raisedAfter, raiseBound }) => {
    if (raisedAfter === undefined) return [];
    const bound = raiseBound === undefined ? "" : `/${shorten(raiseBound)}`;
    return [`${key} ${shorten(raisedAfter)}${bound}`];
  });
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
