import type { Points } from "./math-value.ts";

/** Rows and examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html, by its sections. */
export interface MetricMathCase {
  /** The section's anchor. */
  readonly section: string;
  readonly expression: string;
  readonly series: Readonly<Record<string, Points>>;
  readonly result: Points;
}

const NONE = undefined;
/** metric1 and metric2 of the page's table of operators. */
const OPERANDS = { metric1: [30, 20, 0, 0], metric2: [20, NONE, 20, NONE] };
/** metric1, metric2 and metric3 of the page's tables of IF. */
const CHOICES = { metric1: [1, 1, 0, 0, NONE], metric2: [30, NONE, 0, 0, 30], metric3: [0, 0, 20, NONE, 20] };

export const METRIC_MATH_CASES: readonly MetricMathCase[] = [
  ...inSection("metric-math-syntax-arithmetic", [
    ["m1 + m2", { m1: [1, NONE, 3, NONE], m2: [10, 20, NONE, NONE] }, [11, 20, 3, NONE]],
    ["m1 - m2", { m1: [1, NONE], m2: [NONE, 20] }, [1, -20]],
    ["m1 * m2", { m1: [2, NONE], m2: [NONE, 20] }, [0, 0]],
    ["100 * m1 / m2", { m1: [1, 0, 1, NONE, 1], m2: [4, 5, 0, 5, NONE] }, [25, 0, NONE, 0, NONE]],
    ["5 * m1", { m1: [1, NONE] }, [5, NONE]],
    ["-5*m1", { m1: [1] }, [-5]],
    ["-m1", { m1: [5, NONE] }, [-5, NONE]],
    ["SUM(100/[m1, m2])", { m1: [10, 0], m2: [20, 50] }, [15, 2]],
    ["SUM(-[m1, m2])", { m1: [1], m2: [2] }, [-3]],
    ["m1 * PERIOD(m1)/60", { m1: [7] }, [7]],
  ]),
  ...inSection("metric-math-syntax-operators", [
    ["metric1 < metric2", OPERANDS, [0, 0, 1, 0]],
    ["metric1 >= 30", OPERANDS, [1, 0, 0, 0]],
    ["metric1 > 15 AND metric2 > 15", OPERANDS, [1, 0, 0, 0]],
    ["metric1 > 15 && metric2 > 15", OPERANDS, [1, 0, 0, 0]],
    ["metric1 > 15 OR metric2 > 15", OPERANDS, [1, 1, 1, 0]],
    ["metric2 >= 30", OPERANDS, [0, NONE, 0, NONE]],
  ]),
  ...inSection("using-IF-expressions", [
    ["IF(metric1, metric2, metric3)", CHOICES, [30, 0, 20, NONE, NONE]],
    ["IF(metric1, 5, metric3)", CHOICES, [5, 5, 20, NONE, NONE]],
    ["IF(metric1, metric2, 5)", CHOICES, [30, 0, 5, 5, NONE]],
    ["IF(metric1, metric2)", CHOICES, [30, 0, NONE, NONE, NONE]],
    ["IF(1, metric2, metric3)", CHOICES, CHOICES.metric2],
    ["IF(0, metric2, metric3)", CHOICES, CHOICES.metric3],
    ["IF(0, metric2)", CHOICES, [NONE, NONE, NONE, NONE, NONE]],
    ["IF(metric1<400, metric1)", { metric1: [300, 500, NONE] }, [300, NONE, NONE]],
    ["IF(metric1<400, 10, 2)", { metric1: [300, 500, NONE] }, [10, 2, NONE]],
    ["IF(-1 * metric1, 10, 2)", { metric1: [0.5, 0] }, [10, 2]],
  ]),
  ...inSection("metric-math-syntax-metrics-function", [
    ["SUM(METRICS())", { m1: [1, 5], m2: [2, NONE] }, [3, 5]],
    ['SUM(METRICS("errors"))', { errors1: [1], other: [10], my_errors: [2] }, [3]],
    ["SUM([METRICS('4xx'), METRICS('5xx')])", { a4xx: [1], a5xx: [2], all: [9] }, [3]],
    ["MAX(METRICS()/100)", { m1: [100], m2: [200] }, [2]],
  ]),
  ...inSection("metric-math-syntax-functions-list", [
    ["SUM([m1,m2])", { m1: [1, NONE, NONE], m2: [2, 3, NONE] }, [3, 3, NONE]],
    ["AVG([m1,m2])", { m1: [1, NONE, NONE], m2: [3, 3, NONE] }, [2, 1.5, NONE]],
    ["m1-AVG(m1)", { m1: [1, NONE, 5] }, [-1, NONE, 3]],
    ["MAX(m1)/m1", { m1: [1, 2, 4] }, [4, 2, 1]],
    ["m1-MIN(m1)", { m1: [3, 2] }, [1, 0]],
    ["MIN(ABS([m1, m2]))", { m1: [-3], m2: [2] }, [2]],
    ["CEIL(m1)", { m1: [1.2] }, [2]],
    ["FLOOR(m1)", { m1: [1.8] }, [1]],
    ["FILL(m1,10)", { m1: [1, NONE] }, [1, 10]],
    ["FILL(m1, MIN(m1))", { m1: [1, NONE, 3] }, [1, 1, 3]],
    ["FILL(m1, REPEAT)", { m1: [NONE, 1, NONE] }, [NONE, 1, 1]],
    ["SUM(FILL(METRICS(), LINEAR))", { m1: [1, NONE, 3, NONE] }, [1, 2, 3, NONE]],
    ["SUM(FILL(METRICS(), m1))", { m1: [7, 8], m2: [NONE, 1] }, [14, 9]],
    ["m1/PERIOD(m1)", { m1: [120] }, [2]],
  ]),
];

function inSection(
  section: string,
  cases: readonly (readonly [string, Readonly<Record<string, Points>>, Points])[],
): readonly MetricMathCase[] {
  return cases.map(([expression, series, result]) => ({ section, expression, series, result }));
}
