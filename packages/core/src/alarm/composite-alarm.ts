import type { StageNames } from "../names.ts";
import type { AlarmDefinition } from "./alarm-definition.ts";
import { SETUP_MISSING } from "./operation-alarms.ts";

export const UNHEALTHY = "pipeline-unhealthy";

/** What a person is called for. */
export const UNHEALTHY_MEANING =
  "The pipeline itself is not well: readings are not produced, not landed, not refreshed or not evaluated. Look at the alarms below it.";

/**
 * Rule of the one composite alarm: any alarm that notifies by it, once the set-up is known to be there. A new stage's
 * alarms are in INSUFFICIENT_DATA and later in ALARM, so it pages nobody before its set-up.
 * Grammar: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function unhealthyRule(names: StageNames, alarms: readonly AlarmDefinition[]): string {
  const faults = alarms
    .filter(({ notifies }) => notifies === "composite")
    .map(({ key }) => `ALARM("${names.alarm(key)}")`);
  return `OK("${names.alarm(SETUP_MISSING)}") AND (${faults.join(" OR ")})`;
}
