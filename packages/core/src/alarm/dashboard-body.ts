import { METRICS, type MetricKey } from "../metric/metrics.ts";
import { METRIC_NAMESPACE, type StageNames } from "../names.ts";

export interface DashboardPlace {
  readonly names: StageNames;
  readonly region: string;
  /** ARNs of the alarms, in the order they are shown. */
  readonly alarmArns: readonly string[];
  readonly setupMachineArn: string;
  /** Seconds between two evaluations: the period of what they publish. */
  readonly alertsPeriodSeconds: number;
  readonly freshnessThresholdSeconds: number;
}

/** One row of the dashboard: a title, and graphs beside one another. */
interface Row {
  readonly heading: string;
  readonly graphs: readonly Graph[];
}

interface Graph {
  readonly title: string;
  readonly statistic: "Sum" | "Maximum" | "Average";
  readonly periodSeconds: number;
  /** `[namespace, name, dimension, value, ...]`, as CloudWatch writes a metric. */
  readonly metrics: readonly (readonly string[])[];
  /** A horizontal line: the alarm's threshold. */
  readonly line?: { readonly label: string; readonly value: number };
}

const WIDTH = 24;
const HEADING_HEIGHT = 1;
const GRAPH_HEIGHT = 6;
const ALARMS_HEIGHT = 3;

/**
 * Body of a CloudWatch dashboard that shows the pipeline in the order of a reading's way.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(place: DashboardPlace): { readonly widgets: readonly object[] } {
  const alarms = {
    type: "alarm",
    x: 0,
    y: 0,
    width: WIDTH,
    height: ALARMS_HEIGHT,
    properties: { title: "Alarms", alarms: place.alarmArns },
  };
  const widgets: object[] = [alarms];
  let y = ALARMS_HEIGHT;
  for (const { heading, graphs } of rowsOf(place)) {
    widgets.push({
      type: "text",
      x: 0,
      y,
      width: WIDTH,
      height: HEADING_HEIGHT,
      properties: { markdown: `## ${heading}` },
    });
    y += HEADING_HEIGHT;
    const width = Math.floor(WIDTH / graphs.length);
    for (const [column, graph] of graphs.entries()) {
      const properties = propertiesOf(graph, place.region);
      widgets.push({ type: "metric", x: column * width, y, width, height: GRAPH_HEIGHT, properties });
    }
    y += GRAPH_HEIGHT;
  }
  return { widgets };
}

function rowsOf(place: DashboardPlace): readonly Row[] {
  const { names, alertsPeriodSeconds, freshnessThresholdSeconds } = place;
  const own = (...keys: MetricKey[]) =>
    keys.map((key) => [METRIC_NAMESPACE, METRICS[key].name, "Stage", names.stage] as const);
  const stream = (...metrics: string[]) => metrics.map((name) => ["AWS/Kinesis", name, "StreamName", names.stream]);
  const lambda = (metric: string, name: string) => ["AWS/Lambda", metric, "FunctionName", name];
  const executions = (metric: string) => ["AWS/States", metric, "StateMachineArn", place.setupMachineArn];
  const evaluated = { statistic: "Maximum", periodSeconds: alertsPeriodSeconds } as const;
  const counted = { statistic: "Sum", periodSeconds: 60 } as const;
  return [
    {
      heading: "Producer",
      graphs: [
        { title: "Readings", ...counted, metrics: own("recordsSent", "recordsRetried", "recordsFailed") },
        {
          title: "Function",
          ...counted,
          metrics: ["Invocations", "Errors"].map((metric) => lambda(metric, names.producerFunction)),
        },
      ],
    },
    {
      heading: "Stream",
      graphs: [
        { title: "Records received", ...counted, metrics: stream("IncomingRecords") },
        { title: "Throttled", ...counted, metrics: stream("WriteProvisionedThroughputExceeded") },
      ],
    },
    {
      heading: "Warehouse",
      graphs: [
        {
          title: "Freshness",
          ...evaluated,
          metrics: own("freshnessSeconds"),
          line: { label: "stale", value: freshnessThresholdSeconds },
        },
        {
          title: "Records in the window",
          ...evaluated,
          metrics: own("recordsVisible", "recordsQuarantined", "duplicateRecords"),
        },
        { title: "Invalid records", ...evaluated, metrics: own("invalidRecordPercent") },
      ],
    },
    {
      heading: "Sensors",
      graphs: [
        { title: "Temperature", ...evaluated, metrics: own("highTemperatureReadings", "lowTemperatureReadings") },
        { title: "Sensors in error", ...evaluated, metrics: own("sensorsInError") },
      ],
    },
    {
      heading: "Operation",
      graphs: [
        {
          title: "Alert evaluation",
          ...counted,
          metrics: ["Invocations", "Errors"].map((metric) => lambda(metric, names.alertsFunction)),
        },
        { title: "Set-up complete", ...evaluated, metrics: own("setupComplete") },
        {
          title: "Set-up executions",
          ...counted,
          metrics: ["ExecutionsSucceeded", "ExecutionsFailed"].map(executions),
        },
      ],
    },
  ];
}

function propertiesOf(graph: Graph, region: string) {
  return {
    title: graph.title,
    view: "timeSeries",
    stacked: false,
    region,
    stat: graph.statistic,
    period: graph.periodSeconds,
    metrics: graph.metrics,
    yAxis: { left: { min: 0 } },
    ...(graph.line && { annotations: { horizontal: [graph.line] } }),
  };
}
