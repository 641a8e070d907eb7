import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
} from "@aws-sdk/client-cloudwatch";
import type { SchedulerClient } from "@aws-sdk/client-scheduler";
import { UNHEALTHY } from "../alarm/composite-alarm.ts";
import type { StageNames } from "../names.ts";
import { NothingToPauseError } from "./nothing-to-pause-error.ts";
import type { Pausable } from "./pause-note.ts";
import { readSchedule, type StageSchedule, scheduleNames } from "./stage-schedule.ts";

/** What reads a stage's switches and what turns them. */
export interface StageClients {
  readonly names: StageNames;
  /** To look with. */
  readonly reader: { readonly scheduler: SchedulerClient; readonly cloudWatch: CloudWatchClient };
  /** To act with. */
  readonly person: { readonly scheduler: SchedulerClient; readonly cloudWatch: CloudWatchClient };
  /** The landing view's auto refresh. */
  readonly autoRefresh: {
    /** Undefined before set-up. */
    isOn(): Promise<boolean | undefined>;
    /** As its owner. */
    set(isOn: boolean): Promise<void>;
  };
}

/** One thing that was on or off, and is now. */
export interface SwitchChange {
  readonly kind: Pausable;
  /** Of the schedule, the view or the alarm. */
  readonly name: string;
  readonly before: "on" | "off";
  readonly now: "on" | "off";
}

/** The schedules of a stage. */
export interface StageSchedules {
  /**
   * The alerts' schedule, which every stage has. Its description also keeps what a pause found of what has no place for a
   * note of its own: auto refresh and alarm actions.
   */
  readonly keeper: StageSchedule;
  readonly others: readonly StageSchedule[];
}

/** @throws {NothingToPauseError} */
export async function readSchedules({ names, reader }: StageClients): Promise<StageSchedules> {
  const found = await Promise.all(scheduleNames(names).map((name) => readSchedule(reader.scheduler, names, name)));
  const keeper = found.find((schedule) => schedule?.Name === names.alertsSchedule);
  if (keeper === undefined) throw new NothingToPauseError(names);
  return { keeper, others: found.flatMap((schedule) => (schedule && schedule !== keeper ? [schedule] : [])) };
}

/** The alarm that a silent producer, stale data or a silent evaluation call a person by; the alarms below it send nothing. */
export function pagingAlarm(names: StageNames): string {
  return names.alarm(UNHEALTHY);
}

/** Whether that alarm sends anything; undefined when there is none. */
export async function readAlarmActions({ names, reader }: StageClients): Promise<boolean | undefined> {
  const { CompositeAlarms = [] } = await reader.cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [pagingAlarm(names)], AlarmTypes: ["CompositeAlarm"] }),
  );
  return CompositeAlarms[0]?.ActionsEnabled;
}

export async function setAlarmActions({ names, person }: StageClients, isOn: boolean): Promise<void> {
  const input = { AlarmNames: [pagingAlarm(names)] };
  await person.cloudWatch.send(isOn ? new EnableAlarmActionsCommand(input) : new DisableAlarmActionsCommand(input));
}
