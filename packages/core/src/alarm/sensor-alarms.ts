import type { MetricKey } from "../metric/metrics.ts";
import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmContext, landedRule } from "./alarm-rules.ts";

type SensorAlarm = Pick<AlarmDefinition, "key" | "title" | "meaning" | "threshold" | "source"> & {
  readonly metric: MetricKey;
  /** What a sensor has to be so for before it counts. */
  readonly afterSeconds: number;
};

/**
 * Alarms on what the sensors say. Which sensors are high, low, silent or stuck is for the view sensor_states to tell, by
 * thresholds that are data; an alarm counts them. Stale data gives no datapoint: then they are unknown, and never OK.
 */
export function sensorAlarms({ settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const { sensorsHigh, sensorsLow, sensorsInError, sensorsSilent, sensorsStuck } = settings.thresholds;
  const { holdSeconds, silentSeconds, stuckReadings, stuckSeconds } = settings.sensors;
  const intervalSeconds = settings.producerMinutes * 60;
  const alarms: readonly SensorAlarm[] = [
    {
      key: "temperature-high",
      title: "Temperature high",
      meaning: `${sensorsHigh} or more sensors went above their upper threshold and have not come back by the hysteresis.`,
      source: "PIPELINE_SENSORS_HIGH; the threshold itself is PIPELINE_TEMPERATURE_HIGH, 40 degrees in the sample",
      threshold: sensorsHigh,
      metric: "sensorsHigh",
      afterSeconds: holdSeconds,
    },
    {
      key: "temperature-low",
      title: "Temperature low",
      meaning: `${sensorsLow} or more sensors went below their lower threshold and have not come back by the hysteresis.`,
      source: "PIPELINE_SENSORS_LOW; the threshold itself is PIPELINE_TEMPERATURE_LOW, 0 degrees in the sample",
      threshold: sensorsLow,
      metric: "sensorsLow",
      afterSeconds: holdSeconds,
    },
    {
      key: "sensors-in-error",
      title: "Sensors in error",
      meaning: `The newest reading of ${sensorsInError} or more sensors says ERROR.`,
      source: "PIPELINE_SENSORS_IN_ERROR",
      threshold: sensorsInError,
      metric: "sensorsInError",
      afterSeconds: 0,
    },
    {
      key: "sensors-silent",
      title: "Sensors silent",
      meaning: `${sensorsSilent} or more sensors that used to send have fallen silent, while others send.`,
      source: "PIPELINE_SENSORS_SILENT; how long is PIPELINE_SILENT_SECONDS",
      threshold: sensorsSilent,
      metric: "sensorsSilent",
      // Counted by the newest reading of the others.
      afterSeconds: silentSeconds + intervalSeconds,
    },
    {
      key: "sensors-stuck",
      title: "Sensors stuck",
      meaning: `${sensorsStuck} or more sensors repeat one and the same temperature.`,
      source: "PIPELINE_SENSORS_STUCK; how often is PIPELINE_STUCK_READINGS and PIPELINE_STUCK_SECONDS",
      threshold: sensorsStuck,
      metric: "sensorsStuck",
      afterSeconds: Math.max(stuckSeconds, stuckReadings * intervalSeconds) + intervalSeconds,
    },
  ];
  const landed = landedRule(settings);
  return alarms.map(({ metric, afterSeconds, ...alarm }) => ({
    ...alarm,
    hop: "sensors",
    lookAt: "sql/queries/sensor-states.sql",
    metrics: { m: metrics.own(metric) },
    ...landed,
    comparison: "GreaterThanOrEqualToThreshold",
    notifies: "itself",
    detectionSeconds: afterSeconds + landed.detectionSeconds,
  }));
}
