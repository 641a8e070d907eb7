import { z } from "zod";
import { DEFAULT_THRESHOLDS } from "../setup/thresholds.ts";

/** A stage's setting in the environment can't be used. */
export class StageSettingsError extends Error {
  override readonly name = "StageSettingsError";
}

const PREFIX = "PIPELINE_";

/** Decimal digits only: `1e2` or a blank is a mistake and not a number. */
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

/** RPU steps: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html */
const rpu = whole(4, 512).refine((value) => value === 4 || value % 8 === 0, "must be 4 or a multiple of 8");

/** Inside what a sensor can measure: beyond it, a category could never come about. */
const degrees = z
  .string()
  .regex(/^-?\d+([.]\d)?$/, "must be a number of degrees with at most one decimal")
  .transform(Number)
  .pipe(
    z
      .number()
      .min(DEFAULT_THRESHOLDS.plausibleFrom, `must be at least ${DEFAULT_THRESHOLDS.plausibleFrom}`)
      .max(DEFAULT_THRESHOLDS.plausibleTo, `must be at most ${DEFAULT_THRESHOLDS.plausibleTo}`),
  );

const ids = (prefix: "subnet" | "sg") =>
  z
    .string()
    .transform((text) => text.split(",").map((item) => item.trim()))
    .pipe(
      z.array(
        z.string().regex(new RegExp(`^${prefix}-[0-9a-f]+$`), `must be ids such as ${prefix}-0a1b2c3d, with commas`),
      ),
    );

const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::[0-9]{12}:role\/.+$/, "must be the whole ARN of a role");

/** Of the key itself: a policy names no key by its alias (https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html). */
const keyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[a-zA-Z0-9-]+$/,
    "must be the whole ARN of a key, with key/ and its id: an alias gives nobody the use of it",
  );

/** With the six characters that Secrets Manager adds to the name: a policy without them is of no secret. */
const secretArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+-[a-zA-Z0-9]{6}$/,
    "must be the whole ARN of a secret, with the six characters at its end",
  );

/** Names as Redshift takes them: https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateWorkgroup.html */
const warehouseName = z.string().regex(/^[a-z0-9-]{1,64}$/, "must be lower-case letters, digits and hyphens");

const database = z.string().regex(/^[a-z_][a-z0-9_$-]{0,63}$/, "must be the name of a database");

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
  PIPELINE_STREAM_KEY_ARN: keyArn,
  PIPELINE_REFRESH: z.union([z.literal("auto"), whole(1, 60)], 'must be "auto" or minutes from 1 to 60'),
  PIPELINE_KEEP_HOURS: whole(24, 8760),
  PIPELINE_RETENTION_EVERY_HOURS: whole(1, 24).refine(
    (hours) => 24 % hours === 0,
    "must divide a day: 1, 2, 3, 4, 6, 8, 12 or 24",
  ),
  PIPELINE_ARCHIVE: z.enum(["on", "off"], 'must be "on" or "off"'),
  PIPELINE_SCHEDULES: z.enum(["on", "off"], 'must be "on" or "off"'),
  PIPELINE_PRODUCER_MINUTES: whole(1, 60),
  PIPELINE_ALERTS_MINUTES: whole(1, 60),
  PIPELINE_ALERT_WINDOW_SECONDS: whole(60, 86_400),
  PIPELINE_MINIMUM_RECORDS: whole(1, 1_000_000),
  PIPELINE_FRESHNESS_SECONDS: whole(30, 86_400),
  PIPELINE_TEMPERATURE_HIGH: degrees,
  PIPELINE_TEMPERATURE_LOW: degrees,
  PIPELINE_HYSTERESIS: z
    .string()
    .regex(/^\d+([.]\d)?$/, "must be a number of degrees from 0 to 100 with at most one decimal")
    .transform(Number)
    .pipe(z.number().max(100, "must be at most 100")),
  PIPELINE_HOLD_SECONDS: whole(0, 86_400),
  PIPELINE_SILENT_SECONDS: whole(0, 86_400),
  PIPELINE_STUCK_READINGS: whole(0, 1_000_000),
  PIPELINE_STUCK_SECONDS: whole(0, 86_400),
  PIPELINE_FAILED_PERCENT: whole(0, 100),
  PIPELINE_LATENCY_SECONDS: whole(1, 86_400),
  PIPELINE_INVALID_PERCENT: whole(0, 100),
  PIPELINE_DUPLICATE_PERCENT: whole(0, 100),
  PIPELINE_SENSORS_HIGH: whole(1, 1_000_000),
  PIPELINE_SENSORS_LOW: whole(1, 1_000_000),
  PIPELINE_SENSORS_IN_ERROR: whole(1, 1_000_000),
  PIPELINE_SENSORS_SILENT: whole(1, 1_000_000),
  PIPELINE_SENSORS_STUCK: whole(1, 1_000_000),
  PIPELINE_HOURLY_RPU_HOURS: whole(1, 100_000),
  PIPELINE_ALARM_EMAIL: z.email("must be an e-mail address"),
  PIPELINE_LOG_RETENTION_DAYS: whole(1, 3653).refine(
    (days) => RETENTION_DAYS.includes(days),
    `must be one of ${RETENTION_DAYS.join(", ")}`,
  ),
  PIPELINE_BASE_RPU: rpu,
  PIPELINE_MAX_RPU: rpu,
  PIPELINE_DAILY_RPU_HOURS: whole(1, 100_000),
  PIPELINE_SUBNET_IDS: ids("subnet"),
  PIPELINE_SECURITY_GROUP_IDS: ids("sg"),
  PIPELINE_WORKGROUP: warehouseName,
  PIPELINE_CLUSTER: warehouseName,
  PIPELINE_DATABASE: database,
  PIPELINE_ADMIN_SECRET_ARN: secretArn,
  PIPELINE_READ_ROLE_ARN: roleArn,
};

const schema = z.strictObject(variables).partial();
export type StageVariables = z.infer<typeof schema>;

/**
 * The variables of the environment that set a stage's settings. An empty one counts as absent.
 * @throws {StageSettingsError} one sentence naming the variable, what is wrong with it and what is allowed.
 */
export function readStageVariables(environment: Readonly<Record<string, string | undefined>>): StageVariables {
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
