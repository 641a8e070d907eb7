/** When a temperature is HIGH or LOW, and between what it is believed, in degrees Celsius with at most one decimal. */
export interface Thresholds {
  /** Above it is HIGH. */
  readonly high: number;
  /** Below it is LOW. */
  readonly low: number;
  /** Outside of these a reading is kept and marked as not valid. */
  readonly plausibleFrom: number;
  readonly plausibleTo: number;
}

/** Thresholds of every sensor that has no row of its own in sensor_thresholds. */
export const DEFAULT_THRESHOLDS: Thresholds = { high: 40, low: 0, plausibleFrom: -60, plausibleTo: 100 };
