/**
 * Every setting of a stage, with the defaults of a development and of a production stage. A setting can be overridden
 * by the environment variable in its comment (read in stage-environment.ts); nothing else of the environment counts.
 *
 * Prices are those of us-east-1 in US dollars, from https://aws.amazon.com/<service>/pricing/ of the service named,
 * read in 2026 and rounded. Redshift Serverless is billed by the second with a minimum of 60 s for what wakes it, at
 * 0.375 an RPU-hour (https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-billing.html).
 */
export interface StageSettings {
  readonly stream: {
    /** `PIPELINE_SHARDS`: a number of shards (0.015 an hour each), or `on-demand` (0.04 an hour, and by the GB). Once deployed, at most doubled or halved at a time. */
    readonly shards: number | "on-demand";
    /** `PIPELINE_RETENTION_HOURS`: 24 to 8760. Above 24 a shard costs 0.02 an hour more; it is the time an outage may last. */
    readonly retentionHours: number;
    /** `PIPELINE_STREAM_KEY_ARN`: a customer key, not its alias (1 a month and by request), whose own policy leaves its use to the account's IAM policies; the AWS-managed key, which is free, otherwise. */
    readonly keyArn?: string;
  };
  readonly warehouse: NewWarehouse | ExistingWarehouse;
  /**
   * `PIPELINE_REFRESH`: `auto` (Redshift decides when, usually within seconds; a stream that never rests keeps the
   * workgroup awake: 4 RPU are 1.50 an hour) or minutes between refreshes by the owner's state machine (5 minutes keep
   * 4 RPU awake a fifth of the time: 0.30 an hour, and 0.13 a day for the executions).
   */
  readonly refresh: "auto" | number;
  /** How the landing view is kept small: an execution of the owner's machine lets old records leave. */
  readonly retention: {
    /** `PIPELINE_KEEP_HOURS`: 24, which is what the views show, to 8760; records that arrived longer ago leave. */
    readonly keepHours: number;
    /** `PIPELINE_RETENTION_EVERY_HOURS`: 1, 2, 3, 4, 6, 8, 12 or 24. Each wakes the workgroup for a minute: 0.03 at 4 RPU. */
    readonly everyHours: number;
    /** `PIPELINE_ARCHIVE`: `on` or `off`. On, what leaves is kept in sensor_records_archive (0.024 a GB and month). */
    readonly archive: boolean;
  };
  /** `PIPELINE_SCHEDULES`: `on` or `off`. Off, the stage produces, refreshes and evaluates nothing until it is wanted. */
  readonly schedulesEnabled: boolean;
  /** `PIPELINE_PRODUCER_MINUTES`: every minute is 43,800 invocations a month: 0.10 of Lambda, free for Scheduler. */
  readonly producerMinutes: number;
  /**
   * `PIPELINE_ALERTS_MINUTES`: minutes between evaluations, and the period of all alarms on what they publish. Each
   * wakes the workgroup for a minute: every 5 minutes costs 0.30 an hour at 4 RPU, every minute never lets it sleep.
   */
  readonly alertsMinutes: number;
  readonly alerts: {
    /** `PIPELINE_ALERT_WINDOW_SECONDS`: age of the readings that count; at least the time between two evaluations. */
    readonly windowSeconds: number;
    /** `PIPELINE_MINIMUM_RECORDS`: with fewer in the window, the share of invalid records means nothing. */
    readonly minimumRecords: number;
  };
  /** `PIPELINE_TEMPERATURE_HIGH`, `PIPELINE_TEMPERATURE_LOW`: above and below are HIGH and LOW, in degrees Celsius; set-up writes them as data. */
  readonly temperature: { readonly high: number; readonly low: number };
  /** When a sensor counts as what; set-up writes it as data, and a row of sensor_thresholds gives a sensor its own. */
  readonly sensors: {
    /** `PIPELINE_HYSTERESIS`: degrees by which a temperature has to come back before its sensor is no longer high or low. */
    readonly hysteresis: number;
    /** `PIPELINE_HOLD_SECONDS`: how long a sensor has to stay beyond a threshold before it counts. */
    readonly holdSeconds: number;
    /** `PIPELINE_SILENT_SECONDS`: how long others may send before a sensor that used to send is silent; 0 for never. */
    readonly silentSeconds: number;
    /** `PIPELINE_STUCK_READINGS`, `PIPELINE_STUCK_SECONDS`: so many equal temperatures over so long are stuck; 0 readings for never. */
    readonly stuckReadings: number;
    readonly stuckSeconds: number;
  };
  readonly thresholds: {
    /** `PIPELINE_FAILED_PERCENT`: share of records that the producer gives up above which there is an alarm. */
    readonly failedPercent: number;
    /** `PIPELINE_FRESHNESS_SECONDS`: age of unseen records above which data is stale. */
    readonly freshnessSeconds: number;
    /** `PIPELINE_LATENCY_SECONDS`: 95 of 100 readings shall land sooner; as much as freshness when it is not given. */
    readonly latencySeconds: number;
    /** `PIPELINE_INVALID_PERCENT`: share of unusable records above which there is an alarm. */
    readonly invalidPercent: number;
    /** `PIPELINE_DUPLICATE_PERCENT`: share of duplicates above which there is an alarm. */
    readonly duplicatePercent: number;
    /** `PIPELINE_SENSORS_HIGH`, `_LOW`, `_IN_ERROR`, `_SILENT`, `_STUCK`: so many sensors in that state are an alarm. */
    readonly sensorsHigh: number;
    readonly sensorsLow: number;
    readonly sensorsInError: number;
    readonly sensorsSilent: number;
    readonly sensorsStuck: number;
    /** `PIPELINE_HOURLY_RPU_HOURS`: what the workgroup may charge in an hour before there is an alarm. */
    readonly hourlyRpuHours: number;
  };
  /** `PIPELINE_ALARM_EMAIL`: subscribed to the alarms' topic; AWS asks that address to confirm. */
  readonly alarmEmail?: string;
  /** `PIPELINE_LOG_RETENTION_DAYS`: log groups are kept that long (0.03 a GB and month). */
  readonly logRetentionDays: number;
  readonly isProduction: boolean;
}

export interface NewWarehouse {
  readonly kind: "new";
  /** `PIPELINE_BASE_RPU`: 4, or a multiple of 8 up to 512. 4 is not offered in every region. */
  readonly baseRpu: number;
  /** `PIPELINE_MAX_RPU`: what it may scale to. */
  readonly maxRpu: number;
  /** `PIPELINE_DAILY_RPU_HOURS`: the most it may use in a day; 8 RPU-hours cost 3.00. */
  readonly dailyRpuHours: number;
  /** Beyond it, development stops answering queries until midnight UTC; production only writes a metric. */
  readonly beyondDailyLimit: "deactivate" | "emit-metric";
  /** `PIPELINE_SUBNET_IDS`, `PIPELINE_SECURITY_GROUP_IDS` (commas): given ones must have a route to Kinesis; a VPC is made otherwise. */
  readonly network?: { readonly subnetIds: string[]; readonly securityGroupIds: string[] };
}

export interface ExistingWarehouse {
  readonly kind: "existing";
  /** `PIPELINE_WORKGROUP` or `PIPELINE_CLUSTER`. */
  readonly target: { readonly workgroup: string } | { readonly cluster: string };
  /** `PIPELINE_DATABASE`. */
  readonly database: string;
  /** `PIPELINE_ADMIN_SECRET_ARN`: Secrets Manager secret of a superuser, as Redshift itself keeps it, encrypted by AWS's own key. */
  readonly adminSecretArn: string;
  /** `PIPELINE_READ_ROLE_ARN`: may read the stream, and is associated with the warehouse already. */
  readonly readRoleArn: string;
}

/** A workgroup that slept takes its time to answer; the next evaluation must not begin before. */
export const ALERTS_TIMEOUT_SECONDS = 60;

/** Memory of each function; Lambda bills it by the second. */
export const FUNCTION_MEMORY_MB = 256;

/** A sensor is worth a message wherever it stands; fleets of thousands will want more. */
const ONE_SENSOR = { sensorsHigh: 1, sensorsLow: 1, sensorsInError: 1, sensorsSilent: 1, sensorsStuck: 1 } as const;

const DEVELOPMENT: StageSettings = {
  stream: { shards: 1, retentionHours: 24 },
  warehouse: { kind: "new", baseRpu: 4, maxRpu: 8, dailyRpuHours: 8, beyondDailyLimit: "deactivate" },
  refresh: 5,
  retention: { keepHours: 24, everyHours: 6, archive: false },
  schedulesEnabled: false,
  producerMinutes: 1,
  alertsMinutes: 5,
  alerts: { windowSeconds: 600, minimumRecords: 20 },
  temperature: { high: 40, low: 0 },
  sensors: { hysteresis: 1, holdSeconds: 0, silentSeconds: 600, stuckReadings: 10, stuckSeconds: 600 },
  thresholds: {
    failedPercent: 1,
    freshnessSeconds: 900,
    latencySeconds: 900,
    invalidPercent: 5,
    duplicatePercent: 5,
    ...ONE_SENSOR,
    hourlyRpuHours: 4,
  },
  logRetentionDays: 7,
  isProduction: false,
};

/** Every alarm that pages is raised within five minutes, which only an evaluation every minute can keep. */
const PRODUCTION: StageSettings = {
  stream: { shards: "on-demand", retentionHours: 168 },
  warehouse: { kind: "new", baseRpu: 8, maxRpu: 32, dailyRpuHours: 256, beyondDailyLimit: "emit-metric" },
  refresh: "auto",
  retention: { keepHours: 24, everyHours: 6, archive: true },
  schedulesEnabled: true,
  producerMinutes: 1,
  alertsMinutes: 1,
  alerts: { windowSeconds: 300, minimumRecords: 20 },
  temperature: { high: 40, low: 0 },
  sensors: { hysteresis: 1, holdSeconds: 0, silentSeconds: 300, stuckReadings: 10, stuckSeconds: 600 },
  thresholds: {
    failedPercent: 1,
    freshnessSeconds: 120,
    latencySeconds: 120,
    invalidPercent: 5,
    duplicatePercent: 1,
    ...ONE_SENSOR,
    hourlyRpuHours: 16,
  },
  logRetentionDays: 90,
  isProduction: true,
};

export function defaultSettings(stage: string): StageSettings {
  return stage === "production" ? PRODUCTION : DEVELOPMENT;
}
