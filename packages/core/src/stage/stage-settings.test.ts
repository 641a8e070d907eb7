import { expect, test } from "vitest";
import { settingsWith } from "./stage-environment.ts";
import { defaultSettings } from "./stage-settings.ts";
import { StageSettingsError } from "./stage-variables.ts";

const development = defaultSettings("dev");

test("without anything in the environment a stage has its defaults", () => {
  expect(settingsWith(development, { PATH: "/bin" })).toEqual(development);
  expect(settingsWith(defaultSettings("production"), {})).toEqual(defaultSettings("production"));
});

test("only the stage production is production", () => {
  expect(["dev", "production", "preview"].map((stage) => defaultSettings(stage).isProduction)).toEqual([
    false,
    true,
    false,
  ]);
});

test("an empty variable counts as absent", () => {
  expect(settingsWith(development, { PIPELINE_SHARDS: "" })).toEqual(development);
});

test("variables override what they name and nothing else", () => {
  const { stream, ...others } = settingsWith(development, { PIPELINE_SHARDS: "16", PIPELINE_RETENTION_HOURS: "48" });
  expect(stream).toEqual({ shards: 16, retentionHours: 48 });
  const { stream: _, ...defaults } = development;
  expect(others).toEqual(defaults);
});

test("the age at which data is stale follows from the refresh, unless it is given", () => {
  const freshness = (environment: Record<string, string>) =>
    settingsWith(development, environment).thresholds.freshnessSeconds;
  expect(freshness({})).toBe(900);
  expect(freshness({ PIPELINE_REFRESH: "auto" })).toBe(120);
  expect(freshness({ PIPELINE_REFRESH: "10" })).toBe(1320);
  expect(freshness({ PIPELINE_REFRESH: "10", PIPELINE_FRESHNESS_SECONDS: "60" })).toBe(60);
});

test("the window grows with the interval of evaluation, so that no reading falls between two", () => {
  expect(settingsWith(development, { PIPELINE_ALERTS_MINUTES: "15" }).alerts.windowSeconds).toBe(900);
});

test("the window's roll can be set: how long, how often, and whether what leaves is archived", () => {
  const { retention } = settingsWith(development, { PIPELINE_KEEP_HOURS: "48", PIPELINE_ARCHIVE: "on" });
  expect(retention).toEqual({ keepHours: 48, everyHours: 6, archive: true });
  expect(() => settingsWith(development, { PIPELINE_KEEP_HOURS: "23" })).toThrow("must be at least 24");
  expect(() => settingsWith(development, { PIPELINE_RETENTION_EVERY_HOURS: "5" })).toThrow("must divide a day");
});

test("an existing cluster is described whole", () => {
  expect(
    settingsWith(development, {
      PIPELINE_CLUSTER: "provisioned",
      PIPELINE_DATABASE: "dev",
      PIPELINE_ADMIN_SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:000000000000:secret:admin-AbCdEf",
      PIPELINE_READ_ROLE_ARN: "arn:aws:iam::000000000000:role/streams",
    }).warehouse,
  ).toEqual({
    kind: "existing",
    target: { cluster: "provisioned" },
    database: "dev",
    adminSecretArn: "arn:aws:secretsmanager:eu-west-1:000000000000:secret:admin-AbCdEf",
    readRoleArn: "arn:aws:iam::000000000000:role/streams",
  });
});

test.each([
  [{ PIPELINE_BASE_RPU: "12" }, 'PIPELINE_BASE_RPU is "12" but must be 4 or a multiple of 8.'],
  [{ PIPELINE_BASE_RPU: "16", PIPELINE_MAX_RPU: "8" }, "PIPELINE_MAX_RPU is 8, less than the base capacity of 16 RPU."],
  [{ PIPELINE_RETENTION_HOURS: "12" }, 'PIPELINE_RETENTION_HOURS is "12" but must be at least 24.'],
  [{ PIPELINE_ALERTS_MINUTES: "soon" }, 'PIPELINE_ALERTS_MINUTES is "soon" but must be a whole number from 1 to 60.'],
  [{ PIPELINE_SCHEDULES: "yes" }, 'PIPELINE_SCHEDULES is "yes" but must be "on" or "off".'],
  [{ PIPELINE_ALARM_EMAIL: "ops" }, 'PIPELINE_ALARM_EMAIL is "ops" but must be an e-mail address.'],
  [{ PIPELINE_LOG_RETENTION_DAYS: "8" }, 'PIPELINE_LOG_RETENTION_DAYS is "8" but must be one of 1, 3, 5, 7,'],
  [
    { PIPELINE_STREAM_KEY_ARN: "arn:aws:kms:eu-west-1:000000000000:alias/mine" },
    "must be the whole ARN of a key, with key/ and its id: an alias gives nobody the use of it.",
  ],
  [
    { PIPELINE_ADMIN_SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:000000000000:secret:admin" },
    "must be the whole ARN of a secret, with the six characters at its end.",
  ],
  [{ PIPELINE_READ_ROLE_ARN: "streams" }, "must be the whole ARN of a role."],
  [{ PIPELINE_SUBNET_IDS: "subnet-1" }, "PIPELINE_SUBNET_IDS and PIPELINE_SECURITY_GROUP_IDS belong together"],
  [{ PIPELINE_TEMPERATURE_LOW: "50" }, "PIPELINE_TEMPERATURE_LOW is 50 and PIPELINE_TEMPERATURE_HIGH 40"],
  [{ PIPELINE_ALERT_WINDOW_SECONDS: "60" }, "PIPELINE_ALERT_WINDOW_SECONDS is 60, shorter than the 300 s"],
  [{ PIPELINE_WORKGROUP: "a", PIPELINE_CLUSTER: "b" }, "PIPELINE_WORKGROUP and PIPELINE_CLUSTER are both given"],
  [{ PIPELINE_WORKGROUP: "a", PIPELINE_DATABASE: "dev" }, "PIPELINE_ADMIN_SECRET_ARN is missing"],
  [{ PIPELINE_DATABASE: "dev" }, "PIPELINE_DATABASE is given without PIPELINE_WORKGROUP or PIPELINE_CLUSTER"],
  [{ PIPELINE_WORKGROUP: "a", PIPELINE_BASE_RPU: "8" }, "PIPELINE_BASE_RPU is given beside an existing warehouse"],
  [{ PIPELINE_WORKGROUP: "My Group!" }, 'PIPELINE_WORKGROUP is "My Group!" but must be lower-case letters'],
  [{ PIPELINE_ADMIN_SECRET_ARN: "arn:aws:secretsmanager:" }, "must be the whole ARN of a secret"],
  [{ PIPELINE_SUBNET_IDS: "nonsense,," }, "must be ids such as subnet-0a1b2c3d"],
  [{ PIPELINE_INVALID_PERCENT: " " }, "must be a whole number from 0 to 100"],
  [{ PIPELINE_SHARDS: "1e2" }, "must be a number of shards from 1 to 500"],
  [{ PIPELINE_TEMPERATURE_HIGH: "1000000" }, "must be at most 100"],
  [{ PIPELINE_SPEED: "2" }, "PIPELINE_SPEED is not a setting of a stage. There are PIPELINE_SHARDS,"],
])("%o is refused in one sentence", (environment, message) => {
  const settings = () => settingsWith(development, environment);
  expect(settings).toThrow(StageSettingsError);
  expect(settings).toThrow(message);
});
