import { AwsError } from "../../../service.ts";
import type { Alarm, AlarmStatus, CompositeAlarm, MetricAlarm } from "./alarm.ts";
import { type AlarmStore, MAXIMUM_ALARMS } from "./alarm-store.ts";

type Unsaved<A extends Alarm> = Omit<A, "status" | "configuredAt">;

/**
 * Creates an alarm, in INSUFFICIENT_DATA, or overwrites its settings and leaves its state as it is.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * @throws {AwsError} LimitExceeded above 5,000 alarms; ValidationError when an alarm of another kind has the name.
 */
export function saveAlarm(store: AlarmStore, alarm: Unsaved<MetricAlarm> | Unsaved<CompositeAlarm>, now: number): void {
  const existing = store.find(alarm.name);
  if (existing !== undefined && existing.kind !== alarm.kind) {
    throw new AwsError(
      "ValidationError",
      `An alarm of another type is named ${alarm.name} already; delete it or choose another name.`,
    );
  }
  if (existing === undefined && store.all().length >= MAXIMUM_ALARMS) {
    throw new AwsError("LimitExceededFault", `The maximum limit of ${MAXIMUM_ALARMS} alarms is exceeded.`);
  }
  const status: AlarmStatus = existing?.status ?? {
    value: "INSUFFICIENT_DATA",
    reason: "Unchecked: Initial alarm creation",
    updatedAt: now,
    transitionedAt: now,
  };
  const saved: Alarm = { ...alarm, status, configuredAt: now };
  store.put(saved);
  const verb = existing === undefined ? "created" : "updated";
  const type = existing === undefined ? "Create" : "Update";
  store.addHistory(saved, now, "ConfigurationUpdate", `Alarm "${alarm.name}" ${verb}`, { version: "1.0", type });
}
