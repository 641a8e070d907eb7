import { expect, test } from "vitest";
import { loggedError } from "./logged-error.ts";

test.each([
  [
    "Powertools",
    '{"level":"ERROR","message":"failed","error":{"name":"StatementError","message":"alert-summary.sql:\\n permission denied"}}',
    "StatementError: alert-summary.sql: permission denied",
  ],
  [
    "Lambda, as an object",
    '{"level":"ERROR","message":{"errorType":"TypeError","errorMessage":"x is not a function","stackTrace":[]}}',
    "TypeError: x is not a function",
  ],
  [
    "Lambda, as text with an object",
    '{"level":"ERROR","message":"Invoke Error \\t{\\"errorType\\":\\"InvalidEventError\\",\\"errorMessage\\":\\"no {scheduledTime}\\"}"}',
    "InvalidEventError: no {scheduledTime}",
  ],
  ["anything else", '{"level":"ERROR","message":"out of  memory"}', "out of memory"],
  ["a line that is no JSON", "Task timed out after 60.00 seconds", "Task timed out after 60.00 seconds"],
])("the error in a log line is told: %s", (_who, line, words) => {
  expect(loggedError(line)).toBe(words);
});
