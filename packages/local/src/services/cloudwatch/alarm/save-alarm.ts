import { AwsError } from "../../../service.ts";
import type { Alarm, AlarmStatus } from "./alarm.ts";
import { alarmNameOf } from "./alarm-rule.ts";
import { type AlarmStore, MAXIMUM_ALARMS } from "./alarm-store.ts";

type Unsaved<A> = A extends Alarm ? Omit<A, "status" | "configuredAt"> : never;

/**
 * Creates an alarm, in INSUFFICIENT_DATA, or overwrites its settings and leaves its state as it is.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * @returns whether it is a new one.
 * @throws {AwsError} LimitExceeded above 5,000 alarms; ValidationError when an alarm of another kind has the name.
 */
export function saveAlarm(store: AlarmStore, alarm: Unsaved<Alarm>, now: number): boolean {
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
  const saved: Alarm = { ...alarm, status: keptStatus(status, existing, alarm), configuredAt: now };
  store.put(saved);
  const verb = existing === undefined ? "created" : "updated";
  const type = existing === undefined ? "Create" : "Update";
  store.addHistory(saved, now, "ConfigurationUpdate", `Alarm "${alarm.name}" ${verb}`, { version: "1.0", type });
  return existing === undefined;
}

/**
 * "If you replace the action suppressor alarm, any active WaitPeriod or ExtensionPeriod is discarded":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 * The page does not say what becomes of the actions: here the new suppressor holds them, or they run.
 */
function keptStatus(status: AlarmStatus, before: Alarm | undefined, after: Unsaved<Alarm>): AlarmStatus {
  const suppressorOf = (alarm: Unsaved<Alarm> | undefined) =>
    alarm?.kind === "composite" && alarm.suppressor !== undefined ? alarmNameOf(alarm.suppressor.alarm) : undefined;
  if (suppressorOf(before) === suppressorOf(after)) return status;
  const { suppression: _discarded, ...kept } = status;
  return kept;
}
