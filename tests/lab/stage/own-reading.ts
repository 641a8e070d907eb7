import { uuidOf } from "@sensor-pipeline/core/sensor/seeded";
import type { Draw } from "../draw.ts";
import type { OwnRecord } from "./put-own.ts";

const LABS_SENSORS = 5000;

/** A reading of a sensor that the simulator does not have, with some fields changed. */
export function ownReading(
  draw: Draw,
  at: number,
  index: number,
  { usable, change = {} }: { readonly usable: boolean; readonly change?: Readonly<Record<string, unknown>> },
): OwnRecord {
  const event = uuidOf("lab", draw.seed, at, index);
  const time = new Date(at).toISOString();
  const reading = {
    event_id: event,
    sensor_id: LABS_SENSORS + index,
    current_temperature: 21.5,
    status: "ACTIVE",
    event_time: time,
    created_date: time.slice(0, 10),
    ...change,
  };
  return { data: Buffer.from(JSON.stringify(reading)), event, usable };
}
