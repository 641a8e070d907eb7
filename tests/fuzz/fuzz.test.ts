import { expect, test } from "vitest";
import { runFuzz } from "./run-fuzz.ts";

const INPUTS = 3000;

test("no malformed statement or request crashes or hangs parser, planner, engine or wire (100,000 in npm run fuzz)", async () => {
  expect(await runFuzz({ inputs: INPUTS, seed: 7, clock: () => performance.now() })).toEqual([]);
}, 120_000);
