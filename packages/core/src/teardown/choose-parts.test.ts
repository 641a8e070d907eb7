import { expect, test } from "vitest";
import { chooseParts } from "./choose-parts.ts";
import type { TeardownStep } from "./teardown-steps.ts";

const step = (name: string): TeardownStep => ({ name, kind: "table", file: "sql/teardown/tables.sql", statements: [] });
const STEPS = [
  step("sensor_data_stream"),
  step("sensor_thresholds"),
  step("pipeline_objects"),
  step("pipeline_reader"),
];
const part = (name: string, recorded: boolean) => ({ name, kind: "table", recorded });

test("a table of our name that set-up did not record is somebody else's and stays", () => {
  const { steps, foreign } = chooseParts(STEPS, [
    part("sensor_thresholds", false),
    part("sensor_data_stream", true),
    part("pipeline_objects", false),
  ]);
  expect(steps.map(({ name }) => name)).toEqual(["sensor_data_stream", "pipeline_objects"]);
  expect(foreign.map(({ name }) => name)).toEqual(["sensor_thresholds"]);
});

test("roles that a teardown left when it was stopped are dropped without any record", () => {
  expect(chooseParts(STEPS, [part("pipeline_reader", false)]).steps.map(({ name }) => name)).toEqual([
    "pipeline_reader",
  ]);
});
