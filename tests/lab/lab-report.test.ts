import { expect, test } from "vitest";
import type { FailedRun, MatrixRun, ScenarioRun } from "./lab-outcome.ts";
import { outcomesAsJson, renderOutcome, renderSummary } from "./lab-report.ts";

const AT = Date.UTC(2026, 0, 5, 12);
const MINUTE_MS = 60_000;

const good: ScenarioRun = {
  ...{ stage: "production", scenario: "healthy", seed: 4, drawn: "nothing", problems: [] },
  ...{ fault: { from: AT, until: AT + 30 * MINUTE_MS }, end: AT + 60 * MINUTE_MS },
  alarms: [
    {
      ...{ key: "producer-silent", raiseSeconds: 300, clearSeconds: 600, before: "OK" },
      changes: [
        { at: AT + 4 * MINUTE_MS, to: "ALARM" },
        { at: AT + 31 * MINUTE_MS, to: "OK" },
      ],
      ...{ raisedAfter: 240, clearedAfter: 60, raiseBound: 300 },
    },
  ],
  records: { accepted: 3, landed: 3, visible: 2, duplicate: 1, quarantined: 0, batchesKept: 0 },
};
const wrong = { ...good, seed: 5, problems: ["producer-silent: a false alarm."] };
const failed: FailedRun = {
  stage: "development",
  scenario: "reshard",
  seed: 6,
  failure: "Error: no stage\n    at somewhere",
};

test("a run is told with its alarms against their bounds, and what is wrong", () => {
  expect(renderOutcome(wrong)).toBe(`BROKE healthy on production, seed 5: nothing, for 30 min
        producer-silent after 4 min of 5 min, cleared after 1 min of 10 min
        3 accepted, 3 landed: 2 visible, 1 duplicate, 0 quarantined
      ! producer-silent: a false alarm.
`);
});

test("an alarm that clears before the fault ends is said to, and no time is negative", () => {
  const early = { ...good, alarms: good.alarms.map((alarm) => ({ ...alarm, clearedAfter: -18 })) };
  expect(renderOutcome(early)).toContain(
    "producer-silent after 4 min of 5 min, cleared 0.3 min before the fault ended\n",
  );
});

test("an alarm that merely may go to ALARM has no bound to be held against", () => {
  const maybe = { ...good, alarms: good.alarms.map((alarm) => ({ ...alarm, raiseBound: undefined })) };
  expect(renderOutcome(maybe)).toContain("producer-silent after 4 min, cleared after 1 min of 10 min\n");
  expect(renderSummary([maybe], 1)).toMatch(/ producer-silent 4 /);
});

test("a run that could not be made is told with its error", () => {
  expect(renderOutcome(failed)).toBe(`BROKE reshard on development, seed 6: it could not be run
      ! Error: no stage
            at somewhere
`);
});

test("the summary counts what broke and was not run, and gives the commands that repeat it", () => {
  const summary = renderSummary([good, wrong, failed], 5);
  expect(summary).toContain("3 of 5 runs: 1 went as they should, 2 did not, 2 not made.");
  expect(
    summary.split("To repeat those that broke:\n")[1],
  ).toBe(`  npm run lab -- --stage production --scenario healthy --seed 5
  npm run lab -- --stage development --scenario reshard --seed 6
`);
});

test("a matrix is told with its cases and those that failed, and the command that repeats it", () => {
  const proved: MatrixRun = { matrix: "privileges", cases: 120, problems: [] };
  const lost: MatrixRun = { matrix: "set-up", cases: 150, problems: ["set-up: run twice: a view is missing"] };
  const summary = renderSummary([proved, lost, good], 3);
  expect(summary).toContain("ok    matrix privileges: 120 cases\n");
  expect(summary).toContain("BROKE matrix set-up: 150 cases, 1 failed\n      ! set-up: run twice: a view is missing\n");
  expect(summary).toContain("3 of 3 runs and matrices: 2 went as they should, 1 did not.");
  expect(summary).toContain("  npm run lab:setup -- set-up\n");
  expect(renderOutcome({ matrix: "privileges", failure: "Error: no" })).toBe(
    "BROKE matrix privileges: it could not be tried\n      ! Error: no\n",
  );
});

test("the JSON has times as AWS writes them, what could not be run, and the matrices", () => {
  const proved: MatrixRun = { matrix: "privileges", cases: 120, problems: [] };
  expect(outcomesAsJson([proved, good, failed])).toMatchObject({
    runs: [
      {
        fault: { from: "2026-01-05T12:00:00.000Z", until: "2026-01-05T12:30:00.000Z" },
        alarms: [{ changes: [{ at: "2026-01-05T12:04:00.000Z", to: "ALARM" }, { to: "OK" }] }],
      },
      failed,
    ],
    matrices: [proved],
  });
});
