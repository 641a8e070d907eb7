import { allSensors, type FaultWindow, oneSensor, rampOf } from "./fault-window.ts";
import type { SensorStatus } from "./reading.ts";
import { uniform } from "./seeded.ts";
import { noiseAt, temperatureAt } from "./sensor-model.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SPIKE_SHARE = 0.2;
const DRIFT_DEGREES_PER_HOUR = 6;
const SHARE_LEFT = 0.2;

/** What a sensor is about to report. */
export interface Measurement {
  readonly sensorId: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Degrees Celsius, not rounded yet. */
  readonly temperature: number;
  readonly status: SensorStatus;
}

export interface SensorFault {
  readonly meaning: string;
  readonly affects: (window: FaultWindow, sensorId: number) => boolean;
  /** The measurement as it is reported; undefined when the sensor stays silent. */
  readonly report: (measurement: Measurement, window: FaultWindow) => Measurement | undefined;
}

/** Scenarios that change what sensors report, in the order in which they act. */
export const SENSOR_FAULTS = {
  "heat-wave": {
    meaning: "All sensors rise above 40 degrees and come back.",
    affects: allSensors,
    report: (measurement, window) => pulledTo(44, measurement, window),
  },
  "cold-snap": {
    meaning: "All sensors fall below 0 degrees and come back.",
    affects: allSensors,
    report: (measurement, window) => pulledTo(-6, measurement, window),
  },
  drift: {
    meaning: "One sensor reads 6 degrees more with every hour since the scenario (or else the day) began.",
    affects: oneSensor("drift"),
    report: (measurement, window) => {
      const since = Number.isFinite(window.from) ? window.from : startOfDay(measurement.time);
      return warmer(measurement, (DRIFT_DEGREES_PER_HOUR * (measurement.time - since)) / HOUR_MS);
    },
  },
  spike: {
    meaning: "One reading in five of one sensor jumps by 35 to 60 degrees.",
    affects: oneSensor("spike"),
    report: (measurement, window) => {
      const { sensorId, time } = measurement;
      if (uniform(window.seed, sensorId, "spike", time) >= SPIKE_SHARE) return measurement;
      return warmer(measurement, 35 + 25 * uniform(window.seed, sensorId, "spike size", time));
    },
  },
  "stuck-sensor": {
    meaning: "One sensor repeats the temperature it had when the scenario (or else the day) began.",
    affects: oneSensor("stuck-sensor"),
    report: (measurement, window) => {
      const since = Number.isFinite(window.from) ? window.from : startOfDay(measurement.time);
      return { ...measurement, temperature: temperatureAt(window.seed, measurement.sensorId, since) };
    },
  },
  "sensor-error": {
    meaning: "One sensor reports the status ERROR.",
    affects: oneSensor("sensor-error"),
    report: (measurement) => ({ ...measurement, status: "ERROR" }),
  },
  "silent-sensor": {
    meaning: "One sensor sends nothing.",
    affects: oneSensor("silent-sensor"),
    report: () => undefined,
  },
} satisfies Record<string, SensorFault>;

/** Blends towards `target`: of the sensor's own difference from 20 degrees a fifth is left, of its noise all. */
function pulledTo(target: number, measurement: Measurement, window: FaultWindow): Measurement {
  const { sensorId, time, temperature } = measurement;
  const ramp = rampOf(window, time);
  const noise = (1 - SHARE_LEFT) * noiseAt(window.seed, sensorId, time);
  const pulled = target + SHARE_LEFT * (Math.max(5, Math.min(35, temperature)) - 20) + noise;
  return { ...measurement, temperature: temperature * (1 - ramp) + pulled * ramp };
}

function warmer(measurement: Measurement, degrees: number): Measurement {
  return { ...measurement, temperature: measurement.temperature + degrees };
}

function startOfDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS;
}
