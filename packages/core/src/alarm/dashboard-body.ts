import { METRICS, type MetricKey } from "../metric/metrics.ts";
import { METRIC_NAMESPACE, type StageNames } from "../names.ts";
import { type AlarmDefinition, HOPS, type Hop } from "./alarm-definition.ts";
import { RUNBOOK_FILE } from "./render-runbook.ts";

export interface DashboardPlace {
  readonly names: StageNames;
  readonly region: string;
  /** ARNs of the composite alarm and then of `alarms`, in their order. */
  readonly compositeArn: string;
  readonly alarmArns: readonly string[];
  readonly alarms: readonly AlarmDefinition[];
  /** Seconds between two evaluations: the period of what they publish. */
  readonly alertsPeriodSeconds: number;
}

interface Graph {
  readonly title: string;
  readonly statistic: "Sum" | "Maximum";
  readonly periodSeconds: number;
  readonly metrics: readonly MetricKey[];
}

const WIDTH = 24;
const PER_LINE = 4;
const HEADING_HEIGHT = 2;
const GRAPH_HEIGHT = 5;
const ALARMS_HEIGHT = 5;

const TITLES: Readonly<Record<Hop, string>> = {
  producer: "Producer",
  stream: "Stream",
  ingestion: "Ingestion",
  quality: "Quality",
  sensors: "Sensors",
  evaluation: "Alert evaluation",
  operation: "Operation and cost",
};

/**
 * Body of a CloudWatch dashboard that shows the pipeline in the order of a reading's way: of each hop its alarms, every one
 * as CloudWatch draws an alarm (its metric with the line of its threshold), and what the pipeline measures besides.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(place: DashboardPlace): { readonly widgets: readonly object[] } {
  const widgets: object[] = [
    {
      ...at(0, 0, WIDTH, ALARMS_HEIGHT),
      type: "alarm",
      properties: { title: "Alarms", alarms: [place.compositeArn, ...place.alarmArns] },
    },
  ];
  let y = ALARMS_HEIGHT;
  for (const hop of HOPS) {
    const graphs = [...alarmGraphs(hop, place), ...measured(hop, place)];
    const markdown = `## ${TITLES[hop]}\n${linksOf(hop, place)}`;
    widgets.push({ ...at(0, y, WIDTH, HEADING_HEIGHT), type: "text", properties: { markdown } });
    y += HEADING_HEIGHT;
    const width = WIDTH / PER_LINE;
    for (const [index, properties] of graphs.entries()) {
      const line = Math.floor(index / PER_LINE);
      const position = at((index % PER_LINE) * width, y + line * GRAPH_HEIGHT, width, GRAPH_HEIGHT);
      widgets.push({ ...position, type: "metric", properties });
    }
    y += Math.ceil(graphs.length / PER_LINE) * GRAPH_HEIGHT;
  }
  return { widgets };
}

function at(x: number, y: number, width: number, height: number) {
  return { x, y, width, height };
}

/** To each alarm of the hop in the console, whose description names its section of the runbook. */
function linksOf(hop: Hop, { alarms, names, region }: DashboardPlace): string {
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm`;
  const links = alarms
    .filter((alarm) => alarm.hop === hop)
    .map(({ key }) => `[${key}](${console}/${names.alarm(key)})`);
  return `${links.join(" · ")} · sections of ${RUNBOOK_FILE}`;
}

function alarmGraphs(hop: Hop, { alarms, alarmArns, region }: DashboardPlace): readonly object[] {
  return alarms.flatMap((alarm, index) => {
    if (alarm.hop !== hop) return [];
    const arn = alarmArns[index];
    if (arn === undefined) throw new Error(`The alarm ${alarm.key} has no ARN.`);
    return { title: alarm.title, view: "timeSeries", stacked: false, region, annotations: { alarms: [arn] } };
  });
}

/** What no alarm stands on, or several do. */
function measured(hop: Hop, { names, region, alertsPeriodSeconds }: DashboardPlace): readonly object[] {
  const evaluated = { statistic: "Maximum", periodSeconds: alertsPeriodSeconds } as const;
  const graphs: Readonly<Partial<Record<Hop, readonly Graph[]>>> = {
    producer: [
      {
        title: "Readings sent",
        statistic: "Sum",
        periodSeconds: 60,
        metrics: ["recordsSent", "recordsRetried", "recordsFailed"],
      },
    ],
    quality: [
      {
        title: "Records in the window",
        ...evaluated,
        metrics: ["recordsVisible", "recordsQuarantined", "duplicateRecords"],
      },
    ],
    sensors: [
      {
        title: "Readings beyond thresholds",
        ...evaluated,
        metrics: ["highTemperatureReadings", "lowTemperatureReadings"],
      },
    ],
  };
  return (graphs[hop] ?? []).map(({ title, statistic, periodSeconds, metrics }) => ({
    title,
    view: "timeSeries",
    stacked: false,
    region,
    stat: statistic,
    period: periodSeconds,
    metrics: metrics.map((key) => [METRIC_NAMESPACE, METRICS[key].name, "Stage", names.stage]),
    yAxis: { left: { min: 0 } },
  }));
}
