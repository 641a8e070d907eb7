import type { RunningService, ServiceContext } from "../../service.ts";
import { ClientTokens } from "./client-tokens.ts";
import { invokeTarget } from "./invocation.ts";
import { createSchedule, updateSchedule } from "./operations/put-schedule.ts";
import {
  createScheduleGroup,
  deleteScheduleGroup,
  getScheduleGroup,
  listScheduleGroups,
} from "./operations/schedule-groups.ts";
import { deleteSchedule, getSchedule, listSchedules } from "./operations/schedule-lookups.ts";
import { tagOperations } from "./operations/tag-operations.ts";
import { ScheduleGroups } from "./schedule-groups.ts";
import type { ScheduleRecord } from "./schedule-record.ts";
import { ScheduleStore } from "./schedule-store.ts";
import { SchedulerLoop } from "./scheduler-loop.ts";

/** Amazon EventBridge Scheduler on the local clock. See SUPPORT.md. */
export function createSchedulerService(context: ServiceContext): RunningService {
  const groups = new ScheduleGroups(context.clock, context.region);
  const store = new ScheduleStore(groups);
  const tokens = new ClientTokens();
  const closing = new AbortController();
  const invocations = new Set<Promise<void>>();

  const fire = (record: ScheduleRecord, scheduledTime: number) => {
    const work = invokeTarget(context, record, scheduledTime, closing.signal)
      .catch((error: unknown) => {
        if (!closing.signal.aborted) console.error(`scheduler: a firing of ${record.name} was lost`, error);
      })
      .finally(() => invocations.delete(work));
    invocations.add(work);
  };
  const loop = new SchedulerLoop(context.clock, store, fire);

  return {
    service: {
      signingName: "scheduler",
      iamPrefix: "scheduler",
      protocols: ["rest-json"],
      operations: {
        CreateSchedule: createSchedule(store, tokens, context),
        UpdateSchedule: updateSchedule(store, context),
        GetSchedule: getSchedule(store, context),
        DeleteSchedule: deleteSchedule(store, tokens, context),
        ListSchedules: listSchedules(store),
        CreateScheduleGroup: createScheduleGroup(groups, tokens, context),
        GetScheduleGroup: getScheduleGroup(groups, context),
        DeleteScheduleGroup: deleteScheduleGroup(groups, tokens, context),
        ListScheduleGroups: listScheduleGroups(groups),
        ...tagOperations(groups),
      },
    },
    close: async () => {
      closing.abort();
      await loop.close();
      await Promise.all(invocations);
    },
  };
}
