import {
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
  type UpdateScheduleCommandInput,
} from "@aws-sdk/client-scheduler";
import type { StageNames } from "../names.ts";

/** A schedule as it is, in the fields that UpdateSchedule takes. */
export type StageSchedule = UpdateScheduleCommandInput & { readonly Name: string };

/** Every schedule that a stage may have, the producer's first: nothing new comes when it is off. */
export function scheduleNames(names: StageNames): readonly string[] {
  return [names.producerSchedule, names.refreshMachine, names.retentionMachine, names.alertsSchedule];
}

/** A schedule with all its fields; undefined when there is none of that name: a stage with auto refresh has no refresh schedule. */
export async function readSchedule(
  scheduler: SchedulerClient,
  { scheduleGroup }: Pick<StageNames, "scheduleGroup">,
  name: string,
): Promise<StageSchedule | undefined> {
  try {
    const command = new GetScheduleCommand({ GroupName: scheduleGroup, Name: name });
    return scheduleFields(await scheduler.send(command), name);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/**
 * Changes some fields of a schedule and sends the others as they were read: UpdateSchedule replaces the whole schedule, and
 * what is not sent falls back to its default.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html
 */
export async function changeSchedule(
  scheduler: SchedulerClient,
  schedule: StageSchedule,
  change: Partial<Pick<StageSchedule, "State" | "Description" | "Target">>,
): Promise<void> {
  await scheduler.send(new UpdateScheduleCommand({ ...schedule, ...change }));
}

/** Without what only GetSchedule has. */
function scheduleFields(
  { $metadata: _, Arn: __, CreationDate: ___, LastModificationDate: ____, ...fields }: GetScheduleCommandOutput,
  name: string,
): StageSchedule {
  const { ScheduleExpression, FlexibleTimeWindow, Target } = fields;
  if (!ScheduleExpression || !FlexibleTimeWindow || !Target) throw new Error(`The schedule ${name} has no target.`);
  return { ...fields, Name: name, ScheduleExpression, FlexibleTimeWindow, Target };
}
