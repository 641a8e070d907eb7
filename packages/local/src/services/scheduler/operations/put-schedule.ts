import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import { type ScheduleFields, scheduleArn, scheduleFields, scheduleRecord } from "../schedule-schema.ts";
import type { ScheduleStore } from "../schedule-store.ts";

const ROUTE = "/schedules/{Name}";

export function createSchedule(store: ScheduleStore, context: ServiceContext): Operation<ScheduleFields> {
  return {
    input: scheduleFields,
    route: `POST ${ROUTE}`,
    resources: ({ Name }) => [scheduleArn(context.region, Name)],
    run: (fields) => {
      if (store.find(fields.Name)) {
        throw new AwsError("ConflictException", `Schedule ${fields.Name} already exists.`, 409);
      }
      const record = scheduleRecord(fields, context, context.clock.date());
      store.put(record, context.clock.now());
      return { ScheduleArn: record.arn };
    },
  };
}

/** UpdateSchedule sets every field: what the request leaves out falls back to its default. */
export function updateSchedule(store: ScheduleStore, context: ServiceContext): Operation<ScheduleFields> {
  return {
    input: scheduleFields,
    route: `PUT ${ROUTE}`,
    resources: ({ Name }) => [scheduleArn(context.region, Name)],
    run: (fields) => {
      const record = scheduleRecord(fields, context, store.get(fields.Name).createdAt);
      store.put(record, context.clock.now());
      return { ScheduleArn: record.arn };
    },
  };
}
