import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { renderOutcome } from "./lab-report.ts";
import { SET_UP_AT } from "./plan-run.ts";
import { runScenario } from "./run-scenario.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";
import { PreparedStage } from "./stage/lab-stage.ts";
import { KINDS, STAGE_KINDS, type StageKindName } from "./stage/stage-kind.ts";

// An evaluation of the graph takes seconds, and waits for those of other test files.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** On the first kind of stage that they are for. */
const TESTED = SCENARIOS.filter(
  ({ name }, index) => SCENARIOS.findIndex((other) => other.name === name) === index,
).flatMap((scenario) =>
  (scenario.testedWith ?? []).map((seed) => [scenario.name, scenario.kind.name, seed, scenario] as const),
);

const prepared = new Map<StageKindName, PreparedStage>();

beforeAll(async () => {
  const tested = STAGE_KINDS.filter((name) => TESTED.some(([, kind]) => kind === name));
  for (const kind of tested) prepared.set(kind, await PreparedStage.make(KINDS[kind], SET_UP_AT));
});

afterAll(() => {
  for (const stage of prepared.values()) stage.close();
});

test.each(TESTED)("the scenario %s on %s goes as it says, with seed %i", async (_name, kind, seed, scenario) => {
  const stage = prepared.get(kind);
  if (!stage) throw new Error(`No ${kind} stage was set up.`);
  const run = await runScenario(scenario, seed, stage);
  expect(run.problems, renderOutcome(run)).toEqual([]);
});

test("every scenario of a kind of stage has a name of its own", () => {
  expect(new Set(SCENARIOS.map(({ kind, name }) => `${name} on ${kind.name}`)).size).toBe(SCENARIOS.length);
});
