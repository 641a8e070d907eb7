import { expect, test } from "vitest";
import { SCENARIO_NAMES, scenarioNamed, scenarioSchema, UnknownScenarioError } from "./scenario.ts";

test("an unknown scenario is refused with the names there are", () => {
  const result = scenarioSchema.safeParse({ name: "earthquake" });
  expect(result.error?.issues[0]?.message).toBe(
    `There is no scenario "earthquake". Choose one of: ${SCENARIO_NAMES.join(", ")}.`,
  );
  expect(() => scenarioNamed("earthquake")).toThrow(UnknownScenarioError);
});

test("names of what every object has are no scenarios", () => {
  expect(scenarioSchema.safeParse({ name: "toString" }).success).toBe(false);
});

test("a window that ends before it begins is refused", () => {
  const asked = { name: "drift", from: "2026-11-23T12:00:00Z", until: "2026-11-23T11:00:00Z" };
  expect(scenarioSchema.safeParse(asked).error?.issues[0]?.message).toBe("`from` must be earlier than `until`");
});

test("a key that no scenario has is refused", () => {
  expect(scenarioSchema.safeParse({ name: "drift", sensor: 1001 }).success).toBe(false);
});

test("every documented scenario exists", () => {
  expect(SCENARIO_NAMES).toEqual([
    "heat-wave",
    "cold-snap",
    "drift",
    "spike",
    "stuck-sensor",
    "sensor-error",
    "silent-sensor",
    "malformed",
    "base64",
    "hex",
    "gzip",
    "duplicates",
  ]);
});
