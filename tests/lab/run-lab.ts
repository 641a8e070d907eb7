import { Job } from "./jobs/job.ts";
import type { JobRequest } from "./jobs/job-messages.ts";
import type { LabOutcome, MatrixName, WantedMatrix, WantedRun } from "./lab-outcome.ts";
import { SET_UP_AT } from "./plan-run.ts";
import type { LabScenario } from "./scenario.ts";
import { PreparedStage } from "./stage/lab-stage.ts";
import type { StageKindName } from "./stage/stage-kind.ts";

export interface LabRun {
  readonly scenarios: readonly LabScenario[];
  readonly seed: number;
  readonly runs: number;
  readonly matrices: readonly MatrixName[];
  /** How many runs and matrices are made at the same time, each in a process of its own. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Hears of what is made now. */
  readonly progress: (what: string) => void;
  readonly ended: (outcome: LabOutcome) => void;
}

/**
 * Runs scenario after scenario, each round with the next seed, until so many have run, and goes through the matrices; all
 * of it until it is stopped.
 * @returns those that ended, matrices first, in the order of the rounds
 */
export async function runLab(lab: LabRun): Promise<readonly LabOutcome[]> {
  const { jobs, signal, progress, ended } = lab;
  const prepared = new Map<StageKindName, PreparedStage>();
  const outcomes = new Map<number, LabOutcome>();
  const underWay = new Map<Wanted, string>();
  // The longest first, so that at the end no core waits for one of them.
  const wanted: readonly Wanted[] = [...lab.matrices.map((matrix) => ({ matrix })), ...wantedRuns(lab)];
  const rest = wanted.entries();
  const tell = (what: Wanted, words: string | undefined) => {
    if (words === undefined) underWay.delete(what);
    else underWay.set(what, words);
    progress(`${outcomes.size} of ${wanted.length} done; now ${[...underWay.values()].join(" and ")} ...`);
  };
  const work = async () => {
    const job = new Job();
    const close = () => void job.close();
    signal.addEventListener("abort", close);
    try {
      for (const [index, what] of rest) {
        if (signal.aborted) break;
        tell(what, inWords(what));
        const outcome = await job.run(requestFor(what, prepared), (cases) =>
          tell(what, `${inWords(what)}, case ${cases}`),
        );
        if (outcome === undefined) break;
        outcomes.set(index, outcome);
        ended(outcome);
        tell(what, undefined);
      }
    } finally {
      signal.removeEventListener("abort", close);
      await job.close();
    }
  };
  try {
    for (const { kind } of lab.scenarios.slice(0, lab.runs)) {
      if (prepared.has(kind.name) || signal.aborted) continue;
      progress(`a ${kind.name} stage is set up ...`);
      prepared.set(kind.name, await PreparedStage.make(kind, SET_UP_AT));
    }
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    for (const stage of prepared.values()) stage.close();
  }
  return [...outcomes].toSorted(([one], [other]) => one - other).map(([, outcome]) => outcome);
}

type Wanted = WantedRun | WantedMatrix;

function wantedRuns({ scenarios, seed, runs }: Pick<LabRun, "scenarios" | "seed" | "runs">): readonly WantedRun[] {
  const rounds = Array.from({ length: Math.ceil(runs / scenarios.length) }, (_, round) =>
    scenarios.map(({ kind, name }) => ({ stage: kind.name, scenario: name, seed: seed + round })),
  );
  return rounds.flat().slice(0, runs);
}

function requestFor(wanted: Wanted, prepared: ReadonlyMap<StageKindName, PreparedStage>): JobRequest {
  if ("matrix" in wanted) return wanted;
  const stage = prepared.get(wanted.stage);
  if (!stage) throw new Error(`No ${wanted.stage} stage was set up.`);
  return { ...wanted, folder: stage.folder };
}

function inWords(wanted: Wanted): string {
  return "matrix" in wanted ? `matrix ${wanted.matrix}` : `${wanted.scenario} on ${wanted.stage}, seed ${wanted.seed}`;
}
