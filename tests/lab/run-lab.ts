import { SET_UP_AT } from "./plan-run.ts";
import { runScenario, type ScenarioRun } from "./run-scenario.ts";
import type { FaultScenario } from "./scenario.ts";
import { PreparedStage } from "./stage/lab-stage.ts";

export interface LabRun {
  readonly scenarios: readonly FaultScenario[];
  readonly seed: number;
  readonly runs: number;
  readonly signal: AbortSignal;
  /** Hears of what is run now. */
  readonly begins: (what: string) => void;
  readonly ended: (run: ScenarioRun) => void;
}

/** Runs scenario after scenario, each round with the next seed, until so many have run or it is stopped. @returns those that ended */
export async function runLab({
  scenarios,
  seed,
  runs,
  signal,
  begins,
  ended,
}: LabRun): Promise<readonly ScenarioRun[]> {
  const finished: ScenarioRun[] = [];
  begins("a stage is set up ...");
  const prepared = await PreparedStage.make(SET_UP_AT);
  try {
    for (let index = 0; index < runs && !signal.aborted; index += 1) {
      const scenario = scenarios[index % scenarios.length];
      if (!scenario) throw new Error("There is no scenario to run.");
      const ownSeed = seed + Math.floor(index / scenarios.length);
      begins(`${index + 1} of ${runs}: ${scenario.name}, seed ${ownSeed} ...`);
      try {
        const run = await runScenario(scenario, ownSeed, prepared, signal);
        finished.push(run);
        ended(run);
      } catch (error) {
        if (!signal.aborted)
          throw new Error(`The scenario ${scenario.name} with seed ${ownSeed} could not be run.`, { cause: error });
      }
    }
  } finally {
    prepared.close();
  }
  return finished;
}
