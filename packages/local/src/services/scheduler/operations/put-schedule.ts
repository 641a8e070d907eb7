import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import type { ClientTokens } from "../client-tokens.ts";
import { scheduleArn } from "../schedule-group.ts";
import { type ScheduleFields, scheduleFields, scheduleRecord } from "../schedule-schema.ts";
import type { ScheduleStore } from "../schedule-store.ts";

const ROUTE = "/schedules/{Name}";

export function createSchedule(
  store: ScheduleStore,
  tokens: ClientTokens,
  context: ServiceContext,
): Operation<ScheduleFields> {
  return {
    input: scheduleFields,
    route: `POST ${ROUTE}`,
    resources: ({ GroupName, Name }) => [scheduleArn(context.region, GroupName, Name)],
    run: (fields) =>
      tokens.once("CreateSchedule", fields, () => {
        store.groups.active(fields.GroupName);
        if (store.find({ groupName: fields.GroupName, name: fields.Name })) {
          throw new AwsError("ConflictException", `Schedule ${fields.Name} already exists.`, 409);
        }
        const record = scheduleRecord(fields, context, context.clock.date());
        store.put(record, context.clock.now());
        return { ScheduleArn: record.arn };
      }),
  };
}

/** UpdateSchedule sets every field: what the request leaves out falls back to its default. */
export function updateSchedule(store: ScheduleStore, context: ServiceContext): Operation<ScheduleFields> {
  return {
    input: scheduleFields,
    route: `PUT ${ROUTE}`,
    resources: ({ GroupName, Name }) => [scheduleArn(context.region, GroupName, Name)],
    run: (fields) => {
      const { createdAt } = store.get({ groupName: fields.GroupName, name: fields.Name });
      const record = scheduleRecord(fields, context, createdAt);
      store.put(record, context.clock.now());
      return { ScheduleArn: record.arn };
    },
  };
}
