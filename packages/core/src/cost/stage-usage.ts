import { alarmsOf } from "../alarm/alarms.ts";
import { METRICS } from "../metric/metrics.ts";
import { namesOf } from "../names.ts";
import { FUNCTION_MEMORY_MB, type StageSettings } from "../stage/stage-settings.ts";
import { HOURS_PER_MONTH, type UsageLine } from "./cost-line.ts";
import { streamUsage } from "./stream-usage.ts";
import { warehouseUsage } from "./warehouse-usage.ts";

/** What the settings don't say, and somebody has to assume. */
export interface CostAssumptions {
  /** Of the stream; what the stage's own producer sends otherwise. */
  readonly recordsPerSecond: number;
  readonly recordBytes: number;
}

/** Readings of one batch of the stage's own producer: its sensors. */
const READINGS_PER_BATCH = 20;
/** A reading as JSON, with its key. */
const RECORD_BYTES = 190;

const GB = 1024 ** 3;
const PRODUCER_SECONDS = 1;
const ALERTS_SECONDS = 3;
/** What an invocation or an execution writes into its log group. */
const LOG_BYTES = 2_048;
/** While a statement runs, an execution waits a second, looks and decides. */
const TRANSITIONS_PER_SECOND = 3;
const REFRESH_SECONDS = 5;
const RETENTION_SECONDS = 10;
/** The states before and after. */
const OTHER_TRANSITIONS = 3;
/** Kinesis asks KMS for each user of the stream about every five minutes; one writes and one reads. */
const KEY_REQUESTS_PER_HOUR = 2 * 12;
const ZONES = 3;

/** What is assumed beside the flow, in a person's words. */
export const ASSUMED = [
  `a batch takes the producer's function ${PRODUCER_SECONDS} s and an evaluation the alerts' ${ALERTS_SECONDS} s`,
  `a refresh takes ${REFRESH_SECONDS} s and a retention ${RETENTION_SECONDS} s of waiting; each wakes the workgroup for its minute alone`,
  "the stream is read once; nobody queries beside the stage itself",
  "no free tier, no mail, no queue that fills, no data transfer",
] as const;

export function defaultAssumptions({ producerMinutes }: StageSettings): CostAssumptions {
  return { recordsPerSecond: READINGS_PER_BATCH / (producerMinutes * 60), recordBytes: RECORD_BYTES };
}

/**
 * What a stage uses in a month of 730 hours, by its settings. With its schedules off nothing is produced, refreshed and
 * evaluated, and what it costs is what merely stands there.
 */
export function monthlyUsage(settings: StageSettings, assumptions: CostAssumptions): readonly UsageLine[] {
  const on = settings.schedulesEnabled;
  const flow = on ? assumptions : { ...assumptions, recordsPerSecond: 0 };
  const perMonth = (minutes: number) => (on ? (60 / minutes) * HOURS_PER_MONTH : 0);
  const batches = perMonth(settings.producerMinutes);
  const evaluations = perMonth(settings.alertsMinutes);
  const refreshes = settings.refresh === "auto" ? 0 : perMonth(settings.refresh);
  const retentions = perMonth(settings.retention.everyHours * 60);
  const runs = batches + evaluations + refreshes + retentions;
  const gbSeconds = (batches * PRODUCER_SECONDS + evaluations * ALERTS_SECONDS) * (FUNCTION_MEMORY_MB / 1024);
  const transitions = refreshes * transitionsOf(REFRESH_SECONDS) + retentions * transitionsOf(RETENTION_SECONDS);
  const logsGb = (runs * LOG_BYTES) / GB;
  const keptLogsGb = (logsGb * settings.logRetentionDays * 24) / HOURS_PER_MONTH;
  // Billed by the metric, and an alarm on maths has several.
  const alarmMetrics = alarmsOf(namesOf("any"), settings).reduce(
    (sum, { metrics }) => sum + Object.keys(metrics).length,
    0,
  );
  const isNew = settings.warehouse.kind === "new";
  const hasEndpoint = settings.warehouse.kind === "new" && settings.warehouse.network === undefined;
  const streamGb = (flow.recordsPerSecond * flow.recordBytes * 3_600 * HOURS_PER_MONTH) / GB;
  return [
    ...streamUsage(settings.stream, flow),
    ...warehouseUsage(settings, flow),
    { service: "Lambda", item: "invocations", quantity: (batches + evaluations) / 1e6, price: "lambdaRequests" },
    { service: "Lambda", item: "compute", quantity: gbSeconds, price: "lambdaGbSecond" },
    { service: "Scheduler", item: "invocations", quantity: runs / 1e6, price: "schedulerInvocations" },
    { service: "Step Functions", item: "state transitions", quantity: transitions / 1e3, price: "stateTransitions" },
    {
      service: "CloudWatch",
      item: "custom metrics",
      // A metric that nobody publishes costs nothing.
      quantity: on ? Object.keys(METRICS).length : 0,
      price: "metricMonth",
    },
    { service: "CloudWatch", item: "alarms, by their metrics", quantity: alarmMetrics, price: "alarmMetricMonth" },
    { service: "CloudWatch", item: "composite alarm", quantity: 1, price: "compositeAlarmMonth" },
    { service: "CloudWatch", item: "dashboard", quantity: 1, price: "dashboardMonth" },
    {
      service: "CloudWatch",
      item: "PutMetricData, GetMetricData",
      quantity: (batches + 2 * evaluations) / 1e3,
      price: "metricRequests",
    },
    { service: "CloudWatch", item: "logs written", quantity: logsGb, price: "logsGbIn" },
    { service: "CloudWatch", item: "logs kept", quantity: keptLogsGb, price: "logsGbMonth" },
    { service: "Secrets Manager", item: "the admin's secret", quantity: isNew ? 1 : 0, price: "secretMonth" },
    {
      service: "Secrets Manager",
      item: "requests",
      // Each statement that is run with the secret reads it.
      quantity: (refreshes + retentions) / 1e4,
      price: "secretRequests",
    },
    { service: "KMS", item: "customer key", quantity: settings.stream.keyArn === undefined ? 0 : 1, price: "keyMonth" },
    {
      service: "KMS",
      item: "requests",
      quantity: on ? (KEY_REQUESTS_PER_HOUR * HOURS_PER_MONTH) / 1e4 : 0,
      price: "keyRequests",
    },
    {
      service: "VPC endpoint",
      item: `Kinesis, ${ZONES} zones`,
      quantity: hasEndpoint ? ZONES * HOURS_PER_MONTH : 0,
      price: "endpointHour",
    },
    { service: "VPC endpoint", item: "data", quantity: hasEndpoint ? streamGb : 0, price: "endpointGb" },
  ];
}

function transitionsOf(seconds: number): number {
  return OTHER_TRANSITIONS + TRANSITIONS_PER_SECOND * seconds;
}
