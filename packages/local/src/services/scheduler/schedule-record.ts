import type { Timetable } from "./due-times.ts";

/** What a schedule calls. */
export interface ScheduleTarget {
  readonly arn: string;
  readonly roleArn: string;
  /** With context attributes such as `<aws.scheduler.scheduled-time>` in it. */
  readonly input: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly deadLetterArn?: string;
}

export interface ScheduleRecord {
  readonly groupName: string;
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly expression: string;
  readonly timezone: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly startDate?: Date;
  readonly endDate?: Date;
  readonly actionAfterCompletion: "NONE" | "DELETE";
  readonly target: ScheduleTarget;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** A schedule with when it fires and up to when it has fired. */
export interface ActiveSchedule {
  readonly record: ScheduleRecord;
  readonly timetable: Timetable;
  /** Everything due up to this time was handed over. */
  firedUpTo: number;
}
