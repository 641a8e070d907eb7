import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateExpression } from "./evaluate-expression.ts";
import type { Points } from "./math-value.ts";
import { METRIC_MATH_CASES } from "./metric-math-cases.ts";

function evaluate(text: string, series: Readonly<Record<string, Points>>) {
  const length = Object.values(series)[0]?.length ?? 0;
  return evaluateExpression(text, {
    valueOf: (id) => (series[id] === undefined ? undefined : { kind: "series", points: series[id] }),
    metrics: (containing) => Object.entries(series).flatMap(([id, each]) => (id.includes(containing) ? [each] : [])),
    isMetric: (id) => id in series,
    periodSeconds: 60,
    length,
  });
}

function points(text: string, series: Readonly<Record<string, Points>>): Points {
  const value = evaluate(text, series);
  if (value.kind !== "series") throw new Error(`${text} gave ${value.kind}`);
  return value.points;
}

test.each(METRIC_MATH_CASES)("AWS's page, $section: $expression", ({ expression, series, result }) => {
  expect(points(expression, series)).toEqual(result);
});

test.each<[string, Record<string, Points>, Points]>([
  ["m1 + m2 * 2", { m1: [1, 2], m2: [10, 20] }, [21, 42]],
  ["(m1 + m2) * 2", { m1: [1, 2], m2: [10, 20] }, [22, 44]],
  ["m1 - 1 - 1", { m1: [5] }, [3]],
  ["FILL(m1, m2)", { m1: [undefined, 1], m2: [7, 8] }, [7, 1]],
  ["m1 || m2 && m3", { m1: [0, 1], m2: [1, 0], m3: [0, 0] }, [0, 1]],
  ["m2 / SUM(m1)", { m1: [undefined], m2: [1] }, [undefined]],
  ["m1 ^ 0.5", { m1: [4, -4] }, [2, undefined]],
])("%s over %j is %j", (text, series, expected) => {
  expect(points(text, series)).toEqual(expected);
});

test("SUM over one series is a number, not a series", () => {
  expect(evaluate("SUM(m1)", { m1: [1, undefined, 2] })).toEqual({ kind: "scalar", value: 3 });
});

test("A function of AWS's that is not evaluated here is refused by its name", () => {
  expect(() => evaluate("RATE(m1)", { m1: [1] })).toThrow(
    /^Metric maths function RATE \(https:.*functions-list\) is not supported by this local AWS\.$/,
  );
  expect(() => evaluate("SELECT AVG(x) FROM y", {})).toThrow(/not supported/);
});

test.each([
  ["m1 +", /at character 5: a number, an id, a function or a bracket is expected/],
  ["m1 m2", /at character 4: "m2" is not expected here/],
  ["m1 + m9", /no metric or expression with the id "m9"/],
  ["SUMM(m1)", /"SUMM" is not a function/],
  ["m1 ; 2", /can't be read/],
  ["IF(m1)", /IF needs 2 or 3 arguments/],
  ["SUM(1)", /SUM, MAX, MIN or AVG of a number/],
  ["ABS(1) * m1", /ABS, CEIL or FLOOR of a number/],
  ["IF(1, 2, m1)", /IF of numbers alone/],
  ["SUM([m1, m2] > 1)", /> with an array of time series/],
  ["PERIOD(m1 + m2)", /PERIOD is of a metric/],
  ["SUM(METRICS(m1))", /METRICS takes nothing, or one text/],
  ['m1 + "m2"', /text is for METRICS alone/],
])("%s is refused with the place and the reason", (text, message) => {
  expect(() => evaluate(text, { m1: [1], m2: [1] })).toThrow(message);
});

test("Filling leaves no gap and changes no datapoint", () => {
  const series = fc.array(fc.option(fc.integer(), { nil: undefined }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 99 }), (m1, filler) => {
      const filled = points(`FILL(m1, ${filler})`, { m1 });
      expect(filled).toEqual(m1.map((point) => point ?? filler));
    }),
  );
});
