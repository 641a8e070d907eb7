import { AwsError, type Caller, type Operation, type ServiceContext } from "../../../service.ts";
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
    run: (fields, caller) => {
      assertMayPass(context, caller, fields.Target.RoleArn);
      return tokens.once("CreateSchedule", fields, () => {
        store.groups.active(fields.GroupName);
        if (store.find({ groupName: fields.GroupName, name: fields.Name })) {
          throw new AwsError("ConflictException", `Schedule ${fields.Name} already exists.`, 409);
        }
        const record = scheduleRecord(fields, context, context.clock.date());
        store.put(record, context.clock.now());
        return { ScheduleArn: record.arn };
      });
    },
  };
}

/** UpdateSchedule sets every field: what the request leaves out falls back to its default. */
export function updateSchedule(store: ScheduleStore, context: ServiceContext): Operation<ScheduleFields> {
  return {
    input: scheduleFields,
    route: `PUT ${ROUTE}`,
    resources: ({ GroupName, Name }) => [scheduleArn(context.region, GroupName, Name)],
    run: (fields, caller) => {
      assertMayPass(context, caller, fields.Target.RoleArn);
      const { createdAt } = store.get({ groupName: fields.GroupName, name: fields.Name });
      const record = scheduleRecord(fields, context, createdAt);
      store.put(record, context.clock.now());
      return { ScheduleArn: record.arn };
    },
  };
}

/**
 * Who makes or changes a schedule hands its role to Scheduler, which is a right of its own.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_scheduler.html
 */
function assertMayPass({ identity }: ServiceContext, caller: Caller, roleArn: string): void {
  identity.authorize(caller, "iam:PassRole", [roleArn], { "iam:PassedToService": "scheduler.amazonaws.com" });
}
