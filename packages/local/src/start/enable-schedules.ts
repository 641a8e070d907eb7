import { ListSchedulesCommand, type SchedulerClient } from "@aws-sdk/client-scheduler";
import { changeSchedule, readSchedule } from "@sensor-pipeline/core/pause/stage-schedule";
import type { ScenarioRequest } from "@sensor-pipeline/core/sensor/scenario";

export interface ScheduleChange {
  /** The stage's schedules are in it. */
  readonly scheduleGroup: string;
  readonly producerSchedule: string;
  /** Faults that the producer's schedule asks for from now on. */
  readonly scenarios: readonly ScenarioRequest[];
}

/**
 * Turns the stage's schedules on, as an operator does on AWS when a stage is wanted, and gives their names. A stage
 * is deployed with its schedules off, so that an idle one costs little.
 */
export async function enableSchedules(scheduler: SchedulerClient, change: ScheduleChange): Promise<string[]> {
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({ GroupName: change.scheduleGroup }));
  const names = Schedules.flatMap(({ Name }) => (Name === undefined ? [] : [Name]));
  for (const Name of names) {
    const schedule = await readSchedule(scheduler, change, Name);
    if (!schedule?.Target) throw new Error(`The schedule ${Name} is gone.`);
    const { Target } = schedule;
    const Input = Name === change.producerSchedule ? withScenarios(Target.Input, change.scenarios) : Target.Input;
    await changeSchedule(scheduler, schedule, { State: "ENABLED", Target: { ...Target, Input } });
  }
  return names;
}

function withScenarios(input: string | undefined, scenarios: readonly ScenarioRequest[]): string {
  return JSON.stringify({ ...(JSON.parse(input ?? "{}") as object), scenarios });
}
