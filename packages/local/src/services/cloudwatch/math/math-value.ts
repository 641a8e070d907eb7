import { AwsError } from "../../../service.ts";

/** Values of one time series on the query's periods, oldest first; undefined where there is no datapoint. */
export type Points = readonly (number | undefined)[];

/** The three types of metric maths: S, TS and TS[]. */
export type MathValue =
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "series"; readonly points: Points }
  | { readonly kind: "array"; readonly series: readonly Points[] };

type Combine = (a: number, b: number) => number | undefined;

/**
 * A scalar or a series made of two, point by point. Where one of two series has no datapoint it counts as 0; where neither has, or a series
 * stands beside a number, there is none ("Basic arithmetic functions" and "Comparison and logical operators" of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html).
 */
export function combine(left: MathValue, right: MathValue, operation: Combine): MathValue {
  if (left.kind === "array" || right.kind === "array") {
    if (left.kind === "array" && right.kind === "array")
      throw mathTypeError("an operator between two arrays of time series");
    const [array, other, flipped] = left.kind === "array" ? [left, right, false] : [right, left, true];
    if (array.kind !== "array") throw mathTypeError("an operator between arrays");
    const parts = array.series.map((points) => ({ kind: "series", points }) as const);
    return {
      kind: "array",
      series: parts.map((part) =>
        pointsOf(flipped ? combine(other, part, operation) : combine(part, other, operation)),
      ),
    };
  }
  if (left.kind === "scalar" && right.kind === "scalar") {
    return { kind: "scalar", value: operation(left.value, right.value) ?? Number.NaN };
  }
  const length = left.kind === "series" ? left.points.length : pointsOf(right).length;
  const isPair = left.kind === right.kind;
  return {
    kind: "series",
    points: Array.from({ length }, (_, index) => {
      const [a, b] = [pointAt(left, index), pointAt(right, index)];
      if (isPair && (a !== undefined || b !== undefined)) return finite(operation(a ?? 0, b ?? 0));
      return a === undefined || b === undefined ? undefined : finite(operation(a, b));
    }),
  };
}

/** The same change to every point. */
export function mapValue(value: MathValue, change: (point: number) => number): MathValue {
  if (value.kind === "scalar") return { kind: "scalar", value: change(value.value) };
  if (value.kind === "series") return { kind: "series", points: mapPoints(value.points, change) };
  return { kind: "array", series: value.series.map((points) => mapPoints(points, change)) };
}

/** The value at one period: of a scalar always the scalar, if it is one. */
export function pointAt(value: MathValue, index: number): number | undefined {
  if (value.kind === "array") throw mathTypeError("an array of time series where one value is needed");
  return value.kind === "scalar" ? finite(value.value) : value.points[index];
}

/** A datapoint that would be NaN or infinite is dropped. */
function finite(point: number | undefined): number | undefined {
  return Number.isFinite(point) ? point : undefined;
}

function pointsOf(value: MathValue): Points {
  if (value.kind !== "series") throw mathTypeError("a value that is not one time series");
  return value.points;
}

export function mathTypeError(what: string): AwsError {
  return new AwsError("ValidationError", `Metric maths can't use ${what}.`);
}

function mapPoints(points: Points, change: (point: number) => number): Points {
  return points.map((point) => (point === undefined ? undefined : change(point)));
}
