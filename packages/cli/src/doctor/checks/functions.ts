import { FilterLogEventsCommand, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import type { Check, Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { loggedError } from "../logged-error.ts";
import { metricSums } from "../metric-sums.ts";
import { PAGES } from "../pages.ts";

const LOOK_BACK_MS = 3_600_000;
const EVENTS = 100;

/** Errors of the last hour, and what the newest of them says. */
export const functions: Check = {
  id: "functions",
  needs: ["reader"],
  async run(examination) {
    const { producerFunction, alertsFunction } = examination.names;
    const found = await Promise.all([
      errorsOf(examination, producerFunction, "its readings are kept in its queue of failed events, not in the stream"),
      errorsOf(examination, alertsFunction, "the sensors' alarms go by what was known before"),
    ]);
    return found.flat();
  },
};

async function errorsOf(examination: Examination, name: string, effect: string): Promise<readonly Finding[]> {
  const metric = (metricName: string) => ({
    namespace: "AWS/Lambda",
    name: metricName,
    dimensions: { FunctionName: name },
  });
  const [errors = 0, invocations = 0] = await metricSums(
    examination,
    [metric("Errors"), metric("Invocations")],
    LOOK_BACK_MS,
  );
  if (errors === 0) return [];
  const newest = await newestError(examination, name);
  return [
    {
      rule: "function-failing",
      severity: errors * 2 >= invocations ? "problem" : "warning",
      found: `${name} failed in ${errors} of its ${invocations} invocations of the last hour${newest === undefined ? "" : `, last with: ${newest}`}.`,
      matters: `Where it fails, ${effect}.`,
      mend: `Read the whole error and what is around it: aws logs tail /aws/lambda/${name} --since 1h --filter-pattern ERROR`,
      source: PAGES.functionErrors,
    },
  ];
}

async function newestError({ ask, reader, now }: Examination, name: string): Promise<string | undefined> {
  const command = new FilterLogEventsCommand({
    logGroupName: `/aws/lambda/${name}`,
    startTime: now() - LOOK_BACK_MS,
    filterPattern: '{ $.level = "ERROR" }',
    limit: EVENTS,
  });
  try {
    const { events = [] } = await ask("logs:FilterLogEvents", () => reader.logs.send(command));
    return events.map(({ message = "" }) => loggedError(message)).at(-1);
  } catch (error) {
    // A group is made with its function; without one nothing was logged.
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
