import type { SensorStatus } from "./reading.ts";
import { smoothNoise, uniform } from "./seeded.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a status holds at least. Each sensor's slots begin at a time of its own, so they don't change together. */
const STATUS_SLOT_MS = HOUR_MS;

/** Chance of each status in one slot: twenty sensors see an ERROR about every other day. */
const STATUS_CHANCES: readonly (readonly [SensorStatus, number])[] = [
  ["ERROR", 0.001],
  ["MAINTENANCE", 0.004],
  ["CALIBRATING", 0.004],
  ["INACTIVE", 0.004],
];

/** Once in a while a sensor stands in the sun or in a draught: at most once in a slot, for half of it. */
const EXCURSION_SLOT_MS = 6 * HOUR_MS;
const EXCURSION_CHANCE = 0.002;
const EXCURSION_DEGREES = 30;

/**
 * Temperature of one sensor at one time in degrees Celsius, not rounded: its own level, the day's curve (warmest in
 * the afternoon, UTC), a drift over days, small noise, and a rare excursion. Without an excursion it stays within
 * 4 and 36, so that a HIGH or LOW means something.
 * @param time milliseconds since the epoch
 */
export function temperatureAt(seed: number, sensorId: number, time: number): number {
  const level = 14 + 12 * uniform(seed, sensorId, "level");
  const swing = 2 + 4 * uniform(seed, sensorId, "swing");
  const warmestAt = (13 + 3 * uniform(seed, sensorId, "warmest")) * HOUR_MS;
  const dayCurve = swing * Math.cos((2 * Math.PI * (time - warmestAt)) / DAY_MS);
  const drift = 1.5 * smoothNoise(time / (3 * DAY_MS), seed, sensorId, "drift");
  const weather = 1.5 * smoothNoise(time / (2 * HOUR_MS), seed, sensorId, "weather");
  return level + dayCurve + drift + weather + noiseAt(seed, sensorId, time) + excursionAt(seed, sensorId, time);
}

/**
 * What moves a sensor from one reading to the next, in degrees: without it a sensor looks stuck.
 * @param time milliseconds since the epoch
 */
export function noiseAt(seed: number, sensorId: number, time: number): number {
  return 0.3 * smoothNoise(time / 20_000, seed, sensorId, "noise");
}

/**
 * Status of one sensor at one time: ACTIVE nearly always, another one for whole hours.
 * @param time milliseconds since the epoch
 */
export function statusAt(seed: number, sensorId: number, time: number): SensorStatus {
  const offset = STATUS_SLOT_MS * uniform(seed, sensorId, "status offset");
  const slot = Math.floor((time + offset) / STATUS_SLOT_MS);
  let dice = uniform(seed, sensorId, "status", slot);
  for (const [status, chance] of STATUS_CHANCES) {
    if (dice < chance) return status;
    dice -= chance;
  }
  return "ACTIVE";
}

function excursionAt(seed: number, sensorId: number, time: number): number {
  const slot = Math.floor(time / EXCURSION_SLOT_MS);
  if (uniform(seed, sensorId, "excursion", slot) >= EXCURSION_CHANCE) return 0;
  const direction = uniform(seed, sensorId, "excursion direction", slot) < 0.7 ? 1 : -1;
  const progress = time / EXCURSION_SLOT_MS - slot;
  return direction * EXCURSION_DEGREES * Math.max(0, Math.sin(2 * Math.PI * progress));
}
