import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import type { ScheduleRecord } from "../schedule-record.ts";
import { groupName, scheduleArn, scheduleName } from "../schedule-schema.ts";
import type { ScheduleStore } from "../schedule-store.ts";

const named = z.strictObject({ Name: scheduleName, GroupName: groupName });
const deleted = z.strictObject({ ...named.shape, ClientToken: z.string().optional() });
const listed = z.strictObject({
  GroupName: groupName,
  NamePrefix: z.string().optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});

export function getSchedule(store: ScheduleStore, { region }: ServiceContext): Operation<z.infer<typeof named>> {
  return {
    input: named,
    route: "GET /schedules/{Name}",
    resources: ({ Name }) => [scheduleArn(region, Name)],
    run: ({ Name }) => scheduleAnswer(store.get(Name)),
  };
}

export function deleteSchedule(store: ScheduleStore, { region }: ServiceContext): Operation<z.infer<typeof deleted>> {
  return {
    input: deleted,
    route: "DELETE /schedules/{Name}",
    resources: ({ Name }) => [scheduleArn(region, Name)],
    run: ({ Name }) => {
      store.get(Name);
      store.delete(Name);
      return {};
    },
  };
}

/** ListSchedules in the order of names; the token is the last name of the page before. */
export function listSchedules(store: ScheduleStore): Operation<z.infer<typeof listed>> {
  return {
    input: listed,
    route: "GET /schedules",
    resources: () => ["*"],
    run: ({ NamePrefix = "", State, MaxResults, NextToken = "" }) => {
      const rest = store
        .list()
        .filter(({ name, state }) => name.startsWith(NamePrefix) && name > NextToken && (State ?? state) === state);
      const page = rest.slice(0, MaxResults);
      const last = page.at(-1);
      return {
        Schedules: page.map(({ arn, name, state, target, createdAt, modifiedAt }) => ({
          Arn: arn,
          Name: name,
          GroupName: "default",
          State: state,
          CreationDate: createdAt,
          LastModificationDate: modifiedAt,
          Target: { Arn: target.arn },
        })),
        ...(rest.length > page.length && last ? { NextToken: last.name } : {}),
      };
    },
  };
}

function scheduleAnswer(record: ScheduleRecord) {
  const { target, description, startDate, endDate } = record;
  return {
    Arn: record.arn,
    Name: record.name,
    GroupName: "default",
    ...(description === undefined ? {} : { Description: description }),
    ScheduleExpression: record.expression,
    ScheduleExpressionTimezone: record.timezone,
    State: record.state,
    ...(startDate ? { StartDate: startDate } : {}),
    ...(endDate ? { EndDate: endDate } : {}),
    ActionAfterCompletion: record.actionAfterCompletion,
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: target.arn,
      RoleArn: target.roleArn,
      Input: target.input,
      RetryPolicy: {
        MaximumEventAgeInSeconds: target.maximumEventAgeSeconds,
        MaximumRetryAttempts: target.maximumRetryAttempts,
      },
      ...(target.deadLetterArn ? { DeadLetterConfig: { Arn: target.deadLetterArn } } : {}),
    },
    CreationDate: record.createdAt,
    LastModificationDate: record.modifiedAt,
  };
}
