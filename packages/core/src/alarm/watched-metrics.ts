import { METRICS, type MetricKey } from "../metric/metrics.ts";
import { METRIC_NAMESPACE, type StageNames } from "../names.ts";
import type { AlarmMetric, WatchedMachine } from "./alarm-definition.ts";

/** The metrics of a stage that alarms stand on, each with the dimensions that its publisher gives it. */
export interface WatchedMetrics {
  /** The pipeline's own. */
  own(key: MetricKey): AlarmMetric;
  /** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
  ofStream(name: string): AlarmMetric;
  /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
  ofFunction(name: string, functionName: string): AlarmMetric;
  /** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
  ofExecutions(name: string, stateMachine: WatchedMachine): AlarmMetric;
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
  ofQueue(name: string, queueName: string): AlarmMetric;
  /** Of all schedules of the stage's group: https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
  ofSchedules(name: string): AlarmMetric;
  /** On the default bus: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
  ofRule(name: string, ruleName: string): AlarmMetric;
}

export function watchedMetrics(names: StageNames): WatchedMetrics {
  return {
    own: (key) => metric(METRIC_NAMESPACE, METRICS[key].name, { Stage: names.stage }),
    ofStream: (name) => metric("AWS/Kinesis", name, { StreamName: names.stream }),
    ofFunction: (name, functionName) => metric("AWS/Lambda", name, { FunctionName: functionName }),
    ofExecutions: (name, stateMachine) => metric("AWS/States", name, { StateMachineArn: { stateMachine } }),
    ofQueue: (name, queueName) => metric("AWS/SQS", name, { QueueName: queueName }),
    ofSchedules: (name) => metric("AWS/Scheduler", name, { ScheduleGroup: names.scheduleGroup }),
    ofRule: (name, ruleName) => metric("AWS/Events", name, { RuleName: ruleName }),
  };
}

function metric(namespace: string, name: string, dimensions: AlarmMetric["dimensions"]): AlarmMetric {
  return { namespace, name, dimensions };
}
