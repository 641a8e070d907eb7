import { scheduleNames } from "./graph-names.ts";
import type { ProofStage } from "./proof-stage.ts";
import { readSchedule, type Schedule, updateSchedule } from "./schedule.ts";
import { eventually, type Step, told } from "./step.ts";

/** Every schedule that a stage can have, and what the name of its role ends in. */
const SCHEDULES = [
  ["producerSchedule", "schedule"],
  ["alertsSchedule", "schedule"],
  ["refreshMachine", "start"],
  ["retentionMachine", "start"],
] as const;
type ScheduleKey = (typeof SCHEDULES)[number][0];

const CALLS = ["lambda:InvokeFunction", "states:StartExecution"];
/** Of the stage's time, a quarter of a second here: enough for a machine that is busy with other things to have set the schedule by then. */
const SOON_MS = 15_000;
const LOST = "InvocationsFailedToBeSentToDeadLetterCount";

/**
 * What each schedule does: it calls its target, and keeps what could not be handed over.
 * @throws {Error} naming a schedule of the graph that no step fires
 */
export function scheduleSteps(stage: Pick<ProofStage, "graph" | "names">): readonly Step[] {
  const there = scheduleNames(stage);
  const known: readonly string[] = SCHEDULES.map(([key]) => stage.names[key]);
  const unknown = there.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(`No step fires the schedule ${unknown}: add it to tests/privilege/schedule-steps.ts.`);
  }
  return SCHEDULES.filter(([key]) => there.includes(stage.names[key])).flatMap(([key, ending]): Step[] => {
    const as: Step["as"] = (names) => [`${names[key]}-${ending}`];
    return [
      { name: `the schedule ${key} fires`, as, run: (running) => fire(running, key) },
      { name: `the schedule ${key} finds nobody`, as, run: (running) => fireAtNobody(running, key) },
    ];
  });
}

async function fire(stage: ProofStage, key: ScheduleKey): Promise<string | undefined> {
  const schedule = await readSchedule(stage, stage.names[key]);
  // What was logged in this very millisecond is of an invocation before.
  const since = Math.floor(stage.clock.now()) + 1;
  return told(async () => {
    await updateSchedule(stage, { ...schedule, ScheduleExpression: soon(stage) }, "ENABLED");
    const undelivered = await eventually(`A firing of ${schedule.Name}`, async () => {
      const message = await takeMessage(stage, `${schedule.Name}-undelivered`);
      if (message !== undefined) return message;
      return wasUsed(stage, schedule, CALLS) ? "" : undefined;
    });
    await updateSchedule(stage, schedule, "DISABLED");
    if (undelivered !== "") throw new Error(undelivered);
    await settled(stage, schedule, since);
  });
}

/** The role may call its own target alone, so that another is as good as none. */
async function fireAtNobody(stage: ProofStage, key: ScheduleKey): Promise<string | undefined> {
  const schedule = await readSchedule(stage, stage.names[key]);
  const Target = { ...schedule.Target, Arn: `${schedule.Target.Arn}-gone` };
  const before = await lost(stage);
  const failure = await told(async () => {
    await updateSchedule(stage, { ...schedule, ScheduleExpression: soon(stage), Target }, "ENABLED");
    const kept = await eventually(`The end of a firing of ${schedule.Name}`, async () => {
      if ((await takeMessage(stage, `${schedule.Name}-undelivered`)) !== undefined) return true;
      return (await lost(stage)) > before ? false : undefined;
    });
    if (!kept) throw new Error(`The event is lost: ${LOST} has risen.`);
  });
  await updateSchedule(stage, schedule, "DISABLED");
  return failure;
}

/** Once, after some seconds of the stage's time. */
function soon({ clock }: ProofStage): string {
  return `at(${new Date(clock.now() + SOON_MS).toISOString().slice(0, 19)})`;
}

function wasUsed({ identity }: ProofStage, { Target }: Schedule, actions: readonly string[]): boolean {
  return identity.used().some(({ roleArn, action }) => roleArn === Target.RoleArn && actions.includes(action));
}

/** What was started runs on, and the next step would be taken for it. */
async function settled({ ask }: ProofStage, { Name, Target }: Schedule, since: number): Promise<void> {
  await eventually(`The end of what ${Name} started`, async () => {
    if (Target.Arn.includes(":stateMachine:")) {
      const running = { stateMachineArn: Target.Arn, statusFilter: "RUNNING" };
      const { executions } = await ask<{ executions: readonly unknown[] }>("states", "ListExecutions", running);
      return executions.length === 0 ? true : undefined;
    }
    const { events } = await ask<{ events: readonly unknown[] }>("logs", "FilterLogEvents", {
      logGroupName: `/aws/lambda/${Target.Arn.split(":").at(-1)}`,
      startTime: since,
      filterPattern: '{ $.type = "platform.report" }',
    });
    return events.length > 0 ? true : undefined;
  });
}

/** Takes a message out of a queue of undelivered events. @returns why it could not be delivered */
async function takeMessage({ ask, arn }: ProofStage, queue: string): Promise<string | undefined> {
  const [, , , region, account] = arn("sqs", queue).split(":");
  const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${queue}`;
  const { Messages: [message] = [] } = await ask<{
    Messages?: readonly { ReceiptHandle: string; MessageAttributes: Record<string, { StringValue: string }> }[];
  }>("sqs", "ReceiveMessage", { QueueUrl, MessageAttributeNames: ["All"] });
  if (message === undefined) return undefined;
  await ask("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle: message.ReceiptHandle });
  return message.MessageAttributes.ERROR_MESSAGE?.StringValue ?? "no reason";
}

/** Events of schedules that could not even be kept. */
async function lost({ ask, clock, names }: ProofStage): Promise<number> {
  const { Datapoints } = await ask<{ Datapoints: readonly { Sum: number }[] }>("monitoring", "GetMetricStatistics", {
    ...{ Namespace: "AWS/Scheduler", MetricName: LOST, Statistics: ["Sum"], Period: 86_400 },
    ...{ Dimensions: [{ Name: "ScheduleGroup", Value: names.scheduleGroup }] },
    ...{ StartTime: new Date(clock.now() - 86_400_000), EndTime: new Date(clock.now() + 86_400_000) },
  });
  return Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
}
