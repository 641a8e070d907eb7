import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { describeAlarms } from "./describe-alarms.ts";

export type AlarmStateName = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** An alarm as CloudWatch has it. */
export interface AlarmStatus {
  /** Last part of its physical name, as in alarms.ts. */
  readonly name: string;
  readonly state: AlarmStateName;
  readonly reason: string;
  /** ISO 8601, in the stage's time. */
  readonly since?: string;
  /** Of a metric alarm. */
  readonly threshold?: number;
}

/** Every alarm of the stage whose names begin with `prefix`, composites last. */
export async function readAlarms(
  cloudwatch: CloudWatchClient,
  prefix: string,
  signal?: AbortSignal,
): Promise<AlarmStatus[]> {
  const { metric, composite } = await describeAlarms(cloudwatch, prefix, signal);
  return [...metric, ...composite].map((alarm) => ({
    name: alarm.AlarmName?.slice(prefix.length + 1) ?? "",
    state: alarm.StateValue ?? "INSUFFICIENT_DATA",
    reason: alarm.StateReason ?? "",
    ...(alarm.StateUpdatedTimestamp ? { since: alarm.StateUpdatedTimestamp.toISOString() } : {}),
    ...("Threshold" in alarm && alarm.Threshold !== undefined ? { threshold: alarm.Threshold } : {}),
  }));
}
