import { expect, test } from "vitest";
import { nextSuppression, suppressionOfChange } from "./action-suppression.ts";
import type { Suppression } from "./alarm.ts";
import type { AlarmState } from "./evaluate-alarm.ts";
import { EXTENSION_UNITS, SUPPRESSION_CASES, WAIT_UNITS } from "./suppression-cases.ts";

const SUPPRESSOR = { alarm: "maintenance", waitSeconds: WAIT_UNITS, extensionSeconds: EXTENSION_UNITS };
const LAST_UNIT = 9;

test.each(SUPPRESSION_CASES)("AWS's example $example", ({ changes, held, actions }) => {
  const states: Record<"composite" | "suppressor", AlarmState> = { composite: "OK", suppressor: "OK" };
  let waiting: { readonly suppression: Suppression | undefined } | undefined;
  const seen: Record<number, Suppression["by"]> = {};
  const acted: (readonly [number, AlarmState])[] = [];
  for (let unit = 0; unit <= LAST_UNIT; unit += 1) {
    const now = unit * 1_000;
    for (const [at, alarm, to] of changes) {
      if (at !== unit) continue;
      states[alarm] = to;
      if (alarm === "composite") waiting = { suppression: suppressionOfChange(SUPPRESSOR, states.suppressor, now) };
    }
    if (waiting === undefined) continue;
    const suppression = nextSuppression(SUPPRESSOR, states.suppressor, now, waiting.suppression);
    if (suppression !== undefined) seen[unit] = suppression.by;
    else acted.push([unit, states.composite]);
    waiting = suppression && { suppression };
  }
  expect(seen).toEqual(held);
  expect(acted).toEqual(actions);
});

test("Without a wait period the alarm acts at once, and without an extension when the suppressor leaves ALARM", () => {
  const none = { ...SUPPRESSOR, waitSeconds: 0, extensionSeconds: 0 };
  expect(suppressionOfChange(none, "OK", 0)).toBeUndefined();
  const held = suppressionOfChange(none, "ALARM", 0);
  expect(held?.by).toBe("Alarm");
  expect(nextSuppression(none, "OK", 1_000, held)).toBeUndefined();
});

test("A period is discarded with the suppressor that it was for, and the new one decides", () => {
  expect(nextSuppression(SUPPRESSOR, "OK", 0, undefined)).toBeUndefined();
  expect(nextSuppression(SUPPRESSOR, "ALARM", 0, undefined)?.by).toBe("Alarm");
});
