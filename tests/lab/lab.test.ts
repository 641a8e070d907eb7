import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { renderRun } from "./lab-report.ts";
import { SET_UP_AT } from "./plan-run.ts";
import { runScenario } from "./run-scenario.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";
import { PreparedStage } from "./stage/lab-stage.ts";

// An evaluation of the graph takes seconds, and waits for those of other test files.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const TESTED = SCENARIOS.flatMap((scenario) =>
  (scenario.testedWith ?? []).map((seed) => [scenario.name, seed, scenario] as const),
);

let prepared: PreparedStage;

beforeAll(async () => {
  prepared = await PreparedStage.make(SET_UP_AT);
});

afterAll(() => prepared.close());

test.each(TESTED)("the scenario %s goes as it says, with seed %i", async (_name, seed, scenario) => {
  const run = await runScenario(scenario, seed, prepared);
  expect(run.problems, renderRun(run)).toEqual([]);
});

test("every scenario has a name of its own", () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
});
