import { FIRST_SENSOR_ID } from "@sensor-pipeline/core/sensor/reading";
import { uniform, uuidOf } from "@sensor-pipeline/core/sensor/seeded";
import type { Draw } from "../draw.ts";
import type { OwnRecord } from "./put-own.ts";

/** A reading beside those of the simulator, of one of the same sensors: none falls silent when the fault is over. */
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
    sensor_id: FIRST_SENSOR_ID + index,
    current_temperature: Math.round(10 * (18 + 6 * uniform("own temperature", draw.seed, at, index))) / 10,
    status: "ACTIVE",
    event_time: time,
    created_date: time.slice(0, 10),
    ...change,
  };
  return { data: Buffer.from(JSON.stringify(reading)), event, usable };
}
