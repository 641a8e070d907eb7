import { expect, test } from "vitest";
import { archiveFate } from "./archive-fate.ts";

test("archived records, counted or not, go only when that is asked for; an empty archive goes by itself", () => {
  expect([archiveFate(3, false), archiveFate("unseen", false), archiveFate(0, false)]).toEqual([
    "kept",
    "kept",
    "dropped",
  ]);
  expect([archiveFate(3, true), archiveFate("unseen", true), archiveFate(undefined, true)]).toEqual([
    "dropped",
    "dropped",
    "none",
  ]);
});
