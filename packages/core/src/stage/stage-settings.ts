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
    /** `PIPELINE_SHARDS`: a number of shards (0.015 an hour each), or `on-demand` (0.04 an hour, and by the GB). */
    readonly shards: number | "on-demand";
    /** `PIPELINE_RETENTION_HOURS`: 24 to 8760. Above 24 a shard costs 0.02 an hour more; it is the time an outage may last. */
    readonly retentionHours: number;
    /** `PIPELINE_STREAM_KEY_ARN`: a customer key (1 a month and by request); the AWS-managed key, which is free, otherwise. */
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
  readonly thresholds: {
    /** `PIPELINE_FRESHNESS_SECONDS`: age of unseen records above which data is stale. */
    readonly freshnessSeconds: number;
    /** `PIPELINE_HIGH_READINGS`, `PIPELINE_LOW_READINGS`: so many readings of the category in the window are an alarm. */
    readonly highReadings: number;
    readonly lowReadings: number;
    /** `PIPELINE_SENSORS_IN_ERROR`: so many sensors with status ERROR are an alarm. */
    readonly sensorsInError: number;
    /** `PIPELINE_INVALID_PERCENT`: share of unusable records above which there is an alarm. */
    readonly invalidPercent: number;
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
  /** `PIPELINE_ADMIN_SECRET_ARN`: Secrets Manager secret of a superuser, as Redshift itself keeps it. */
  readonly adminSecretArn: string;
  /** `PIPELINE_READ_ROLE_ARN`: may read the stream, and is associated with the warehouse already. */
  readonly readRoleArn: string;
}

/** Memory of each function; Lambda bills it by the second. */
export const FUNCTION_MEMORY_MB = 256;

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
  thresholds: { freshnessSeconds: 900, highReadings: 1, lowReadings: 1, sensorsInError: 1, invalidPercent: 5 },
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
  thresholds: { freshnessSeconds: 120, highReadings: 1, lowReadings: 1, sensorsInError: 1, invalidPercent: 5 },
  logRetentionDays: 90,
  isProduction: true,
};

export function defaultSettings(stage: string): StageSettings {
  return stage === "production" ? PRODUCTION : DEVELOPMENT;
}
