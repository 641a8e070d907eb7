import { AwsError } from "../../../service.ts";

const HIGH_RESOLUTION: ReadonlySet<number> = new Set([1, 5, 10, 20, 30]);

/**
 * A period of a query is 1, 5, 10, 20, 30 or a multiple of 60 seconds.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
 */
export function checkPeriod(period: number): void {
  if (HIGH_RESOLUTION.has(period) || (period >= 60 && period % 60 === 0)) return;
  throw new AwsError(
    "InvalidParameterValueException",
    `The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60, not ${period}.`,
  );
}
