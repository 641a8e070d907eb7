import { GetScheduleCommand, ResourceNotFoundException, type SchedulerClient } from "@aws-sdk/client-scheduler";
import type { StageNames } from "../names.ts";
import type { ScheduleFacts } from "./stage-facts.ts";

const MINUTES_IN: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/** A schedule of the stage as Scheduler has it. */
export async function readSchedule(
  client: SchedulerClient,
  { scheduleGroup }: Pick<StageNames, "scheduleGroup">,
  name: string,
  signal?: AbortSignal,
): Promise<ScheduleFacts | "missing"> {
  try {
    const {
      State,
      ScheduleExpression: expression = "",
      ...schedule
    } = await client.send(new GetScheduleCommand({ GroupName: scheduleGroup, Name: name }), { abortSignal: signal });
    const everyMinutes = minutesOf(expression);
    return {
      name,
      isOn: State === "ENABLED",
      expression,
      ...(everyMinutes === undefined ? {} : { everyMinutes }),
      changedAt: schedule.LastModificationDate ?? schedule.CreationDate ?? new Date(0),
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return "missing";
    throw error;
  }
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
function minutesOf(expression: string): number | undefined {
  const [, count, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const minutes = MINUTES_IN[unit];
  return minutes === undefined ? undefined : Number(count) * minutes;
}
