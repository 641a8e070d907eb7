import { METRICS, type MetricKey } from "../metric/metrics.ts";
import { METRIC_NAMESPACE, type StageNames } from "../names.ts";
import type { AlarmDefinition, AlarmMetric, AlarmSettings } from "./alarm-definition.ts";

/** Every alarm of a stage, in the order of a reading's way. */
export function alarmsOf(names: StageNames, settings: AlarmSettings): readonly AlarmDefinition[] {
  const { thresholds, schedulesEnabled } = settings;
  const producerPeriod = settings.producerMinutes * 60;
  const alertsPeriod = settings.alertsMinutes * 60;
  const own = (key: MetricKey): AlarmMetric => ({
    namespace: METRIC_NAMESPACE,
    name: METRICS[key].name,
    dimensions: { Stage: names.stage },
  });
  const ofFunction = (name: string): AlarmMetric => ({
    namespace: "AWS/Lambda",
    name: "Errors",
    dimensions: { FunctionName: name },
  });
  const ofStream = (name: string): AlarmMetric => ({
    namespace: "AWS/Kinesis",
    name,
    dimensions: { StreamName: names.stream },
  });
  /** An execution that ran out of time is none that failed, for CloudWatch; one that a person stopped is neither. */
  const unsuccessful = (stateMachine: "setup" | "refresh") => {
    const executions = (name: string) => ({
      namespace: "AWS/States",
      name,
      dimensions: { StateMachineArn: { stateMachine } },
    });
    return {
      metrics: { failed: executions("ExecutionsFailed"), timedOut: executions("ExecutionsTimedOut") },
      expression: "SUM([failed, timedOut])",
      statistic: "Sum",
    } as const;
  };

  /** What each evaluation publishes anew, one datapoint a period. No datapoint: nothing is known, so `missing`. */
  const evaluated = {
    statistic: "Maximum",
    periodSeconds: alertsPeriod,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: "missing",
    detectionSeconds: alertsPeriod,
  } as const;
  /** No records are counted while nothing happens, so nothing has to be made a zero; three in a row, for it comes late. */
  const silence = {
    expression: "FILL(m, 0)",
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    comparison: "LessThanThreshold",
    threshold: 1,
    missingData: "breaching",
    notifies: schedulesEnabled ? "composite" : "nobody",
  } as const;

  return [
    {
      key: "producer-failing",
      title: "Producer failing",
      meaning:
        "The producer fails in two of three intervals: readings are kept in its queue of failed events, not in the stream.",
      lookAt: `log group /aws/lambda/${names.producerFunction}`,
      metrics: { m: ofFunction(names.producerFunction) },
      statistic: "Sum",
      periodSeconds: producerPeriod,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: producerPeriod,
    },
    {
      key: "producer-silent",
      title: "Producer silent",
      meaning: "The stream has received no record for three intervals.",
      lookAt: `schedule ${names.producerSchedule}, then log group /aws/lambda/${names.producerFunction}`,
      metrics: { m: ofStream("IncomingRecords") },
      statistic: "Sum",
      periodSeconds: producerPeriod,
      ...silence,
      detectionSeconds: producerPeriod,
    },
    {
      key: "write-throttled",
      title: "Writing throttled",
      meaning: "The stream refuses records for exceeding a shard's limit: they are sent again, later.",
      lookAt: "the stream's incoming bytes and records, and whether one partition key has most of them",
      metrics: { m: ofStream("WriteProvisionedThroughputExceeded") },
      statistic: "Sum",
      periodSeconds: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: 0,
    },
    {
      key: "data-not-fresh",
      title: "Data not fresh",
      meaning: `Records that the stream received more than ${thresholds.freshnessSeconds} s ago are not visible yet: what is seen is old, and the sensors' alarms know nothing.`,
      lookAt: "sql/queries/freshness.sql",
      metrics: { m: own("freshnessSeconds") },
      ...evaluated,
      comparison: "GreaterThanThreshold",
      threshold: thresholds.freshnessSeconds,
      notifies: schedulesEnabled ? "composite" : "nobody",
      detectionSeconds: thresholds.freshnessSeconds + alertsPeriod,
    },
    ...(settings.refresh === "auto"
      ? []
      : [
          {
            key: "refresh-failed",
            title: "Refresh failed",
            meaning: "A refresh of the landing view failed: nothing new becomes visible until one succeeds.",
            lookAt: `the failed execution of ${names.refreshMachine}`,
            ...unsuccessful("refresh"),
            periodSeconds: settings.refresh * 60,
            evaluationPeriods: 1,
            datapointsToAlarm: 1,
            comparison: "GreaterThanOrEqualToThreshold",
            threshold: 1,
            missingData: "notBreaching",
            notifies: "composite",
            detectionSeconds: settings.refresh * 60,
          } as const,
        ]),
    {
      key: "invalid-records",
      title: "Invalid records",
      meaning: `More than ${thresholds.invalidPercent} % of the records in the window can't be used.`,
      lookAt: "sql/queries/quarantine.sql",
      metrics: { m: own("invalidRecordPercent") },
      ...evaluated,
      comparison: "GreaterThanThreshold",
      threshold: thresholds.invalidPercent,
      notifies: "itself",
    },
    {
      key: "temperature-high",
      title: "Temperature high",
      meaning: `${thresholds.highReadings} or more readings in the window are above their sensor's upper threshold.`,
      lookAt: "sql/queries/temperature-alerts.sql",
      metrics: { m: own("highTemperatureReadings") },
      ...evaluated,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: thresholds.highReadings,
      notifies: "itself",
    },
    {
      key: "temperature-low",
      title: "Temperature low",
      meaning: `${thresholds.lowReadings} or more readings in the window are below their sensor's lower threshold.`,
      lookAt: "sql/queries/temperature-alerts.sql",
      metrics: { m: own("lowTemperatureReadings") },
      ...evaluated,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: thresholds.lowReadings,
      notifies: "itself",
    },
    {
      key: "sensors-in-error",
      title: "Sensors in error",
      meaning: `The newest reading of ${thresholds.sensorsInError} or more sensors says ERROR.`,
      lookAt: "sql/queries/status-summary.sql",
      metrics: { m: own("sensorsInError") },
      ...evaluated,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: thresholds.sensorsInError,
      notifies: "itself",
    },
    {
      key: "alerts-failing",
      title: "Alert evaluation failing",
      meaning: "The alert evaluation fails: the sensors' alarms know nothing.",
      lookAt: `log group /aws/lambda/${names.alertsFunction}`,
      metrics: { m: ofFunction(names.alertsFunction) },
      statistic: "Sum",
      periodSeconds: alertsPeriod,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: alertsPeriod,
    },
    {
      key: "alerts-silent",
      title: "Alert evaluation silent",
      meaning: "The alert evaluation has published nothing for three intervals: the sensors' alarms know nothing.",
      lookAt: `schedule ${names.alertsSchedule}, then log group /aws/lambda/${names.alertsFunction}`,
      metrics: { m: own("setupComplete") },
      statistic: "SampleCount",
      periodSeconds: alertsPeriod,
      ...silence,
      detectionSeconds: alertsPeriod,
    },
    {
      key: "setup-failed",
      title: "Set-up failed",
      meaning: "An execution of the set-up failed; it may be started again.",
      lookAt: `the failed execution of ${names.setupMachine}: its cause names the statement and Redshift's error`,
      ...unsuccessful("setup"),
      periodSeconds: 60,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "itself",
      detectionSeconds: 0,
    },
    {
      key: SETUP_MISSING,
      title: "Set-up missing",
      meaning:
        "The warehouse has no views yet: start the set-up. Until then no alarm of the pipeline's own health is sent.",
      lookAt: `executions of ${names.setupMachine}`,
      metrics: { m: own("setupComplete") },
      ...evaluated,
      comparison: "LessThanThreshold",
      threshold: 1,
      // Once known it stays so: an evaluation that dies must not silence the alarm that says so.
      missingData: "ignore",
      notifies: "nobody",
    },
  ];
}

export const SETUP_MISSING = "setup-missing";
