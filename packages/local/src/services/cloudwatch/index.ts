import type { RunningService, ServiceContext } from "../../service.ts";
import { tagOperations } from "../tag-operations.ts";
import { TagStore } from "../tag-store.ts";
import { AlarmEngine } from "./alarm/alarm-engine.ts";
import { startAlarmLoop } from "./alarm/alarm-loop.ts";
import { AlarmStore } from "./alarm/alarm-store.ts";
import type { MetricStore } from "./metric/metric-store.ts";
import { dashboardOperations } from "./operations/dashboard-operations.ts";
import { deleteAlarms } from "./operations/delete-alarms.ts";
import { describeAlarmHistory } from "./operations/describe-alarm-history.ts";
import { describeAlarms } from "./operations/describe-alarms.ts";
import { describeAlarmsForMetric } from "./operations/describe-alarms-for-metric.ts";
import { enableAlarmActions } from "./operations/enable-alarm-actions.ts";
import { getMetricData } from "./operations/get-metric-data.ts";
import { getMetricStatistics } from "./operations/get-metric-statistics.ts";
import { listMetrics } from "./operations/list-metrics.ts";
import { putCompositeAlarm } from "./operations/put-composite-alarm.ts";
import { putMetricAlarm } from "./operations/put-metric-alarm.ts";
import { putMetricData } from "./operations/put-metric-data.ts";
import { setAlarmState } from "./operations/set-alarm-state.ts";

export { createMetricStore, type MetricStore } from "./metric/metric-store.ts";

const MINUTE = 60_000;

/** JSON's error names as the query protocol has them: the shapes of AWS's own model. */
const ERROR_CODES = {
  InvalidParameterValueException: "InvalidParameterValue",
  InvalidParameterCombinationException: "InvalidParameterCombination",
  MissingRequiredParameterException: "MissingParameter",
  DashboardInvalidInputError: "InvalidParameterInput",
  DashboardNotFoundError: "ResourceNotFound",
  InvalidFormatFault: "InvalidFormat",
  LimitExceededFault: "LimitExceeded",
  ValidationException: "ValidationError",
} as const;

export interface CloudWatchOptions {
  /** The store that `context.recordMetric` records into. */
  readonly metrics: MetricStore;
  /** Told of an evaluation that failed by a fault of ours. @default writes it to stderr */
  readonly report?: (error: unknown) => void;
}

export interface RunningCloudWatch extends RunningService {
  /** Evaluates what became due between two times at once, in milliseconds since the epoch: for tests that do not wait for a minute. */
  evaluate(since: number, now: number): Promise<void>;
}

/** CloudWatch metrics, alarms and dashboards. */
export function createCloudWatchService(context: ServiceContext, options: CloudWatchOptions): RunningCloudWatch {
  const { clock, region, call, recordEvent } = context;
  const { metrics, report = (error) => console.error("CloudWatch could not evaluate its alarms:", error) } = options;
  const store = new AlarmStore();
  const tags = new TagStore();
  const engine = new AlarmEngine({ store, metrics, clock, region, call, recordEvent });
  const alarms = { store, metrics, tags, clock, region };
  const evaluate = async (since: number, now: number) => {
    if (Math.floor(now / MINUTE) > Math.floor(since / MINUTE)) metrics.prune();
    await engine.evaluate(since, now);
  };
  const loop = startAlarmLoop(clock, evaluate, report);
  return {
    service: {
      signingName: "monitoring",
      iamPrefix: "cloudwatch",
      protocols: ["json-1.0", "query"],
      targetPrefix: "GraniteServiceVersion20100801",
      xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
      query: { maps: ["ExtendedStatistics"], errorCodes: ERROR_CODES },
      operations: {
        PutMetricData: putMetricData(metrics, clock),
        GetMetricData: getMetricData(metrics, clock),
        GetMetricStatistics: getMetricStatistics(metrics, clock),
        ListMetrics: listMetrics(metrics, clock),
        PutMetricAlarm: putMetricAlarm(alarms),
        PutCompositeAlarm: putCompositeAlarm(alarms, engine),
        DescribeAlarms: describeAlarms(store, region),
        DescribeAlarmHistory: describeAlarmHistory(store, clock, region),
        DescribeAlarmsForMetric: describeAlarmsForMetric(store, region),
        SetAlarmState: setAlarmState(engine, region),
        EnableAlarmActions: enableAlarmActions(store, clock, region, true),
        DisableAlarmActions: enableAlarmActions(store, clock, region, false),
        DeleteAlarms: deleteAlarms(store, tags, clock, region),
        ...dashboardOperations(clock),
        ...tagOperations(tags, "ResourceARN", (arn) => store.find(arn)?.arn === arn),
      },
    },
    evaluate,
    close: () => loop.close(),
  };
}
