import {
  GetScheduleCommand,
  ListSchedulesCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import type { ScenarioRequest } from "@sensor-pipeline/core/sensor/scenario";

export interface ScheduleChange {
  /** Names of the stage's schedules begin with this. */
  readonly prefix: string;
  readonly producerSchedule: string;
  /** Faults that the producer's schedule asks for from now on. */
  readonly scenarios: readonly ScenarioRequest[];
}

/**
 * Turns the stage's schedules on, as an operator does on AWS when a stage is wanted, and gives their names. A stage
 * is deployed with its schedules off, so that an idle one costs little.
 */
export async function enableSchedules(scheduler: SchedulerClient, change: ScheduleChange): Promise<string[]> {
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({ NamePrefix: change.prefix }));
  const names = Schedules.flatMap(({ Name }) => (Name === undefined ? [] : [Name]));
  for (const Name of names) {
    // UpdateSchedule replaces the schedule as a whole, so what is kept has to be sent again.
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html
    const { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target, Description } =
      await scheduler.send(new GetScheduleCommand({ Name }));
    if (!Target) throw new Error(`The schedule ${Name} has no target.`);
    const Input = Name === change.producerSchedule ? withScenarios(Target.Input, change.scenarios) : Target.Input;
    await scheduler.send(
      new UpdateScheduleCommand({
        Name,
        State: "ENABLED",
        ScheduleExpression,
        ScheduleExpressionTimezone,
        FlexibleTimeWindow,
        Description,
        Target: { ...Target, Input },
      }),
    );
  }
  return names;
}

function withScenarios(input: string | undefined, scenarios: readonly ScenarioRequest[]): string {
  return JSON.stringify({ ...(JSON.parse(input ?? "{}") as object), scenarios });
}
