import { scheduleNames } from "./graph-names.ts";
import type { ProofStage } from "./proof-stage.ts";

/** A schedule of the stage, as UpdateSchedule takes it. */
export interface Schedule {
  readonly GroupName: string;
  readonly Name: string;
  readonly ScheduleExpression: string;
  readonly FlexibleTimeWindow: unknown;
  readonly Target: { readonly Arn: string; readonly RoleArn: string };
}

/** Turns every schedule off, so that nothing fires but what a step wants to. */
export async function pauseSchedules(stage: ProofStage): Promise<void> {
  for (const name of scheduleNames(stage)) await updateSchedule(stage, await readSchedule(stage, name), "DISABLED");
}

export async function readSchedule({ ask, names }: ProofStage, Name: string): Promise<Schedule> {
  const input = { GroupName: names.scheduleGroup, Name };
  const { ScheduleExpression, FlexibleTimeWindow, Target } = await ask<Schedule>("scheduler", "GetSchedule", input);
  return { ...input, ScheduleExpression, FlexibleTimeWindow, Target };
}

export async function updateSchedule(
  { ask }: ProofStage,
  schedule: Schedule,
  State: "ENABLED" | "DISABLED",
): Promise<void> {
  await ask("scheduler", "UpdateSchedule", { ...schedule, State });
}
