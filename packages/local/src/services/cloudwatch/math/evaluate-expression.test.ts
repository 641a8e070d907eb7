import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateExpression } from "./evaluate-expression.ts";
import type { Points } from "./math-value.ts";

function evaluate(text: string, series: Readonly<Record<string, Points>>) {
  const length = Object.values(series)[0]?.length ?? 0;
  return evaluateExpression(text, {
    valueOf: (id) => (series[id] === undefined ? undefined : { kind: "series", points: series[id] }),
    metrics: () => Object.values(series),
    periodSeconds: 60,
    length,
  });
}

function points(text: string, series: Readonly<Record<string, Points>>): Points {
  const value = evaluate(text, series);
  if (value.kind !== "series") throw new Error(`${text} gave ${value.kind}`);
  return value.points;
}

test.each<[string, Record<string, Points>, Points]>([
  ["m1 + m2 * 2", { m1: [1, 2], m2: [10, 20] }, [21, 42]],
  ["(m1 + m2) * 2", { m1: [1, 2], m2: [10, 20] }, [22, 44]],
  ["m1 - 1 - 1", { m1: [5] }, [3]],
  ["-m1", { m1: [5, undefined] }, [-5, undefined]],
  ["100 * m1 / m2", { m1: [1, 0, 1], m2: [4, 5, 0] }, [25, 0, undefined]],
  ["m1 + m2", { m1: [1, undefined], m2: [1, 1] }, [2, undefined]],
  ["FILL(m1, 0) + m2", { m1: [1, undefined], m2: [1, 1] }, [2, 1]],
  ["FILL(m1, REPEAT)", { m1: [undefined, 1, undefined] }, [undefined, 1, 1]],
  ["FILL(m1, LINEAR)", { m1: [1, undefined, 3, undefined] }, [1, 2, 3, undefined]],
  ["FILL(m1, m2)", { m1: [undefined, 1], m2: [7, 8] }, [7, 1]],
  ["IF(m1 > 10, m2, 0)", { m1: [11, 9, undefined], m2: [1, 1, 1] }, [1, 0, undefined]],
  ["IF(m1 >= 2 AND m2 < 5, 1, 0)", { m1: [2, 2, 1], m2: [4, 5, 4] }, [1, 0, 0]],
  ["m1 || m2 && m3", { m1: [0, 1], m2: [1, 0], m3: [0, 0] }, [0, 1]],
  ["SUM([m1, m2])", { m1: [1, undefined, undefined], m2: [2, 3, undefined] }, [3, 3, undefined]],
  ["MAX(METRICS())", { m1: [1, 5], m2: [2, 3] }, [2, 5]],
  ["m1 / PERIOD(m1)", { m1: [120] }, [2]],
  ["m1 / MAX(m1)", { m1: [1, 2, 4] }, [0.25, 0.5, 1]],
])("%s over %j is %j", (text, series, expected) => {
  expect(points(text, series)).toEqual(expected);
});

test("SUM over one series is a number, not a series", () => {
  expect(evaluate("SUM(m1)", { m1: [1, undefined, 2] })).toEqual({ kind: "scalar", value: 3 });
});

test("A function of AWS's that is not evaluated here is refused by its name", () => {
  expect(() => evaluate("RATE(m1)", { m1: [1] })).toThrow(
    "Metric maths function RATE is not supported by this local AWS.",
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
