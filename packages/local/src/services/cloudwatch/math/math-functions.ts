import { AwsError } from "../../../service.ts";
import { type MathValue, mapValue, mathTypeError, type Points, pointAt } from "./math-value.ts";

export interface MathCall {
  readonly arguments: readonly MathValue[];
  /** Seconds of one period of the query. */
  readonly periodSeconds: number;
  /** Number of periods of the query. */
  readonly length: number;
}

type MathFunction = (call: MathCall) => MathValue;

/** AWS's table of functions, with the types that each takes and gives. */
export const FUNCTIONS_PAGE =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list";

/** The functions that are evaluated here; METRICS, `FILL(m, REPEAT)` and `FILL(m, LINEAR)` are read in evaluate-expression. */
export const MATH_FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  SUM: aggregate((values) => values.reduce((sum, value) => sum + value, 0)),
  MAX: aggregate((values) => Math.max(...values)),
  MIN: aggregate((values) => Math.min(...values)),
  // "Missing values are treated as 0", which the table says of AVG alone: what is missing counts, where anything is there.
  AVG: aggregate((values, count) => values.reduce((sum, value) => sum + value, 0) / count),
  ABS: pointwise(Math.abs),
  CEIL: pointwise(Math.ceil),
  FLOOR: pointwise(Math.floor),
  IF: choose,
  FILL: fill,
  PERIOD: ({ arguments: given, periodSeconds }) => {
    expectArguments("PERIOD", given, 1, 1);
    return { kind: "scalar", value: periodSeconds };
  },
};

/** Functions AWS has that are refused by name here, so that a typing error is told apart from them. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "ANOMALY_DETECTION_BAND DATAPOINT_COUNT DB_PERF_INSIGHTS DIFF DIFF_TIME FIRST LAST INSIGHT_RULE_METRIC LAMBDA LOG LOG10 " +
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

/**
 * Over one series: a scalar. Over an array: a series, each period made of the points that are there; with none there is none.
 * @param reduce gets those points, and how many there would be if none were missing.
 */
function aggregate(reduce: (values: readonly number[], count: number) => number): MathFunction {
  return ({ arguments: given, length }) => {
    const [value] = expectArguments("SUM, MAX, MIN and AVG", given, 1, 1);
    if (value === undefined || value.kind === "scalar") throw mathTypeError("SUM, MAX, MIN or AVG of a number");
    const present = (points: Points) => points.filter((point) => point !== undefined);
    const reduced = (points: Points) => {
      const values = present(points);
      return values.length === 0 ? undefined : reduce(values, points.length);
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
    if (value === undefined || value.kind === "scalar") throw mathTypeError("ABS, CEIL or FLOOR of a number");
    return mapValue(value, change);
  };
}

/**
 * IF(condition, then, else). With a series as the condition: none where the condition or what it leads to is missing, but 0 where the
 * condition holds and `then` is missing. With a number: one of the two series as it is.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
 */
function choose({ arguments: given, length }: MathCall): MathValue {
  expectArguments("IF", given, 2, 3);
  const [condition, then, otherwise] = given;
  if (condition === undefined || then === undefined) throw mathTypeError("IF without a condition and a value");
  const isFixed = condition.kind === "scalar";
  if (isFixed && then.kind === "scalar") throw mathTypeError("IF of numbers alone");
  const points = Array.from({ length }, (_, index) => {
    const test = pointAt(condition, index);
    if (test === undefined) return undefined;
    if (test !== 0) return pointAt(then, index) ?? (isFixed ? undefined : 0);
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
