import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import type { ClientTokens } from "../client-tokens.ts";
import { scheduleArn } from "../schedule-group.ts";
import type { ScheduleRecord } from "../schedule-record.ts";
import { clientToken, scheduleKey, schedulerName } from "../schedule-schema.ts";
import type { ScheduleKey, ScheduleStore } from "../schedule-store.ts";
import { pageAfter, paging } from "./page-after.ts";

const deleted = z.strictObject({ ...scheduleKey.shape, ClientToken: clientToken });
const listed = z.strictObject({
  ...paging,
  GroupName: schedulerName.optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
});

export function getSchedule(store: ScheduleStore, { region }: ServiceContext): Operation<z.infer<typeof scheduleKey>> {
  return {
    input: scheduleKey,
    route: "GET /schedules/{Name}",
    resources: ({ GroupName, Name }) => [scheduleArn(region, GroupName, Name)],
    run: (fields) => scheduleAnswer(store.get(keyOf(fields))),
  };
}

export function deleteSchedule(
  store: ScheduleStore,
  tokens: ClientTokens,
  { region }: ServiceContext,
): Operation<z.infer<typeof deleted>> {
  return {
    input: deleted,
    route: "DELETE /schedules/{Name}",
    resources: ({ GroupName, Name }) => [scheduleArn(region, GroupName, Name)],
    run: (fields) =>
      tokens.once("DeleteSchedule", fields, () => {
        store.delete(store.get(keyOf(fields)));
        return {};
      }),
  };
}

/** ListSchedules of one group, or of all, in the order of groups and names. */
export function listSchedules(store: ScheduleStore): Operation<z.infer<typeof listed>> {
  return {
    input: listed,
    route: "GET /schedules",
    resources: () => ["*"],
    run: ({ GroupName, NamePrefix = "", State, ...asked }) => {
      const found = store
        .list(GroupName)
        .filter(({ name, state }) => name.startsWith(NamePrefix) && (State ?? state) === state);
      const { page, next } = pageAfter(found, ({ groupName, name }) => `${groupName}/${name}`, asked);
      return {
        Schedules: page.map(({ arn, groupName, name, state, target, createdAt, modifiedAt }) => ({
          Arn: arn,
          Name: name,
          GroupName: groupName,
          State: state,
          CreationDate: createdAt,
          LastModificationDate: modifiedAt,
          Target: { Arn: target.arn },
        })),
        ...next,
      };
    },
  };
}

function keyOf({ GroupName, Name }: z.infer<typeof scheduleKey>): ScheduleKey {
  return { groupName: GroupName, name: Name };
}

function scheduleAnswer(record: ScheduleRecord) {
  const { target, description, startDate, endDate } = record;
  return {
    Arn: record.arn,
    Name: record.name,
    GroupName: record.groupName,
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
