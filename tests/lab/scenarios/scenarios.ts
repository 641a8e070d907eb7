import type { FaultScenario } from "../scenario.ts";
import { healthy } from "./healthy.ts";
import { kills } from "./kills.ts";
import { producerFaults } from "./producer-faults.ts";
import { recordFaults } from "./record-faults.ts";
import { sensorFaults } from "./sensor-faults.ts";
import { streamFaults } from "./stream-faults.ts";
import { warehouseFaults } from "./warehouse-faults.ts";

/** Every scenario, in the order they run. */
export const SCENARIOS: readonly FaultScenario[] = [
  healthy,
  ...producerFaults,
  ...streamFaults,
  ...recordFaults,
  ...sensorFaults,
  ...warehouseFaults,
  ...kills,
];
