import { parseAlarmRule } from "../../../packages/local/src/services/cloudwatch/alarm/alarm-rule.ts";
import { dashboardFaults } from "../../../packages/local/src/services/cloudwatch/dashboard/dashboard-body.ts";
import type { Expression } from "../../../packages/local/src/services/cloudwatch/math/expression.ts";
import { parseExpression } from "../../../packages/local/src/services/cloudwatch/math/parse-expression.ts";
import { type Limit, matches, nameLimit, oneOf, type Place, resourcesOf, wholeFrom } from "./limit.ts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const API = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";
const PUT_ALARM = `${API}/API_PutMetricAlarm.html`;
const PUT_COMPOSITE = `${API}/API_PutCompositeAlarm.html`;
const QUERY = `${API}/API_MetricDataQuery.html`;
const ALARM_LIMITS_PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html";
const DASHBOARD_BODY = `${API}/CloudWatch-Dashboard-Body-Structure.html`;

const MATHS_METRICS = 10;

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly returnData?: boolean;
  readonly metric?: Metric;
}

interface Metric {
  readonly period: number;
  readonly stat?: string;
}

interface AlarmInputs {
  readonly period?: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly metricName?: string;
  readonly metricQueries?: readonly Query[];
}

const NAME = "is up to 255 printable characters";
const isStatistic = matches(/^(SampleCount|Average|Sum|Minimum|Maximum|(p|tm|wm|tc|ts)\d{1,2}([.]\d+)?|IQM)$/);

export const ALARM_LIMITS: readonly Limit[] = [
  nameLimit(ALARM, "name", /^[\x20-\x7e]{1,255}$/, NAME, PUT_ALARM),
  nameLimit(COMPOSITE, "alarmName", /^[\x20-\x7e]{1,255}$/, NAME, PUT_COMPOSITE),
  nameLimit(
    DASHBOARD,
    "dashboardName",
    /^[\w-]{1,255}$/,
    "is up to 255 of letters, digits, - and _",
    `${API}/API_PutDashboard.html`,
  ),
  ...[ALARM, COMPOSITE].flatMap((type): Limit[] => [
    {
      type,
      input: "alarmDescription",
      allowed: "is up to 1024 characters",
      source: PUT_ALARM,
      required: true,
      takes: matches(/^[\s\S]{1,1024}$/),
      mistake: () => "x".repeat(1025),
    },
    {
      type,
      input: "alarmActions",
      allowed: "are at most 5, each the stage's topic",
      source: PUT_ALARM,
      required: true,
      takes: (arns: readonly string[], place) =>
        arns.length <= 5 &&
        arns.every((arn) => resourcesOf(place, "aws:sns/topic:Topic").some(({ state }) => state.arn === arn)),
      mistake: () => ["arn:aws:sns:eu-west-1:000000000000:elsewhere"],
    },
  ]),
  ...["period", "metricQueries.*.metric.period"].map(
    (input): Limit => ({
      type: ALARM,
      input,
      allowed: "is a multiple of 60 s: shorter ones are for metrics of high resolution, which the stage has not",
      source: PUT_ALARM,
      takes: (period: number) => wholeFrom(60, 86_400)(period) && period % 60 === 0,
      mistake: () => 90,
    }),
  ),
  {
    type: ALARM,
    input: "",
    allowed: "look back at most a day, or seven days with periods of an hour and more",
    source: PUT_ALARM,
    takes: (inputs: AlarmInputs) => {
      const period = periodOf(inputs);
      return period * inputs.evaluationPeriods <= (period < 3600 ? 86_400 : 604_800);
    },
    mistake: (inputs: AlarmInputs) => ({ ...inputs, evaluationPeriods: 86_400 }),
  },
  {
    type: ALARM,
    input: "",
    allowed: "have at least 1 datapoint to alarm, and no more than periods that are looked at",
    source: PUT_ALARM,
    takes: ({ evaluationPeriods, datapointsToAlarm = evaluationPeriods }: AlarmInputs) =>
      wholeFrom(1, evaluationPeriods)(datapointsToAlarm),
    mistake: (inputs: AlarmInputs) => ({ ...inputs, datapointsToAlarm: inputs.evaluationPeriods + 1 }),
  },
  {
    type: ALARM,
    input: "",
    allowed: "watch a metric or maths, and not both",
    source: PUT_ALARM,
    takes: ({ metricName, metricQueries }: AlarmInputs) => (metricName === undefined) !== (metricQueries === undefined),
    mistake: ({ metricName: _, metricQueries: __, ...inputs }: AlarmInputs) => inputs,
  },
  {
    type: ALARM,
    input: "comparisonOperator",
    allowed: "is one of the four for fixed thresholds",
    source: PUT_ALARM,
    required: true,
    takes: matches(/^(GreaterThan|LessThan|GreaterThanOrEqualTo|LessThanOrEqualTo)Threshold$/),
    mistake: () => "GreaterOrEqualThreshold",
  },
  {
    type: ALARM,
    input: "treatMissingData",
    allowed: "is said: missing, notBreaching, breaching or ignore",
    source: PUT_ALARM,
    required: true,
    takes: oneOf("missing", "notBreaching", "breaching", "ignore"),
    mistake: () => "not_breaching",
  },
  ...["statistic", "metricQueries.*.metric.stat"].map(
    (input): Limit => ({
      type: ALARM,
      input,
      allowed: "is a statistic of CloudWatch",
      source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
      takes: isStatistic,
      mistake: () => "Median",
    }),
  ),
  ...["namespace", "metricQueries.*.metric.namespace"].map(
    (input): Limit => ({
      type: ALARM,
      input,
      allowed: "is up to 255 characters and does not begin with a colon",
      source: PUT_ALARM,
      takes: matches(/^[^:][\w./#: -]{0,254}$/),
      mistake: () => ":Sensors",
    }),
  ),
  ...["dimensions", "metricQueries.*.metric.dimensions"].map(
    (input): Limit => ({
      type: ALARM,
      input,
      allowed: "are at most 30, with names to 255 and values to 1024 ASCII characters",
      source: `${API}/API_Dimension.html`,
      takes: (dimensions: Readonly<Record<string, string>>) =>
        Object.keys(dimensions).length <= 30 &&
        Object.entries(dimensions).every(
          ([name, value]) => /^[^:][\x20-\x7e]{0,254}$/.test(name) && /^[\x20-\x7e]{1,1024}$/.test(value),
        ),
      mistake: () => ({ StreamName: "" }),
    }),
  ),
  {
    type: ALARM,
    input: "metricQueries",
    allowed: "have ids of their own that begin with a small letter, and one that returns data",
    source: QUERY,
    takes: (queries: readonly Query[]) =>
      new Set(queries.map(({ id }) => id)).size === queries.length &&
      queries.every(({ id }) => /^[a-z]\w{0,254}$/.test(id)) &&
      queries.filter(({ returnData }) => returnData).length === 1,
    mistake: ([first, ...others]: readonly Query[]) => [{ ...first, id: "Value" }, ...others],
  },
  {
    type: ALARM,
    input: "metricQueries",
    allowed: `use at most ${MATHS_METRICS} metrics, all with one period`,
    source: ALARM_LIMITS_PAGE,
    takes: (queries: readonly Query[]) => {
      const metrics = queries.flatMap(({ metric }) => metric ?? []);
      return metrics.length <= MATHS_METRICS && new Set(metrics.map(({ period }) => period)).size === 1;
    },
    mistake: (queries: readonly Query[]) => [...queries, { id: "other", metric: { period: 3600, stat: "Sum" } }],
  },
  {
    type: ALARM,
    input: "metricQueries",
    allowed: "have expressions of CloudWatch's maths, over every id that is there and no other",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
    takes: (queries: readonly Query[]) => {
      const used = queries.flatMap(({ expression }) => (expression === undefined ? [] : idsOf(expression)));
      const given = queries.filter(({ metric }) => metric).map(({ id }) => id);
      return given.every((id) => used.includes(id)) && used.every((id) => queries.some((query) => query.id === id));
    },
    mistake: ([first, ...others]: readonly Query[]) => [{ ...first, expression: "SUM([absent])" }, ...others],
  },
  {
    type: COMPOSITE,
    input: "alarmRule",
    allowed: "is up to 10240 characters, and names alarms of the stage only, 100 at most",
    source: PUT_COMPOSITE,
    required: true,
    takes: isRuleOfStage,
    mistake: (rule: string) => `${rule} OR ALARM("elsewhere")`,
  },
  {
    type: DASHBOARD,
    input: "dashboardBody",
    allowed: "is JSON of the dashboard's schema: widgets within 24 columns, each with what its type needs",
    source: DASHBOARD_BODY,
    required: true,
    takes: (body: string) => dashboardFaults(body).length === 0,
    mistake: (body: string) => body.replace('"width":24', '"width":25'),
  },
  {
    type: DASHBOARD,
    input: "dashboardBody",
    allowed: "shows alarms of the stage only",
    source: DASHBOARD_BODY,
    takes: (body: string, place) => {
      const shown = [...body.matchAll(/"arn:aws:cloudwatch:[^"]+"/g)].map(([arn]) => arn.slice(1, -1));
      const known = alarmsOf(place).map(({ state }) => state.arn);
      return shown.length > 0 && shown.every((arn) => known.includes(arn));
    },
    mistake: (body: string) => body.replace(/(arn:aws:cloudwatch:[^"]+)"/, '$1-gone"'),
  },
];

function alarmsOf(place: Place) {
  return [...resourcesOf(place, ALARM), ...resourcesOf(place, COMPOSITE)];
}

function periodOf({ period, metricQueries = [] }: AlarmInputs): number {
  return period ?? Math.max(...metricQueries.map(({ metric }) => metric?.period ?? 0));
}

function isRuleOfStage(rule: string, place: Place): boolean {
  const known = alarmsOf(place).map(({ inputs }) => inputs.name ?? inputs.alarmName);
  return rule.length <= 10_240 && parseAlarmRule(rule).alarms.every((name) => known.includes(name));
}

function idsOf(expression: string): readonly string[] {
  const walk = (node: Expression): readonly string[] => {
    switch (node.kind) {
      case "number":
      case "text":
        return [];
      case "id":
        return [node.id];
      case "negate":
        return walk(node.operand);
      case "binary":
        return [...walk(node.left), ...walk(node.right)];
      case "call":
        return node.arguments.flatMap(walk);
      case "list":
        return node.items.flatMap(walk);
    }
  };
  return walk(parseExpression(expression));
}
