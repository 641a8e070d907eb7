import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AlarmCondition,
  type AlarmDatapoint,
  type AlarmState,
  evaluateAlarm,
  MISSING_DATA_TREATMENTS,
} from "./evaluate-alarm.ts";

/** AWS's notation: 0 is within the threshold, X breaches it, - is missing; oldest first. */
function range(text: string): (AlarmDatapoint | undefined)[] {
  return text
    .split(" ")
    .map((mark, index) => (mark === "-" ? undefined : { at: index * 300_000, value: mark === "X" ? 1 : 0 }));
}

function condition(changes: Partial<AlarmCondition>): AlarmCondition {
  return {
    comparison: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    treatMissingData: "missing",
    ...changes,
  };
}

const TREATMENTS = ["missing", "ignore", "breaching", "notBreaching"] as const;

/** "retain" keeps whatever the state was. */
type Cell = AlarmState | "retain";

function expectRow(points: string, datapointsToAlarm: number, cells: readonly Cell[]) {
  for (const [column, treatMissingData] of TREATMENTS.entries()) {
    for (const current of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const) {
      const { state } = evaluateAlarm(condition({ datapointsToAlarm, treatMissingData }), range(points), current);
      const cell = cells[column];
      expect(`${treatMissingData}: ${state}`).toBe(`${treatMissingData}: ${cell === "retain" ? current : cell}`);
    }
  }
}

test.each<[string, Cell, Cell, Cell, Cell]>([
  ["0 - X - X", "OK", "OK", "OK", "OK"],
  ["- - - - 0", "OK", "OK", "OK", "OK"],
  ["- - - - -", "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
  ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["- - X - -", "ALARM", "retain", "ALARM", "OK"],
])("AWS's table for 3 out of 3, row %s", (points, ...cells) => {
  expectRow(points, 3, cells);
});

test.each<[string, Cell, Cell, Cell, Cell]>([
  ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 - X - -", "OK", "OK", "ALARM", "OK"],
  ["- - - - 0", "OK", "OK", "ALARM", "OK"],
  ["- - - X -", "ALARM", "retain", "ALARM", "OK"],
])("AWS's table for 2 out of 3, row %s", (points, ...cells) => {
  expectRow(points, 2, cells);
});

test.each<[string, Cell, Cell, Cell, Cell]>([
  ["0 - - - -", "OK", "OK", "OK", "OK"],
  ["- - - - X", "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
  ["X - - - -", "ALARM", "retain", "ALARM", "OK"],
])("AWS's earlier table for 3 out of 3, row %s", (points, ...cells) => {
  expectRow(points, 3, cells);
});

test("A lonely breaching datapoint does not alarm before it is as old as DatapointsToAlarm", () => {
  const states = ["- - - - X", "- - - X -", "- - X - -"].map(
    (points) => evaluateAlarm(condition({}), range(points), "OK").state,
  );
  expect(states).toEqual(["INSUFFICIENT_DATA", "INSUFFICIENT_DATA", "ALARM"]);
});

test("One datapoint takes a fresh alarm of one period out of INSUFFICIENT_DATA", () => {
  const one = condition({ evaluationPeriods: 1, datapointsToAlarm: 1 });
  expect(evaluateAlarm(one, range("- - 0"), "INSUFFICIENT_DATA").state).toBe("OK");
  expect(evaluateAlarm(one, range("- - X"), "INSUFFICIENT_DATA").state).toBe("ALARM");
});

test.each([
  ["GreaterThanThreshold", 5, "OK"],
  ["GreaterThanOrEqualToThreshold", 5, "ALARM"],
  ["LessThanThreshold", 5, "OK"],
  ["LessThanOrEqualToThreshold", 5, "ALARM"],
] as const)("%s compares a value equal to the threshold", (comparison, threshold, state) => {
  const settings = condition({ comparison, threshold, evaluationPeriods: 1, datapointsToAlarm: 1 });
  expect(evaluateAlarm(settings, [undefined, undefined, { at: 0, value: 5 }], "OK").state).toBe(state);
});

test("The datapoints that are evaluated and filled in add up to the evaluation periods", () => {
  const marks = fc.array(fc.constantFrom("0", "X", "-"), { minLength: 3, maxLength: 12 });
  const states = fc.constantFrom<AlarmState>("OK", "ALARM", "INSUFFICIENT_DATA");
  fc.assert(
    fc.property(marks, fc.constantFrom(...MISSING_DATA_TREATMENTS), states, (points, treatMissingData, current) => {
      const evaluationPeriods = points.length - 2;
      const settings = condition({
        evaluationPeriods,
        datapointsToAlarm: Math.ceil(evaluationPeriods / 2),
        treatMissingData,
      });
      const verdict = evaluateAlarm(settings, range(points.join(" ")), current);
      expect(verdict.evaluated.length + verdict.filled).toBe(evaluationPeriods);
      if (verdict.state === "INSUFFICIENT_DATA" && current !== "INSUFFICIENT_DATA")
        expect(treatMissingData).toBe("missing");
      const breaching = verdict.evaluated.filter((datapoint) => datapoint.value > 0).length;
      if (breaching >= settings.datapointsToAlarm) expect(verdict.state).toBe("ALARM");
    }),
  );
});
