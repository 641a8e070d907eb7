import { expect, test } from "vitest";
import { renderRun, renderSummary, runAsJson } from "./lab-report.ts";
import type { FailedRun, ScenarioRun } from "./scenario-run.ts";

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
  expect(renderRun(wrong)).toBe(`BROKE healthy on production, seed 5: nothing, for 30 min
        producer-silent after 4 min of 5 min, cleared after 1 min of 10 min
        3 accepted, 3 landed: 2 visible, 1 duplicate, 0 quarantined
      ! producer-silent: a false alarm.
`);
});

test("a run that could not be made is told with its error", () => {
  expect(renderRun(failed)).toBe(`BROKE reshard on development, seed 6: it could not be run
      ! Error: no stage
            at somewhere
`);
});

test("the summary counts what broke and was not run, and gives the commands that repeat it", () => {
  const summary = renderSummary([good, wrong, failed], 5);
  expect(summary).toContain("3 of 5 runs: 1 as their scenarios say, 2 not, 2 not run.");
  expect(
    summary.split("To repeat those that broke:\n")[1],
  ).toBe(`  npm run lab -- --stage production --scenario healthy --seed 5
  npm run lab -- --stage development --scenario reshard --seed 6
`);
});

test("the JSON has times as AWS writes them, and what could not be run", () => {
  expect(runAsJson(good)).toMatchObject({
    fault: { from: "2026-01-05T12:00:00.000Z", until: "2026-01-05T12:30:00.000Z" },
    alarms: [{ changes: [{ at: "2026-01-05T12:04:00.000Z", to: "ALARM" }, { to: "OK" }] }],
  });
  expect(runAsJson(failed)).toEqual(failed);
});
