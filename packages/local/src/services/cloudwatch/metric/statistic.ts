import { AwsError, NotSupportedError } from "../../../service.ts";
import type { Aggregate } from "./aggregate.ts";

export const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] as const;

export type Statistic = (typeof STATISTICS)[number];

/** Reads one number off an aggregate; undefined when the aggregate can't give it (a percentile without raw values). */
export type ReadStatistic = (aggregate: Aggregate) => number | undefined;

const READERS: Readonly<Record<Statistic, ReadStatistic>> = {
  SampleCount: (aggregate) => aggregate.sampleCount,
  Average: (aggregate) => (aggregate.sampleCount === 0 ? undefined : aggregate.sum / aggregate.sampleCount),
  Sum: (aggregate) => aggregate.sum,
  Minimum: (aggregate) => aggregate.minimum,
  Maximum: (aggregate) => aggregate.maximum,
};

const PERCENTILE = /^p(100|\d{1,2}(\.\d{1,10})?)$/;

/** Statistics AWS has besides: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html */
const OTHER_EXTENDED = /^(tm|wm|tc|ts|IQM|TM|WM|PR|TC|TS)/;

/**
 * How to read the statistic `name` (`Average`, `Sum`, ..., or a percentile such as `p99.9`) off an aggregate.
 * @throws {NotSupportedError} for trimmed and winsorised statistics and percentile ranks.
 * @throws {AwsError} InvalidParameterValue for a name CloudWatch does not know.
 */
export function statisticReader(name: string): ReadStatistic {
  if (isStatistic(name)) return READERS[name];
  const percent = PERCENTILE.exec(name)?.[1];
  if (percent !== undefined) return (aggregate) => aggregate.percentile(Number(percent));
  if (OTHER_EXTENDED.test(name)) throw new NotSupportedError(`CloudWatch statistic ${name}`);
  throw new AwsError("InvalidParameterValueException", `The value ${name} for parameter Stat is not supported.`);
}

export function isStatistic(name: string): name is Statistic {
  return name in READERS;
}
