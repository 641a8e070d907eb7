import { Job } from "./jobs/job.ts";
import { SET_UP_AT } from "./plan-run.ts";
import type { FaultScenario } from "./scenario.ts";
import type { LabOutcome, WantedRun } from "./scenario-run.ts";
import { PreparedStage } from "./stage/lab-stage.ts";

export interface LabRun {
  readonly scenarios: readonly FaultScenario[];
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
  progress("a stage is set up ...");
  const prepared = await PreparedStage.make(SET_UP_AT);
  const outcomes = new Map<number, LabOutcome>();
  const underWay = new Set<WantedRun>();
  const tell = () => {
    const now = [...underWay].map(({ scenario, seed }) => `${scenario}, seed ${seed}`);
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
        const outcome = await job.run({ ...wanted, folder: prepared.folder });
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
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    prepared.close();
  }
  return [...outcomes].toSorted(([one], [other]) => one - other).map(([, outcome]) => outcome);
}

function wantedRuns({ scenarios, seed, runs }: Pick<LabRun, "scenarios" | "seed" | "runs">): readonly WantedRun[] {
  const rounds = Array.from({ length: Math.ceil(runs / scenarios.length) }, (_, round) =>
    scenarios.map(({ name }) => ({ scenario: name, seed: seed + round })),
  );
  return rounds.flat().slice(0, runs);
}
