import type { StageSettings } from "./stage-settings.ts";
import { readStageVariables, StageSettingsError } from "./stage-variables.ts";
import { sensorsOf, thresholdsOf } from "./threshold-settings.ts";
import { warehouseOf } from "./warehouse-settings.ts";

/**
 * A stage's settings with what the environment overrides.
 * @throws {StageSettingsError} one sentence naming the variable, what is wrong with it and what is allowed.
 */
export function settingsWith(
  defaults: StageSettings,
  environment: Readonly<Record<string, string | undefined>>,
): StageSettings {
  const given = readStageVariables(environment);
  const alertsMinutes = given.PIPELINE_ALERTS_MINUTES ?? defaults.alertsMinutes;
  const refresh = given.PIPELINE_REFRESH ?? defaults.refresh;
  const windowSeconds =
    given.PIPELINE_ALERT_WINDOW_SECONDS ?? Math.max(defaults.alerts.windowSeconds, alertsMinutes * 60);
  if (windowSeconds < alertsMinutes * 60) {
    throw new StageSettingsError(
      `PIPELINE_ALERT_WINDOW_SECONDS is ${windowSeconds}, shorter than the ${alertsMinutes * 60} s between two evaluations: readings in between would never count.`,
    );
  }
  const temperature = {
    high: given.PIPELINE_TEMPERATURE_HIGH ?? defaults.temperature.high,
    low: given.PIPELINE_TEMPERATURE_LOW ?? defaults.temperature.low,
  };
  if (temperature.low >= temperature.high) {
    throw new StageSettingsError(
      `PIPELINE_TEMPERATURE_LOW is ${temperature.low} and PIPELINE_TEMPERATURE_HIGH ${temperature.high}: low must be less.`,
    );
  }
  const warehouse = warehouseOf(defaults.warehouse, given);
  return {
    ...defaults,
    stream: {
      shards: given.PIPELINE_SHARDS ?? defaults.stream.shards,
      retentionHours: given.PIPELINE_RETENTION_HOURS ?? defaults.stream.retentionHours,
      ...present("keyArn", given.PIPELINE_STREAM_KEY_ARN),
    },
    warehouse,
    refresh,
    retention: {
      keepHours: given.PIPELINE_KEEP_HOURS ?? defaults.retention.keepHours,
      everyHours: given.PIPELINE_RETENTION_EVERY_HOURS ?? defaults.retention.everyHours,
      archive: isOn(given.PIPELINE_ARCHIVE, defaults.retention.archive),
    },
    schedulesEnabled: isOn(given.PIPELINE_SCHEDULES, defaults.schedulesEnabled),
    producerMinutes: given.PIPELINE_PRODUCER_MINUTES ?? defaults.producerMinutes,
    alertsMinutes,
    alerts: { windowSeconds, minimumRecords: given.PIPELINE_MINIMUM_RECORDS ?? defaults.alerts.minimumRecords },
    temperature,
    sensors: sensorsOf(defaults, given),
    thresholds: thresholdsOf({ ...defaults, refresh, warehouse }, given, freshnessOf(refresh, defaults)),
    ...present("alarmEmail", given.PIPELINE_ALARM_EMAIL),
    logRetentionDays: given.PIPELINE_LOG_RETENTION_DAYS ?? defaults.logRetentionDays,
  };
}

function isOn(given: "on" | "off" | undefined, otherwise: boolean): boolean {
  return given === undefined ? otherwise : given === "on";
}

/** Two refreshes may pass before a record counts as late: one may be running, and the next brings it. */
function freshnessOf(refresh: StageSettings["refresh"], defaults: StageSettings): number {
  if (refresh === defaults.refresh) return defaults.thresholds.freshnessSeconds;
  return refresh === "auto" ? 120 : 2 * refresh * 60 + 120;
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
