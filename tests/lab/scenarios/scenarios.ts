import type { LabScenario, ScenariosOn } from "../scenario.ts";
import { KINDS, STAGE_KINDS, type StageKind } from "../stage/stage-kind.ts";
import { healthy } from "./healthy.ts";
import { kills } from "./kills.ts";
import { producerFaults } from "./producer-faults.ts";
import { recordFaults } from "./record-faults.ts";
import { sensorFaults } from "./sensor-faults.ts";
import { streamFaults } from "./stream-faults.ts";
import { timeOuts } from "./time-outs.ts";
import { warehouseFaults } from "./warehouse-faults.ts";

const SUBJECTS: readonly ScenariosOn[] = [
  healthy,
  producerFaults,
  streamFaults,
  recordFaults,
  sensorFaults,
  warehouseFaults,
  timeOuts,
  kills,
];

/** Every scenario on every kind of stage that it is for, in the order they run: all of one kind, and then of the next. */
export const SCENARIOS: readonly LabScenario[] = STAGE_KINDS.flatMap((name) => scenariosOn(KINDS[name]));

/** @throws {Error} when there is none */
export function findScenario(wanted: { readonly stage: string; readonly scenario: string }): LabScenario {
  const found = SCENARIOS.find(({ kind, name }) => kind.name === wanted.stage && name === wanted.scenario);
  if (!found) throw new Error(`There is no scenario "${wanted.scenario}" of a ${wanted.stage} stage.`);
  return found;
}

function scenariosOn(kind: StageKind): readonly LabScenario[] {
  return SUBJECTS.flatMap((subject) => subject(kind))
    .filter(({ only }) => only === undefined || only.stage === kind.name)
    .map((scenario) => ({ ...scenario, kind }));
}
