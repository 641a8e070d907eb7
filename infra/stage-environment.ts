import type { ExistingWarehouse, NewWarehouse, StageSettings } from "./stage-settings.ts";
import { readStageVariables, StageSettingsError, type StageVariables } from "./stage-variables.ts";

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
  const { thresholds } = defaults;
  return {
    ...defaults,
    stream: {
      shards: given.PIPELINE_SHARDS ?? defaults.stream.shards,
      retentionHours: given.PIPELINE_RETENTION_HOURS ?? defaults.stream.retentionHours,
      ...present("keyArn", given.PIPELINE_STREAM_KEY_ARN),
    },
    warehouse: warehouseOf(defaults.warehouse, given),
    refresh,
    schedulesEnabled: given.PIPELINE_SCHEDULES ? given.PIPELINE_SCHEDULES === "on" : defaults.schedulesEnabled,
    producerMinutes: given.PIPELINE_PRODUCER_MINUTES ?? defaults.producerMinutes,
    alertsMinutes,
    alerts: { windowSeconds, minimumRecords: given.PIPELINE_MINIMUM_RECORDS ?? defaults.alerts.minimumRecords },
    temperature,
    thresholds: {
      freshnessSeconds: given.PIPELINE_FRESHNESS_SECONDS ?? freshnessOf(refresh, defaults),
      highReadings: given.PIPELINE_HIGH_READINGS ?? thresholds.highReadings,
      lowReadings: given.PIPELINE_LOW_READINGS ?? thresholds.lowReadings,
      sensorsInError: given.PIPELINE_SENSORS_IN_ERROR ?? thresholds.sensorsInError,
      invalidPercent: given.PIPELINE_INVALID_PERCENT ?? thresholds.invalidPercent,
    },
    ...present("alarmEmail", given.PIPELINE_ALARM_EMAIL),
    logRetentionDays: given.PIPELINE_LOG_RETENTION_DAYS ?? defaults.logRetentionDays,
  };
}

/** Two refreshes may pass before a record counts as late: one may be running, and the next brings it. */
function freshnessOf(refresh: StageSettings["refresh"], defaults: StageSettings): number {
  if (refresh === defaults.refresh) return defaults.thresholds.freshnessSeconds;
  return refresh === "auto" ? 120 : 2 * refresh * 60 + 120;
}

function warehouseOf(defaults: StageSettings["warehouse"], given: StageVariables): NewWarehouse | ExistingWarehouse {
  const { PIPELINE_WORKGROUP: workgroup, PIPELINE_CLUSTER: cluster } = given;
  if (workgroup && cluster) {
    throw new StageSettingsError("PIPELINE_WORKGROUP and PIPELINE_CLUSTER are both given: a stage has one warehouse.");
  }
  if (!workgroup && !cluster) return defaults.kind === "new" ? newWarehouse(defaults, given) : defaults;
  return {
    kind: "existing",
    target: workgroup ? { workgroup } : { cluster: cluster ?? "" },
    database: needed(given, "PIPELINE_DATABASE"),
    adminSecretArn: needed(given, "PIPELINE_ADMIN_SECRET_ARN"),
    readRoleArn: needed(given, "PIPELINE_READ_ROLE_ARN"),
  };
}

function newWarehouse(defaults: NewWarehouse, given: StageVariables): NewWarehouse {
  const baseRpu = given.PIPELINE_BASE_RPU ?? defaults.baseRpu;
  const maxRpu = given.PIPELINE_MAX_RPU ?? Math.max(defaults.maxRpu, baseRpu);
  if (maxRpu < baseRpu) {
    throw new StageSettingsError(`PIPELINE_MAX_RPU is ${maxRpu}, less than the base capacity of ${baseRpu} RPU.`);
  }
  const { PIPELINE_SUBNET_IDS: subnetIds, PIPELINE_SECURITY_GROUP_IDS: securityGroupIds } = given;
  if (Boolean(subnetIds) !== Boolean(securityGroupIds)) {
    throw new StageSettingsError(
      "PIPELINE_SUBNET_IDS and PIPELINE_SECURITY_GROUP_IDS belong together: give both or neither.",
    );
  }
  const dailyRpuHours = given.PIPELINE_DAILY_RPU_HOURS ?? defaults.dailyRpuHours;
  const network = subnetIds && securityGroupIds ? { network: { subnetIds, securityGroupIds } } : {};
  return { ...defaults, baseRpu, maxRpu, dailyRpuHours, ...network };
}

function needed(given: StageVariables, name: keyof StageVariables & `PIPELINE_${string}`): string {
  const value = given[name];
  if (typeof value === "string") return value;
  throw new StageSettingsError(`${name} is missing: an existing warehouse needs it beside its name.`);
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
