import {
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

const MINUTE = 60_000;

export const TOPIC = "arn:aws:sns:us-east-1:000000000000:alarms";

export interface AlarmFixture {
  readonly aws: ServedForTest;
  readonly client: CloudWatchClient;
  /** The alarm `high`: any reading above zero in the last minute; `more` changes what it says. */
  putAlarm(more?: object): Promise<unknown>;
  publish(value: number, metricName?: string): Promise<void>;
  describe(name?: string): Promise<MetricAlarm & CompositeAlarm>;
  /** Lets a minute pass, evaluates the alarms, and gives the state of one. */
  nextMinute(name?: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** CloudWatch over the wire with a topic `alarms`, at 12:00 of 23 November 2026. */
export async function startAlarmFixture(): Promise<AlarmFixture> {
  const aws = await serveForTest();
  const client = new CloudWatchClient(aws.client);
  await aws.call("sns", "CreateTopic", { Name: "alarms" });
  const describe = async (name = "high") => {
    const AlarmTypes = ["MetricAlarm", "CompositeAlarm"] as ("MetricAlarm" | "CompositeAlarm")[];
    const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes }),
    );
    const alarm = MetricAlarms[0] ?? CompositeAlarms[0];
    if (alarm === undefined) throw new Error(`There is no alarm ${name}.`);
    return alarm;
  };
  return {
    aws,
    client,
    putAlarm: (more = {}) =>
      client.send(
        new PutMetricAlarmCommand({
          ...{ AlarmName: "high", AlarmDescription: "Too hot", AlarmActions: [TOPIC], OKActions: [TOPIC] },
          ...{ Namespace: "SensorPipeline", MetricName: "Readings", Statistic: "Sum", Period: 60 },
          ...{ EvaluationPeriods: 1, Threshold: 0, ComparisonOperator: "GreaterThanThreshold" as const },
          ...more,
        }),
      ),
    publish: async (Value, MetricName = "Readings") => {
      await client.send(new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData: [{ MetricName, Value }] }));
    },
    describe,
    nextMinute: async (name) => {
      aws.clock.advance(MINUTE);
      await aws.cloudwatch.evaluate(aws.clock.now() - MINUTE, aws.clock.now());
      return (await describe(name)).StateValue;
    },
    close: async () => {
      client.destroy();
      await aws.close();
    },
  };
}
