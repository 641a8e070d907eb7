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
