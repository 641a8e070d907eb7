import { z } from "zod";
import { arnOf } from "../../account.ts";
import { AwsError, NotSupportedError, type ServiceContext } from "../../service.ts";
import { schedulerIn } from "./invocation.ts";
import { scheduleExpression } from "./schedule-expression.ts";
import type { ScheduleRecord } from "./schedule-record.ts";
import { targetOf } from "./targets.ts";

/** Over the wire a timestamp is in epoch seconds, in this process a Date. */
const timestamp = z.union([z.date(), z.number().transform((seconds) => new Date(seconds * 1000))]);

export const scheduleName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[0-9a-zA-Z-_.]+$/);

/** The one group here. */
export const groupName = z
  .literal("default", "is default: schedule groups are not supported by this local AWS")
  .optional();

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
export const scheduleFields = z.strictObject({
  Name: scheduleName,
  GroupName: groupName,
  ClientToken: z.string().min(1).max(64).optional(),
  Description: z.string().max(512).optional(),
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default("UTC"),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  StartDate: timestamp.optional(),
  EndDate: timestamp.optional(),
  ActionAfterCompletion: z.enum(["NONE", "DELETE"]).default("NONE"),
  FlexibleTimeWindow: z.strictObject({
    Mode: z.literal("OFF", "is OFF: flexible windows are not supported by this local AWS"),
  }),
  Target: z.strictObject({
    Arn: z.string().min(1).max(1600),
    RoleArn: z.string().regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/),
    Input: z.string().min(1).optional(),
    RetryPolicy: z
      .strictObject({
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
        MaximumRetryAttempts: z.int().min(0).max(185).default(185),
      })
      .default({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }),
    DeadLetterConfig: z
      .strictObject({
        Arn: z
          .string()
          .regex(/^arn:aws:sqs:/)
          .optional(),
      })
      .optional(),
  }),
});

export type ScheduleFields = z.infer<typeof scheduleFields>;

/**
 * The record of a request, checked as Scheduler checks it.
 * @throws {AwsError} ValidationException for an expression, a time zone or a role that can't be used.
 * @throws {NotSupportedError} for a target that is not called here.
 */
export function scheduleRecord(fields: ScheduleFields, context: ServiceContext, createdAt: Date): ScheduleRecord {
  const { Target, StartDate, EndDate, Description } = fields;
  scheduleExpression(fields.ScheduleExpression, fields.ScheduleExpressionTimezone);
  targetOf(Target.Arn);
  assertAssumable(context, Target.RoleArn);
  return {
    name: fields.Name,
    arn: scheduleArn(context.region, fields.Name),
    ...(Description === undefined ? {} : { description: Description }),
    expression: fields.ScheduleExpression,
    timezone: fields.ScheduleExpressionTimezone,
    state: fields.State,
    ...(StartDate ? { startDate: StartDate } : {}),
    ...(EndDate ? { endDate: EndDate } : {}),
    actionAfterCompletion: fields.ActionAfterCompletion,
    target: {
      arn: Target.Arn,
      roleArn: Target.RoleArn,
      input: inputOf(Target.Input),
      maximumRetryAttempts: Target.RetryPolicy.MaximumRetryAttempts,
      maximumEventAgeSeconds: Target.RetryPolicy.MaximumEventAgeInSeconds,
      ...(Target.DeadLetterConfig?.Arn ? { deadLetterArn: Target.DeadLetterConfig.Arn } : {}),
    },
    createdAt,
    modifiedAt: context.clock.date(),
  };
}

/** What AWS sends to a target when a schedule has no input is not documented, so it is not made up here. */
function inputOf(input: string | undefined): string {
  if (input === undefined) throw new NotSupportedError("A schedule without Target.Input");
  return input;
}

export function scheduleArn(region: string, name: string): string {
  return arnOf("scheduler", region, `schedule/default/${name}`);
}

function assertAssumable({ identity, region }: ServiceContext, roleArn: string): void {
  try {
    identity.assumeRole(schedulerIn(region), roleArn, "scheduler");
  } catch (cause) {
    const error = new AwsError(
      "ValidationException",
      "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    );
    error.cause = cause;
    throw error;
  }
}
