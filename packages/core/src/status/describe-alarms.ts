import {
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";

/** Alarms as CloudWatch describes them. */
export interface DescribedAlarms {
  readonly metric: readonly MetricAlarm[];
  readonly composite: readonly CompositeAlarm[];
}

/** Every alarm of the stage whose names begin with `prefix`. */
export async function describeAlarms(
  cloudwatch: CloudWatchClient,
  prefix: string,
  signal?: AbortSignal,
): Promise<DescribedAlarms> {
  const metric: MetricAlarm[] = [];
  const composite: CompositeAlarm[] = [];
  let nextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new DescribeAlarmsCommand({
        AlarmNamePrefix: `${prefix}-`,
        AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        NextToken: nextToken,
      }),
      { abortSignal: signal },
    );
    metric.push(...(page.MetricAlarms ?? []));
    composite.push(...(page.CompositeAlarms ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return { metric, composite };
}
