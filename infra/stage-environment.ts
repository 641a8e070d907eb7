import { z } from "zod";
import type { ExistingWarehouse, NewWarehouse, StageSettings } from "./stage-settings.ts";

/** A stage's setting in the environment can't be used. */
export class StageSettingsError extends Error {
  override readonly name = "StageSettingsError";
}

const PREFIX = "PIPELINE_";

const whole = (least: number, most: number) =>
  z.coerce
    .number(`must be a number from ${least} to ${most}`)
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

/** RPU steps: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html */
const rpu = whole(4, 512).refine((value) => value === 4 || value % 8 === 0, "must be 4 or a multiple of 8");

const list = z.string().transform((text) => text.split(",").map((item) => item.trim()));

const arn = (service: string) =>
  z.string().regex(new RegExp(`^arn:aws[a-z-]*:${service}:`), `must be an ARN of ${service}`);

/** Retention periods that CloudWatch Logs takes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const variables = {
  PIPELINE_SHARDS: z.union(
    [z.literal("on-demand"), whole(1, 500)],
    'must be a number of shards from 1 to 500, or "on-demand"',
  ),
  PIPELINE_RETENTION_HOURS: whole(24, 8760),
  PIPELINE_STREAM_KEY_ARN: arn("kms"),
  PIPELINE_REFRESH: z.union([z.literal("auto"), whole(1, 60)], 'must be "auto" or minutes from 1 to 60'),
  PIPELINE_SCHEDULES: z.enum(["on", "off"], 'must be "on" or "off"'),
  PIPELINE_PRODUCER_MINUTES: whole(1, 60),
  PIPELINE_ALERTS_MINUTES: whole(1, 60),
  PIPELINE_ALERT_WINDOW_SECONDS: whole(60, 86_400),
  PIPELINE_MINIMUM_RECORDS: whole(1, 1_000_000),
  PIPELINE_FRESHNESS_SECONDS: whole(30, 86_400),
  PIPELINE_HIGH_READINGS: whole(1, 1_000_000),
  PIPELINE_LOW_READINGS: whole(1, 1_000_000),
  PIPELINE_SENSORS_IN_ERROR: whole(1, 1_000_000),
  PIPELINE_INVALID_PERCENT: whole(0, 100),
  PIPELINE_ALARM_EMAIL: z.email("must be an e-mail address"),
  PIPELINE_LOG_RETENTION_DAYS: whole(1, 3653).refine(
    (days) => RETENTION_DAYS.includes(days),
    `must be one of ${RETENTION_DAYS.join(", ")}`,
  ),
  PIPELINE_BASE_RPU: rpu,
  PIPELINE_MAX_RPU: rpu,
  PIPELINE_DAILY_RPU_HOURS: whole(1, 100_000),
  PIPELINE_SUBNET_IDS: list,
  PIPELINE_SECURITY_GROUP_IDS: list,
  PIPELINE_WORKGROUP: z.string(),
  PIPELINE_CLUSTER: z.string(),
  PIPELINE_DATABASE: z.string(),
  PIPELINE_ADMIN_SECRET_ARN: arn("secretsmanager"),
  PIPELINE_READ_ROLE_ARN: arn("iam"),
};

const schema = z.strictObject(variables).partial();
type Given = z.infer<typeof schema>;

/**
 * A stage's settings with what the environment overrides. An empty variable counts as absent.
 * @throws {StageSettingsError} one sentence naming the variable, what is wrong with it and what is allowed.
 */
export function settingsWith(
  defaults: StageSettings,
  environment: Readonly<Record<string, string | undefined>>,
): StageSettings {
  const given = read(environment);
  const alertsMinutes = given.PIPELINE_ALERTS_MINUTES ?? defaults.alertsMinutes;
  const refresh = given.PIPELINE_REFRESH ?? defaults.refresh;
  const windowSeconds =
    given.PIPELINE_ALERT_WINDOW_SECONDS ?? Math.max(defaults.alerts.windowSeconds, alertsMinutes * 60);
  if (windowSeconds < alertsMinutes * 60) {
    throw new StageSettingsError(
      `PIPELINE_ALERT_WINDOW_SECONDS is ${windowSeconds}, shorter than the ${alertsMinutes * 60} s between two evaluations: readings in between would never count.`,
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

function read(environment: Readonly<Record<string, string | undefined>>): Given {
  const ours = Object.entries(environment).filter(([name, value]) => name.startsWith(PREFIX) && value);
  const parsed = schema.safeParse(Object.fromEntries(ours));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === "unrecognized_keys") {
    throw new StageSettingsError(
      `${issue.keys[0]} is not a setting of a stage. There are ${Object.keys(variables).join(", ")}.`,
    );
  }
  const name = String(issue?.path[0]);
  throw new StageSettingsError(`${name} is "${environment[name]}" but ${issue?.message}.`);
}

/** Two refreshes may pass before a record counts as late: one may be running, and the next brings it. */
function freshnessOf(refresh: StageSettings["refresh"], defaults: StageSettings): number {
  if (refresh === defaults.refresh) return defaults.thresholds.freshnessSeconds;
  return refresh === "auto" ? 120 : 2 * refresh * 60 + 120;
}

function warehouseOf(defaults: StageSettings["warehouse"], given: Given): NewWarehouse | ExistingWarehouse {
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

function newWarehouse(defaults: NewWarehouse, given: Given): NewWarehouse {
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

function needed(given: Given, name: keyof Given & `PIPELINE_${string}`): string {
  const value = given[name];
  if (typeof value === "string") return value;
  throw new StageSettingsError(`${name} is missing: an existing warehouse needs it beside its name.`);
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
