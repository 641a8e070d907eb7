const KINESIS = "https://aws.amazon.com/kinesis/data-streams/pricing/";
const REDSHIFT = "https://aws.amazon.com/redshift/pricing/";
const CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/";
const LAMBDA = "https://aws.amazon.com/lambda/pricing/";
const STEP_FUNCTIONS = "https://aws.amazon.com/step-functions/pricing/";
const EVENTBRIDGE = "https://aws.amazon.com/eventbridge/pricing/";
const SECRETS = "https://aws.amazon.com/secrets-manager/pricing/";
const KMS = "https://aws.amazon.com/kms/pricing/";
const PRIVATELINK = "https://aws.amazon.com/privatelink/pricing/";

/** The one region of the table. */
export const PRICED_REGION = "us-east-1";

export interface Price {
  readonly usd: number;
  /** What is paid for, in the singular. */
  readonly per: string;
  /** Page that names it. */
  readonly source: string;
  /** Whether the figure was seen on that page; the others are as they are generally known, for the pages fill them in by script. */
  readonly confirmed: boolean;
}

/**
 * List prices in us-east-1 in US dollars as known in 2026, the first step of each scale; free tiers are not counted. Look
 * at the page before you rely on one that is not confirmed.
 */
export const PRICES = {
  shardHour: price(0.015, "shard-hour", KINESIS),
  extendedShardHour: price(0.02, "shard-hour of retention beyond 24 h", KINESIS),
  putPayloadUnits: price(0.014, "million PUT payload units (25 KB)", KINESIS),
  onDemandStreamHour: price(0.04, "stream-hour on demand", KINESIS),
  onDemandGbIn: price(0.08, "GB in", KINESIS),
  onDemandGbOut: price(0.04, "GB out", KINESIS),
  onDemandExtendedGbMonth: price(0.1, "GB-month from 24 h to 7 days", KINESIS),
  longTermGbMonth: price(0.023, "GB-month beyond 7 days", KINESIS),
  rpuHour: price(0.375, "RPU-hour", REDSHIFT),
  managedStorageGbMonth: price(0.024, "GB-month", REDSHIFT),
  lambdaRequests: price(0.2, "million invocations", LAMBDA),
  lambdaGbSecond: price(0.0000133334, "GB-second (arm64)", LAMBDA),
  schedulerInvocations: price(1, "million invocations", EVENTBRIDGE),
  stateTransitions: { ...price(0.025, "thousand state transitions", STEP_FUNCTIONS), confirmed: true },
  metricMonth: price(0.3, "metric-month", CLOUDWATCH),
  alarmMetricMonth: price(0.1, "alarm-metric-month", CLOUDWATCH),
  compositeAlarmMonth: price(0.5, "composite-alarm-month", CLOUDWATCH),
  dashboardMonth: price(3, "dashboard-month", CLOUDWATCH),
  metricRequests: price(0.01, "thousand requests", CLOUDWATCH),
  logsGbIn: price(0.5, "GB of logs", CLOUDWATCH),
  logsGbMonth: price(0.03, "GB-month of logs", CLOUDWATCH),
  secretMonth: price(0.4, "secret-month", SECRETS),
  secretRequests: price(0.05, "ten thousand requests", SECRETS),
  keyMonth: price(1, "customer-key-month", KMS),
  keyRequests: price(0.03, "ten thousand requests", KMS),
  endpointHour: price(0.01, "endpoint-hour in a zone", PRIVATELINK),
  endpointGb: price(0.01, "GB through the endpoint", PRIVATELINK),
} as const satisfies Readonly<Record<string, Price>>;

export type PriceKey = keyof typeof PRICES;

/** US dollars by what they are paid for; what a region's price is nobody told is absent. */
export type PriceList = Readonly<Partial<Record<PriceKey, number>>>;

/** The table with what is known better; of another region only that, for its prices are others. */
export function priceList(region: string, given: PriceList = {}): PriceList {
  if (region !== PRICED_REGION) return given;
  const table = Object.fromEntries(Object.entries(PRICES).map(([key, { usd }]) => [key, usd])) as PriceList;
  return { ...table, ...given };
}

function price(usd: number, per: string, source: string): Price {
  return { usd, per, source, confirmed: false };
}
