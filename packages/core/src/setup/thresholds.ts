/** When a sensor counts as what, in degrees Celsius with at most one decimal, and in seconds: a row of sensor_thresholds. */
export interface Thresholds {
  /** Above it is HIGH. */
  readonly high: number;
  /** Below it is LOW. */
  readonly low: number;
  /** Outside of these a reading is kept and marked as not valid. */
  readonly plausibleFrom: number;
  readonly plausibleTo: number;
  /** Degrees by which a temperature has to come back before its sensor is no longer high or low. */
  readonly hysteresis: number;
  /** How long a sensor has to stay beyond a threshold before it counts. */
  readonly holdSeconds: number;
  /** How long others may send before a sensor that used to send counts as silent; 0 for never. */
  readonly silentSeconds: number;
  /** So many equal temperatures, over at least so long, are those of a stuck sensor; 0 readings for never. */
  readonly stuckReadings: number;
  readonly stuckSeconds: number;
}

/** Thresholds of every sensor that has no row of its own in sensor_thresholds. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  high: 40,
  low: 0,
  plausibleFrom: -60,
  plausibleTo: 100,
  hysteresis: 1,
  holdSeconds: 0,
  silentSeconds: 600,
  stuckReadings: 10,
  stuckSeconds: 600,
};

/** Values of the variables of sql/setup/default-thresholds.sql. */
export function thresholdValues(thresholds: Thresholds) {
  return {
    temperature_high: thresholds.high,
    temperature_low: thresholds.low,
    plausible_from: thresholds.plausibleFrom,
    plausible_to: thresholds.plausibleTo,
    hysteresis: thresholds.hysteresis,
    hold_seconds: thresholds.holdSeconds,
    silent_seconds: thresholds.silentSeconds,
    stuck_readings: thresholds.stuckReadings,
    stuck_seconds: thresholds.stuckSeconds,
  };
}
