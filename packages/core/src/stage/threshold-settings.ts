import type { StageSettings } from "./stage-settings.ts";
import type { StageVariables } from "./stage-variables.ts";

/** When a sensor counts as what, with what the environment overrides. */
export function sensorsOf({ sensors }: StageSettings, given: StageVariables): StageSettings["sensors"] {
  return {
    hysteresis: given.PIPELINE_HYSTERESIS ?? sensors.hysteresis,
    holdSeconds: given.PIPELINE_HOLD_SECONDS ?? sensors.holdSeconds,
    silentSeconds: given.PIPELINE_SILENT_SECONDS ?? sensors.silentSeconds,
    stuckReadings: given.PIPELINE_STUCK_READINGS ?? sensors.stuckReadings,
    stuckSeconds: given.PIPELINE_STUCK_SECONDS ?? sensors.stuckSeconds,
  };
}

/**
 * The alarms' thresholds, with what the environment overrides.
 * @param freshness seconds, as they follow from the refresh when nobody gives them
 */
export function thresholdsOf(
  { thresholds, warehouse }: StageSettings,
  given: StageVariables,
  freshness: number,
): StageSettings["thresholds"] {
  const freshnessSeconds = given.PIPELINE_FRESHNESS_SECONDS ?? freshness;
  // A larger base capacity costs as much more by itself.
  const leastHourly = warehouse.kind === "new" ? warehouse.baseRpu : 0;
  return {
    failedPercent: given.PIPELINE_FAILED_PERCENT ?? thresholds.failedPercent,
    freshnessSeconds,
    latencySeconds: given.PIPELINE_LATENCY_SECONDS ?? freshnessSeconds,
    invalidPercent: given.PIPELINE_INVALID_PERCENT ?? thresholds.invalidPercent,
    duplicatePercent: given.PIPELINE_DUPLICATE_PERCENT ?? thresholds.duplicatePercent,
    sensorsHigh: given.PIPELINE_SENSORS_HIGH ?? thresholds.sensorsHigh,
    sensorsLow: given.PIPELINE_SENSORS_LOW ?? thresholds.sensorsLow,
    sensorsInError: given.PIPELINE_SENSORS_IN_ERROR ?? thresholds.sensorsInError,
    sensorsSilent: given.PIPELINE_SENSORS_SILENT ?? thresholds.sensorsSilent,
    sensorsStuck: given.PIPELINE_SENSORS_STUCK ?? thresholds.sensorsStuck,
    hourlyRpuHours: given.PIPELINE_HOURLY_RPU_HOURS ?? Math.max(thresholds.hourlyRpuHours, leastHourly),
  };
}
