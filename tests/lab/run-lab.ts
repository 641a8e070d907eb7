import { Job } from "./jobs/job.ts";
import { SET_UP_AT } from "./plan-run.ts";
import type { LabScenario } from "./scenario.ts";
import type { LabOutcome, WantedRun } from "./scenario-run.ts";
import { PreparedStage } from "./stage/lab-stage.ts";
import type { StageKindName } from "./stage/stage-kind.ts";

export interface LabRun {
  readonly scenarios: readonly LabScenario[];
  readonly seed: number;
  readonly runs: number;
  /** How many run at the same time, each in a process of its own. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Hears of what is run now. */
  readonly progress: (what: string) => void;
  readonly ended: (run: LabOutcome) => void;
}

/**
 * Runs scenario after scenario, each round with the next seed, until so many have run or it is stopped.
 * @returns those that ended, in the order of the rounds
 */
export async function runLab(lab: LabRun): Promise<readonly LabOutcome[]> {
  const { runs, jobs, signal, progress, ended } = lab;
  const prepared = new Map<StageKindName, PreparedStage>();
  const outcomes = new Map<number, LabOutcome>();
  const underWay = new Set<WantedRun>();
  const tell = () => {
    const now = [...underWay].map(({ stage, scenario, seed }) => `${scenario} on ${stage}, seed ${seed}`);
    progress(`${outcomes.size} of ${runs} done; now ${now.join(" and ")} ...`);
  };
  const rest = wantedRuns(lab).entries();
  const work = async () => {
    const job = new Job();
    const close = () => void job.close();
    signal.addEventListener("abort", close);
    try {
      for (const [index, wanted] of rest) {
        if (signal.aborted) break;
        underWay.add(wanted);
        tell();
        const outcome = await job.run({ ...wanted, folder: prepared.get(wanted.stage)?.folder ?? "" });
        underWay.delete(wanted);
        if (outcome === undefined) break;
        outcomes.set(index, outcome);
        ended(outcome);
      }
    } finally {
      signal.removeEventListener("abort", close);
      await job.close();
    }
  };
  try {
    for (const { kind } of lab.scenarios.slice(0, runs)) {
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

function wantedRuns({ scenarios, seed, runs }: Pick<LabRun, "scenarios" | "seed" | "runs">): readonly WantedRun[] {
  const rounds = Array.from({ length: Math.ceil(runs / scenarios.length) }, (_, round) =>
    scenarios.map(({ kind, name }) => ({ stage: kind.name, scenario: name, seed: seed + round })),
  );
  return rounds.flat().slice(0, runs);
}
