import { SCENARIOS, type ScenarioName } from "@sensor-pipeline/core/sensor/scenario";
import type { FaultScenario, Raised, ScenariosOn } from "../scenario.ts";

/** The simulator takes a tenth of the time to get there. */
const RISE_SECONDS = 300;

/** What the sensors measure and say. */
export const sensorFaults: ScenariosOn = () => [
  sensorFault("heat-wave", { "temperature-high": RISE_SECONDS }),
  sensorFault("cold-snap", { "temperature-low": RISE_SECONDS }),
  sensorFault("sensor-error", { "sensors-in-error": 0 }),
  sensorFault("silent-sensor", { "sensors-silent": 0 }),
  sensorFault("stuck-sensor", { "sensors-stuck": 0 }),
];

function sensorFault(name: ScenarioName, raised: Raised): FaultScenario {
  return {
    name,
    happens: SCENARIOS[name].meaning,
    minutes: [30, 50],
    plan: () => ({ drawn: "by the simulator", simulated: [{ name }] }),
    raised,
  };
}
