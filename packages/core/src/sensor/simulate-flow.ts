import { createFleet, type FleetOptions } from "./fleet.ts";
import { uuidOf } from "./seeded.ts";
import type { SimulatedRecord } from "./simulated-record.ts";

export interface FlowOptions extends FleetOptions {
  /** When the first reading is taken. */
  readonly startTime: Date;
  /** Milliseconds from one reading of the fleet to the next; fractions count. */
  readonly intervalMs: number;
  /** No reading is later, however many there are. @default none */
  readonly latestTime?: Date | undefined;
}

/**
 * Records without end, one sensor after the other, made as they are asked for. The flow is a function of its options:
 * another call gives the same records, and no two readings of it share an `event_id`. Its memory is one record.
 * A fleet whose sensors are all silent gives none, ever: don't ask for one.
 */
export function* simulateFlow(options: FlowOptions): Generator<SimulatedRecord, never, void> {
  const { startTime, intervalMs, latestTime } = options;
  const { seed, sensorIds, recordsAt } = createFleet(options);
  const start = startTime.getTime();
  const latest = latestTime?.getTime() ?? Number.POSITIVE_INFINITY;
  for (let turn = 0; ; ) {
    for (const sensorId of sensorIds) {
      const time = Math.min(Math.round(start + turn * intervalMs), latest);
      yield* recordsAt(sensorId, time, uuidOf(seed, "flow", start, turn, sensorId, time));
      turn += 1;
    }
  }
}
