import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AlarmCondition,
  type AlarmDatapoint,
  type AlarmState,
  evaluateAlarm,
  MISSING_DATA_TREATMENTS,
} from "./evaluate-alarm.ts";
import { MISSING_DATA_CASES } from "./missing-data-cases.ts";

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

test.each(MISSING_DATA_CASES)("AWS's table of $datapointsToAlarm out of 3, row $points ($source)", (row) => {
  const { points, datapointsToAlarm, filled, outcomes } = row;
  for (const treatMissingData of MISSING_DATA_TREATMENTS) {
    for (const current of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const) {
      const verdict = evaluateAlarm(condition({ datapointsToAlarm, treatMissingData }), range(points), current);
      const outcome = outcomes[treatMissingData];
      expect([treatMissingData, verdict.state]).toEqual([treatMissingData, outcome === "retain" ? current : outcome]);
      expect(verdict.filled).toBe(filled);
    }
  }
});

test("A lonely breaching datapoint does not alarm before it is as old as DatapointsToAlarm", () => {
  const states = ["- - - - X", "- - - X -", "- - X - -"].map(
    (points) => evaluateAlarm(condition({}), range(points), "OK").state,
  );
  expect(states).toEqual(["INSUFFICIENT_DATA", "INSUFFICIENT_DATA", "ALARM"]);
});

test("A datapoint within the threshold keeps a breaching treatment off until it leaves the evaluation range", () => {
  const breaching = condition({ treatMissingData: "breaching" });
  expect(evaluateAlarm(breaching, range("0 - - - -"), "OK").state).toBe("OK");
  expect(evaluateAlarm(breaching, range("- - - - -"), "OK").state).toBe("ALARM");
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
