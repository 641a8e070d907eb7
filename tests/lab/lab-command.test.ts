import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { expectationOf, labAlarms } from "./lab-alarms.ts";
import { LAB_DOC_FILE, labDoc } from "./lab-doc.ts";
import { LabUsageError, parseLabOptions } from "./lab-options.ts";
import { MATRICES } from "./lab-outcome.ts";
import { planRun } from "./plan-run.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";
import { KINDS } from "./stage/stage-kind.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const parse = (...args: string[]) => parseLabOptions(args, SCENARIOS, { randomSeed: () => 77, cores: 4 });

test("docs/lab.md is the one that the scenarios give (npm run lab:doc writes it)", () => {
  expect(readFileSync(path.join(ROOT, LAB_DOC_FILE), "utf8")).toBe(labDoc());
});

test("without options every scenario runs once, with seed 1, and every matrix is gone through", () => {
  expect(parse()).toEqual({
    run: { scenarios: SCENARIOS, seed: 1, runs: SCENARIOS.length, matrices: MATRICES, jobs: 4, json: false },
  });
  for (const part of [
    ["--scenario", "healthy"],
    ["--stage", "production"],
    ["--runs", "60"],
  ]) {
    expect(parse(...part)).toMatchObject({ run: { matrices: [] } });
  }
});

test("a long run has a random first seed, unless one is given", () => {
  expect(parse("--runs", "1000")).toMatchObject({ run: { seed: 77, runs: 1000 } });
  expect(parse("--runs", "1000", "--seed", "5")).toMatchObject({ run: { seed: 5, runs: 1000 } });
  expect(parse("--scenario", "healthy", "--stage", "production", "--seed", "5")).toMatchObject({
    run: { seed: 5, runs: 1 },
  });
});

test("as many run at the same time as the machine has cores, or as are wanted, and no more than there are", () => {
  expect(parse("--runs", "1000")).toMatchObject({ run: { jobs: 4 } });
  expect(parse("--runs", "1000", "--jobs", "7")).toMatchObject({ run: { jobs: 7 } });
  expect(parse("--scenario", "healthy")).toMatchObject({ run: { jobs: 2 } });
  expect(parse("--scenario", "reshard")).toMatchObject({ run: { jobs: 1 } });
});

test.each([
  [["--scenario", "helthy"], 'There is no scenario "helthy". Choose from healthy, '],
  [["--stage", "staging"], '--stage takes development or production, not "staging".'],
  [
    ["--scenario", "reshard", "--stage", "production"],
    'The scenario "reshard" is for a development stage alone: Kinesis alone reshards',
  ],
  [["--seed", "0"], '--seed takes a whole number of at least 1, not "0".'],
  [["--jobs", "none"], '--jobs takes a whole number of at least 1, not "none".'],
  [["--runs", "1e3"], '--runs takes a whole number of at least 1, not "1e3".'],
  [["--speed", "3"], "See npm run lab -- --help."],
])("%j is refused in one sentence", (args, sentence) => {
  expect(() => parse(...args)).toThrow(LabUsageError);
  expect(() => parse(...args)).toThrow(sentence);
});

test("the list has every scenario with what it does", () => {
  expect(parse("--list")).toEqual({ text: expect.stringContaining(SCENARIOS.at(-1)?.happens ?? "") });
});

test("the same seed plans the same run, and another one another", () => {
  for (const scenario of SCENARIOS) {
    const plan = (seed: number) => {
      const { start, window, plan: planned } = planRun(scenario, seed);
      return [start, window, planned.drawn];
    };
    expect(plan(3)).toEqual(plan(3));
    expect(plan(3)).not.toEqual(plan(4));
  }
});

test("a fault lasts longer than any alarm that must go to ALARM may take", () => {
  for (const { name, kind, minutes, raised } of SCENARIOS) {
    const bounds = new Map(labAlarms(kind).map(({ key, raiseSeconds }) => [key, raiseSeconds]));
    for (const [key, onset] of Object.entries(raised)) {
      const needed = ((onset ?? 0) + (bounds.get(key) ?? Number.POSITIVE_INFINITY)) / 60;
      expect(minutes[0], `${name} on ${kind.name} for ${key}`).toBeGreaterThanOrEqual(needed);
    }
  }
});

test("the alarm that calls a person follows from those below it", () => {
  const { development } = KINDS;
  expect(expectationOf({ raised: { "producer-silent": 60 } }, development)).toMatchObject({
    raised: { "producer-silent": 60, "pipeline-unhealthy": 0 },
    bounds: { "pipeline-unhealthy": 360 },
  });
  expect(expectationOf({ raised: { "invalid-records": 0 } }, development).raised).toEqual({ "invalid-records": 0 });
  const possible = expectationOf({ raised: {}, mayRaise: { "data-not-fresh": "late" } }, development);
  expect(possible.mayRaise).toHaveProperty("pipeline-unhealthy");
});
