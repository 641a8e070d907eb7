import { once } from "node:events";
import { expect, test } from "vitest";
import { deadlineSignal, lastCallSignal } from "./deadline.ts";

test("an invocation with no time left but the reserve is told to stop at once", async () => {
  const signal = deadlineSignal({ getRemainingTimeInMillis: () => 4_000 });
  if (!signal.aborted) await once(signal, "abort");
  expect(signal.reason).toMatchObject({ name: "TimeoutError" });
});

test("the last call is given up with a second left for the log", async () => {
  expect(lastCallSignal({ getRemainingTimeInMillis: () => 4_000 }).aborted).toBe(false);
  const signal = lastCallSignal({ getRemainingTimeInMillis: () => 1_000 });
  if (!signal.aborted) await once(signal, "abort");
  expect(signal.reason).toMatchObject({ name: "TimeoutError" });
});

test("an invocation with time left may go on", () => {
  expect(deadlineSignal({ getRemainingTimeInMillis: () => 60_000 }).aborted).toBe(false);
});
