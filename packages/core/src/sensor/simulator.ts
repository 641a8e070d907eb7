import { createFleet, type FleetOptions } from "./fleet.ts";
import { uuidOf } from "./seeded.ts";
import type { SimulatedRecord } from "./simulated-record.ts";

/** Seconds before its time that a batch's readings are spread over. */
export const DEFAULT_SPAN_SECONDS = 60;

export interface SimulationOptions extends FleetOptions {
  /** The batch's one time: the latest reading is of this moment, the others are of the span before. */
  readonly scheduledTime: Date;
  /** Readings in the batch, dealt to the sensors in turn, before scenarios add or remove any. @default one a sensor */
  readonly records?: number | undefined;
  /** @default 60 */
  readonly spanSeconds?: number | undefined;
}

/**
 * The records of one batch: a pure function of its options, `event_id`s included, so that a batch which a retry
 * sends again collapses in the warehouse. Nothing is carried from batch to batch.
 */
export function simulateBatch(options: SimulationOptions): readonly SimulatedRecord[] {
  const { scheduledTime, spanSeconds = DEFAULT_SPAN_SECONDS } = options;
  const { seed, sensorIds, recordsAt } = createFleet(options);
  const { records = sensorIds.length } = options;
  const rounds = Math.ceil(records / sensorIds.length);
  const batchTime = scheduledTime.getTime();
  return Array.from({ length: rounds }).flatMap((_, round) => {
    const time = Math.round(batchTime - ((rounds - 1 - round) * spanSeconds * 1000) / rounds);
    return sensorIds
      .slice(0, records - round * sensorIds.length)
      .flatMap((sensorId) => recordsAt(sensorId, time, uuidOf(seed, batchTime, sensorId, round, time)));
  });
}
