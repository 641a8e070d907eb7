import { expect, test } from "vitest";
import { nextSuppression } from "./action-suppression.ts";

const SUPPRESSOR = { alarm: "maintenance", waitSeconds: 60, extensionSeconds: 120 };

test("A suppressor in ALARM holds the actions back", () => {
  expect(nextSuppression(SUPPRESSOR, "ALARM", 0, "ALARM", undefined)?.by).toBe("Alarm");
  expect(nextSuppression(SUPPRESSOR, "ALARM", 0, "OK", undefined)?.by).toBe("Alarm");
});

test("Without it the alarm waits for the wait period and then acts", () => {
  const waiting = nextSuppression(SUPPRESSOR, "OK", 0, "ALARM", undefined);
  expect(waiting).toMatchObject({ by: "WaitPeriod", until: 60_000 });
  expect(nextSuppression(SUPPRESSOR, "OK", 59_999, "ALARM", waiting)?.by).toBe("WaitPeriod");
  expect(nextSuppression(SUPPRESSOR, "OK", 60_000, "ALARM", waiting)).toBeUndefined();
});

test("A suppressor that follows within the wait period holds the actions back", () => {
  const waiting = nextSuppression(SUPPRESSOR, "OK", 0, "ALARM", undefined);
  expect(nextSuppression(SUPPRESSOR, "ALARM", 30_000, "ALARM", waiting)?.by).toBe("Alarm");
});

test("After the suppressor has left ALARM the extension period passes before the alarm acts", () => {
  const held = nextSuppression(SUPPRESSOR, "ALARM", 0, "ALARM", undefined);
  const extended = nextSuppression(SUPPRESSOR, "OK", 10_000, "ALARM", held);
  expect(extended).toMatchObject({ by: "ExtensionPeriod", until: 130_000 });
  expect(nextSuppression(SUPPRESSOR, "OK", 130_000, "ALARM", extended)).toBeUndefined();
});

test("Going back to OK is not waited for", () => {
  expect(nextSuppression(SUPPRESSOR, "OK", 0, "OK", undefined)).toBeUndefined();
});
