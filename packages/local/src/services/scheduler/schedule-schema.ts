import { z } from "zod";
import { AwsError, NotSupportedError, type ServiceContext } from "../../service.ts";
import { schedulerFor } from "./invocation.ts";
import { scheduleExpression } from "./schedule-expression.ts";
import { DEFAULT_GROUP, scheduleArn } from "./schedule-group.ts";
import type { ScheduleRecord } from "./schedule-record.ts";
import { targetOf } from "./targets.ts";

/** Over the wire a timestamp is in epoch seconds, in this process a Date. */
const timestamp = z.union([z.date(), z.number().transform((seconds) => new Date(seconds * 1000))]);

/** Of a schedule and of a group alike, and the beginning of one. */
export const schedulerName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[0-9a-zA-Z-_.]+$/);

export const clientToken = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9-_]+$/)
  .optional();

/** What an operation on one schedule names it by. */
export const scheduleKey = z.strictObject({ Name: schedulerName, GroupName: schedulerName.default(DEFAULT_GROUP) });

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
export const scheduleFields = z.strictObject({
  ...scheduleKey.shape,
  ClientToken: clientToken,
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
  assertAssumable(context, fields.GroupName, Target.RoleArn);
  return {
    groupName: fields.GroupName,
    name: fields.Name,
    arn: scheduleArn(context.region, fields.GroupName, fields.Name),
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

/** The role must be one that Scheduler may take on for the group. */
function assertAssumable({ identity, region }: ServiceContext, groupName: string, roleArn: string): void {
  try {
    identity.assumeRole(schedulerFor(region, groupName), roleArn, "scheduler");
  } catch (cause) {
    const error = new AwsError(
      "ValidationException",
      "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    );
    error.cause = cause;
    throw error;
  }
}
