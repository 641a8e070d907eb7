import type { FaultPlan, FaultWindow } from "../scenario.ts";
import type { LabStage } from "./lab-stage.ts";

type Schedule = Readonly<Record<string, unknown>> & { readonly Target: { readonly Input: string } };

/** Lets the producer's schedule ask for what the plan says; for what it asked at first when the plan says nothing. */
export async function changeProducer(
  stage: LabStage,
  { simulated = [], records }: Pick<FaultPlan, "simulated" | "records">,
  { from, until }: FaultWindow,
): Promise<void> {
  const schedule = await read(stage);
  const { scenarios: _, records: __, ...event } = JSON.parse(schedule.Target.Input) as Record<string, unknown>;
  const bounds = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  const scenarios = simulated.map((scenario) => ({ ...bounds, ...scenario }));
  const Input = JSON.stringify({
    ...event,
    ...(scenarios.length === 0 ? {} : { scenarios }),
    ...(records === undefined ? {} : { records }),
  });
  await write(stage, { ...schedule, Target: { ...schedule.Target, Input } });
}

export async function stopProducer(stage: LabStage): Promise<void> {
  await write(stage, { ...(await read(stage)), State: "DISABLED" });
}

async function read({ ask, names }: LabStage): Promise<Schedule> {
  const key = { GroupName: names.scheduleGroup, Name: names.producerSchedule };
  const found = await ask<Schedule>("scheduler", "GetSchedule", key);
  const { Arn: _, CreationDate: __, LastModificationDate: ___, ...schedule } = found;
  return schedule as Schedule;
}

async function write({ ask }: LabStage, schedule: object): Promise<void> {
  await ask("scheduler", "UpdateSchedule", schedule);
}
