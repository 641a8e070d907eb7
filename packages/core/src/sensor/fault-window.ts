import { uniform } from "./seeded.ts";

/** Where and when one scenario acts, resolved for a batch. */
export interface FaultWindow {
  readonly seed: number;
  /** Milliseconds since the epoch; -Infinity when the scenario has no beginning. */
  readonly from: number;
  /** Milliseconds since the epoch, exclusive; Infinity when it has no end. */
  readonly until: number;
  /** The sensors asked for, if any. */
  readonly sensors: ReadonlySet<number> | undefined;
  /** All sensors of the batch. */
  readonly fleet: readonly number[];
}

/** Every sensor, unless some were asked for. */
export function allSensors(window: FaultWindow, sensorId: number): boolean {
  return window.sensors?.has(sensorId) ?? true;
}

/** One sensor of the fleet, chosen by the seed and `fault`, unless some were asked for. */
export function oneSensor(fault: string): (window: FaultWindow, sensorId: number) => boolean {
  return (window, sensorId) => {
    if (window.sensors) return window.sensors.has(sensorId);
    return sensorId === window.fleet[Math.floor(uniform(window.seed, fault) * window.fleet.length)];
  };
}

/** From 0 at the edges of a bounded window to 1 over its first and last tenth; 1 towards a side without a bound. */
export function rampOf(window: FaultWindow, time: number): number {
  const tenth = (window.until - window.from) / 10;
  if (!Number.isFinite(tenth)) return 1;
  return Math.max(0, Math.min(1, (time - window.from) / tenth, (window.until - time) / tenth));
}
