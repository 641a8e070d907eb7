import { randomUUID } from "node:crypto";
import { ACCOUNT_ID } from "../../account.ts";
import { AwsError, type Caller, type ServiceContext } from "../../service.ts";
import { deliver } from "../destination.ts";
import { groupArn } from "./schedule-group.ts";
import type { ScheduleRecord } from "./schedule-record.ts";
import { targetOf } from "./targets.ts";

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 300_000;

/**
 * EventBridge Scheduler itself, which takes on a schedule's role for the schedule's group.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function schedulerFor(region: string, groupName: string): Caller {
  return {
    ...{ kind: "service", accountId: ACCOUNT_ID, arn: "scheduler.amazonaws.com", name: "scheduler.amazonaws.com" },
    sourceArn: groupArn(region, groupName),
  };
}

/**
 * Hands one firing of a schedule to its target; tries again with growing pauses as its retry policy says, then hands
 * it to the dead-letter queue. AWS does not say how long it pauses; here from 1 second, doubling, to 5 minutes.
 */
export async function invokeTarget(
  context: ServiceContext,
  record: ScheduleRecord,
  scheduledTime: number,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = context;
  const executionId = randomUUID();
  const { maximumRetryAttempts, maximumEventAgeSeconds } = record.target;
  for (let attempt = 1; ; attempt += 1) {
    const input = inputOf(record, { scheduledTime, executionId, attempt });
    try {
      count(context, record, "InvocationAttemptCount");
      await targetOf(record.target.arn).invoke(context, sessionOf(context, record), record.target.arn, input);
      return;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      count(
        context,
        record,
        error.status === 429 || /Throttl|TooManyRequests/.test(error.code)
          ? "TargetErrorThrottledCount"
          : "TargetErrorCount",
      );
      const pause = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
      const tooOld = clock.now() + pause - scheduledTime > maximumEventAgeSeconds * 1000;
      if (attempt > maximumRetryAttempts || tooOld) {
        count(context, record, "InvocationDroppedCount");
        await giveUp(context, record, { scheduledTime, executionId, attempt, input, tooOld, error });
        return;
      }
      await clock.sleep(pause, signal);
    }
  }
}

interface Firing {
  readonly scheduledTime: number;
  readonly executionId: string;
  readonly attempt: number;
}

/** Context attributes: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function inputOf(record: ScheduleRecord, firing: Firing): string {
  const time = isoSeconds(firing.scheduledTime);
  return record.target.input
    .replaceAll("<aws.scheduler.schedule-arn>", record.arn)
    .replaceAll("<aws.scheduler.scheduled-time>", time)
    .replaceAll("<aws.scheduler.execution-id>", firing.executionId)
    .replaceAll("<aws.scheduler.attempt-number>", String(firing.attempt));
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
async function giveUp(
  context: ServiceContext,
  record: ScheduleRecord,
  firing: Firing & { readonly input: string; readonly tooOld: boolean; readonly error: AwsError },
): Promise<void> {
  const { deadLetterArn, arn } = record.target;
  if (!deadLetterArn) {
    console.error(`scheduler: ${record.name} could not reach ${arn} and has no dead-letter queue`, firing.error);
    return;
  }
  try {
    await deliver(context, sessionOf(context, record), deadLetterArn, firing.input, {
      SCHEDULE_ARN: record.arn,
      TARGET_ARN: arn,
      EXECUTION_ID: firing.executionId,
      SCHEDULED_TIME: isoSeconds(firing.scheduledTime),
      RETRY_ATTEMPTS: String(firing.attempt - 1),
      EXHAUSTED_RETRY_CONDITION: firing.tooOld ? "MaximumEventAgeInSeconds" : "MaximumRetryAttempts",
      ERROR_CODE: firing.error.code,
      ERROR_MESSAGE: firing.error.message,
    });
    count(context, record, "InvocationsSentToDeadLetterCount");
  } catch (error) {
    count(context, record, "InvocationsFailedToBeSentToDeadLetterCount");
    console.error(`scheduler: a firing of ${record.name} could not be handed to ${deadLetterArn}`, error);
  }
}

function sessionOf({ identity, region }: ServiceContext, record: ScheduleRecord): Caller {
  return identity.assumeRole(schedulerFor(region, record.groupName), record.target.roleArn, record.name);
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
function count({ recordMetric }: ServiceContext, { groupName }: ScheduleRecord, name: string): void {
  recordMetric({ namespace: "AWS/Scheduler", name, dimensions: { ScheduleGroup: groupName }, value: 1, unit: "Count" });
}

function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
