import type { AlarmKey } from "@sensor-pipeline/core/alarm/runbook";
import { DEFAULT_SEED, DEFAULT_SENSORS } from "@sensor-pipeline/core/sensor/fleet";
import { FIRST_SENSOR_ID } from "@sensor-pipeline/core/sensor/reading";
import { statusAt, temperatureAt } from "@sensor-pipeline/core/sensor/sensor-model";
import type { StageSettings } from "@sensor-pipeline/core/stage/stage-settings";

const MINUTE_MS = 60_000;

/**
 * Simulated sensors have a life of their own: an ERROR about every other day, a place in the sun now and then. Alarms that
 * tell of it are right, whatever the scenario.
 * @param from local time, in milliseconds since the epoch
 * @returns by the alarm's key what happens in [from, until)
 */
export function naturalEvents(
  { temperature: { high, low }, sensors: { hysteresis } }: Pick<StageSettings, "temperature" | "sensors">,
  from: number,
  until: number,
): Readonly<Partial<Record<AlarmKey, string>>> {
  const found: Partial<Record<AlarmKey, string>> = {};
  for (let time = from; time < until; time += MINUTE_MS) {
    for (let sensor = FIRST_SENSOR_ID; sensor < FIRST_SENSOR_ID + DEFAULT_SENSORS; sensor += 1) {
      const degrees = temperatureAt(DEFAULT_SEED, sensor, time);
      const at = `by itself at ${new Date(time).toISOString()}`;
      if (statusAt(DEFAULT_SEED, sensor, time) === "ERROR")
        found["sensors-in-error"] ??= `sensor ${sensor} says ERROR ${at}`;
      // One that has come so near may have been beyond between two minutes.
      if (degrees > high - hysteresis) found["temperature-high"] ??= `sensor ${sensor} is high ${at}`;
      if (degrees < low + hysteresis) found["temperature-low"] ??= `sensor ${sensor} is low ${at}`;
    }
  }
  return found;
}
