import { AwsError } from "../../../service.ts";
import { type MathValue, mapValue, mathTypeError, type Points, pointAt } from "./math-value.ts";

export interface MathCall {
  readonly arguments: readonly MathValue[];
  /** Seconds of one period of the query. */
  readonly periodSeconds: number;
  /** Number of periods of the query. */
  readonly length: number;
  /** Every metric of the request, for METRICS(). */
  readonly metrics: () => readonly Points[];
}

type MathFunction = (call: MathCall) => MathValue;

/**
 * The functions that are evaluated here, from AWS's table; `FILL(m, REPEAT)` and `FILL(m, LINEAR)` are read in evaluate-expression.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list
 */
export const MATH_FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  SUM: aggregate((values) => values.reduce((sum, value) => sum + value, 0)),
  MAX: aggregate((values) => Math.max(...values)),
  MIN: aggregate((values) => Math.min(...values)),
  AVG: aggregate((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  ABS: pointwise(Math.abs),
  CEIL: pointwise(Math.ceil),
  FLOOR: pointwise(Math.floor),
  IF: choose,
  FILL: fill,
  METRICS: ({ arguments: given, metrics }) => {
    expectArguments("METRICS", given, 0, 0);
    return { kind: "array", series: metrics() };
  },
  PERIOD: ({ arguments: given, periodSeconds }) => {
    expectArguments("PERIOD", given, 1, 1);
    return { kind: "scalar", value: periodSeconds };
  },
};

/** Functions AWS has that are refused by name here, so that a typing error is told apart from them. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "ANOMALY_DETECTION_BAND CORR DATAPOINT_COUNT DB_PERF_INSIGHTS DIFF DIFF_TIME FIRST LAST INSIGHT_RULE_METRIC LAMBDA LOG LOG10 " +
    "METRIC_COUNT MINUTE HOUR DAY DATE MONTH YEAR EPOCH RATE REMOVE_EMPTY RUNNING_SUM SEARCH SERVICE_QUOTA SLICE SORT STDDEV " +
    "TIME_SERIES"
  ).split(" "),
);

/** Fills every missing point with a value, the last value before it, or a straight line between its neighbours. */
export function fillPoints(points: Points, filler: MathValue | "REPEAT" | "LINEAR"): Points {
  if (filler === "REPEAT") return repeatLast(points);
  if (filler === "LINEAR") return points.map((point, index) => point ?? lineAt(points, index));
  return points.map((point, index) => point ?? pointAt(filler, index));
}

/** Over one series: a scalar. Over an array: a series, each period made of the points that are there. */
function aggregate(reduce: (values: readonly number[]) => number): MathFunction {
  return ({ arguments: given, length }) => {
    const [value] = expectArguments("SUM, MAX, MIN and AVG", given, 1, 1);
    if (value === undefined || value.kind === "scalar") throw mathTypeError("SUM, MAX, MIN or AVG of a number");
    const present = (points: Points) => points.filter((point) => point !== undefined);
    const reduced = (points: Points) => {
      const values = present(points);
      return values.length === 0 ? undefined : reduce(values);
    };
    if (value.kind === "series") return { kind: "scalar", value: reduced(value.points) ?? Number.NaN };
    const { series } = value;
    return {
      kind: "series",
      points: Array.from({ length }, (_, index) => reduced(series.map((points) => points[index]))),
    };
  };
}

function pointwise(change: (value: number) => number): MathFunction {
  return ({ arguments: given }) => {
    const [value] = expectArguments("ABS, CEIL and FLOOR", given, 1, 1);
    if (value === undefined) throw mathTypeError("a function without its argument");
    return mapValue(value, change);
  };
}

/** IF(condition, then, else): a missing condition gives a missing point. */
function choose({ arguments: given, length }: MathCall): MathValue {
  expectArguments("IF", given, 2, 3);
  const [condition, then, otherwise] = given;
  if (condition === undefined || then === undefined) throw mathTypeError("IF without a condition and a value");
  if (given.every((value) => value.kind === "scalar") && condition.kind === "scalar") {
    const chosen = condition.value !== 0 ? then : otherwise;
    return chosen ?? { kind: "scalar", value: Number.NaN };
  }
  const points = Array.from({ length }, (_, index) => {
    const test = pointAt(condition, index);
    if (test === undefined) return undefined;
    if (test !== 0) return pointAt(then, index);
    return otherwise === undefined ? undefined : pointAt(otherwise, index);
  });
  return { kind: "series", points };
}

function fill({ arguments: given }: MathCall): MathValue {
  const [value, filler] = expectArguments("FILL", given, 2, 2);
  if (value === undefined || filler === undefined || value.kind === "scalar") throw mathTypeError("FILL of a number");
  if (value.kind === "series") return { kind: "series", points: fillPoints(value.points, filler) };
  return { kind: "array", series: value.series.map((points) => fillPoints(points, filler)) };
}

function repeatLast(points: Points): Points {
  let last: number | undefined;
  return points.map((point) => {
    last = point ?? last;
    return last;
  });
}

function lineAt(points: Points, index: number): number | undefined {
  const before = points.findLastIndex((point, at) => at < index && point !== undefined);
  const after = points.findIndex((point, at) => at > index && point !== undefined);
  const [a, b] = [points[before], points[after]];
  if (a === undefined || b === undefined) return undefined;
  return a + ((b - a) * (index - before)) / (after - before);
}

function expectArguments(name: string, given: readonly MathValue[], least: number, most: number): readonly MathValue[] {
  if (given.length >= least && given.length <= most) return given;
  const wanted = least === most ? `${least}` : `${least} or ${most}`;
  throw new AwsError("ValidationError", `${name} needs ${wanted} arguments in metric maths, not ${given.length}.`);
}
