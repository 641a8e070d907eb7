import { arnOf } from "../../account.ts";
import type { ActiveSchedule } from "./schedule-record.ts";

/** The group that every account has, and that a schedule is in whose group is not named. */
export const DEFAULT_GROUP = "default";

/**
 * How long a group shows as DELETING, in local milliseconds. AWS says only that it lasts until the schedules are gone.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html
 */
export const DELETING_MS = 200;

/** A group with its schedules: they fire until it is gone, and go with it. */
export interface ScheduleGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  /** Its schedules by their names, which are unique within a group. */
  readonly schedules: Map<string, ActiveSchedule>;
  /** When its deletion began. */
  deletionAt?: Date;
}

export function groupArn(region: string, name: string): string {
  return arnOf("scheduler", region, `schedule-group/${name}`);
}

export function scheduleArn(region: string, group: string, name: string): string {
  return arnOf("scheduler", region, `schedule/${group}/${name}`);
}
