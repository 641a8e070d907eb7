import { SCENARIOS, type ScenarioName } from "@sensor-pipeline/core/sensor/scenario";
import type { FaultScenario, Raised } from "../scenario.ts";

/** The simulator takes a tenth of the time to get there. */
const RISE_SECONDS = 300;

const LITTLE_MOVEMENT = {
  "sensors-stuck":
    "the simulator leaves a fifth of a sensor's own movement, which may be less than a tenth of a degree for minutes",
} as const;

/** What the sensors measure and say. */
export const sensorFaults: readonly FaultScenario[] = [
  sensorFault("heat-wave", { "temperature-high": RISE_SECONDS }, LITTLE_MOVEMENT),
  sensorFault("cold-snap", { "temperature-low": RISE_SECONDS }, LITTLE_MOVEMENT),
  sensorFault("sensor-error", { "sensors-in-error": 0 }),
  sensorFault("silent-sensor", { "sensors-silent": 0 }),
  sensorFault("stuck-sensor", { "sensors-stuck": 0 }),
];

function sensorFault(name: ScenarioName, raised: Raised, mayRaise: FaultScenario["mayRaise"] = {}): FaultScenario {
  return {
    name,
    happens: SCENARIOS[name].meaning,
    minutes: [30, 50],
    plan: () => ({ drawn: "by the simulator", simulated: [{ name }] }),
    raised,
    mayRaise,
  };
}
