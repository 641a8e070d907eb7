import { expect, test } from "vitest";
import { matchesError, StatesError } from "./states-error.ts";
import { RetryCounter } from "./task-retry.ts";

const busy = new StatesError("Busy", "try later");

function delays(counter: RetryCounter, error = busy): number[] {
  const found: number[] = [];
  for (let delay = counter.delayMs(error); delay !== undefined; delay = counter.delayMs(error)) found.push(delay);
  return found;
}

test("without settings a retrier makes three attempts, after 1, 2 and 4 seconds", () => {
  expect(delays(new RetryCounter([{ ErrorEquals: ["Busy"] }], "Task", () => 0))).toEqual([1000, 2000, 4000]);
});

test("interval, back-off, attempts and the longest delay are the retrier's", () => {
  const retrier = { ErrorEquals: ["Busy"], IntervalSeconds: 3, BackoffRate: 1.5, MaxAttempts: 4, MaxDelaySeconds: 5 };
  expect(delays(new RetryCounter([retrier], "Task", () => 0))).toEqual([3000, 4500, 5000, 5000]);
});

test("full jitter takes a random part of the delay", () => {
  const retrier = { ErrorEquals: ["Busy"], JitterStrategy: "FULL" as const };
  expect(delays(new RetryCounter([retrier], "Task", () => 0.5))).toEqual([500, 1000, 2000]);
});

test("the first retrier that names the error counts, and each counts for itself", () => {
  const counter = new RetryCounter(
    [
      { ErrorEquals: ["Other"], MaxAttempts: 1 },
      { ErrorEquals: ["States.ALL"], MaxAttempts: 2 },
    ],
    "Task",
    () => 0,
  );
  expect(delays(counter)).toEqual([1000, 2000]);
  expect(delays(counter, new StatesError("Other", ""))).toEqual([1000]);
  expect(counter.total).toBe(3);
});

// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation
test.each([
  ["States.ALL", "Anything", "Pass", true],
  ["States.ALL", "States.Timeout", "Task", true],
  ["States.ALL", "States.Runtime", "Task", false],
  ["States.ALL", "States.DataLimitExceeded", "Task", false],
  ["States.DataLimitExceeded", "States.DataLimitExceeded", "Task", true],
  ["States.Runtime", "States.Runtime", "Task", false],
  ["States.TaskFailed", "RedshiftData.ValidationException", "Task", true],
  ["States.TaskFailed", "States.Timeout", "Task", false],
  ["States.TaskFailed", "RedshiftData.ValidationException", "Map", false],
])("%s takes %s in a %s: %s", (pattern, error, stateType, expected) => {
  expect(matchesError([pattern], new StatesError(error, ""), stateType)).toBe(expected);
});
