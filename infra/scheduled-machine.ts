import { deadLetters } from "./dead-letters.ts";
import { scheduleGroup } from "./schedule-group.ts";
import { settings } from "./stage.ts";
import { trustForSchedules } from "./trust.ts";

interface ScheduledMachine {
  /** Logical name, for example `Refresh`. */
  readonly component: string;
  readonly name: string;
  readonly machine: { readonly arn: $util.Output<string> };
  readonly expression: string;
}

/**
 * The schedule of an owner's machine, called as the machine is, with a role (`<name>-start`) that may start that machine alone and a
 * queue that keeps what could not be handed over. It is not tried again: the next time is never far.
 */
export function scheduledMachine({ component, name, machine, expression }: ScheduledMachine) {
  const undelivered = deadLetters(`${component}UndeliveredEvents`, `${name}-undelivered`);
  const role = new aws.iam.Role(`${component}ScheduleRole`, {
    // A stage of 30 characters leaves no room for `-schedule`: a role has 64.
    name: `${name}-start`,
    assumeRolePolicy: trustForSchedules(),
    inlinePolicies: [
      {
        name: `start-${component.toLowerCase()}`,
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            { actions: ["states:StartExecution"], resources: [machine.arn] },
            { actions: ["sqs:SendMessage"], resources: [undelivered.arn] },
          ],
        }).json,
      },
    ],
  });
  // sst.aws.CronV2 has functions and tasks as targets only.
  return new aws.scheduler.Schedule(`${component}Schedule`, {
    name,
    groupName: scheduleGroup.name,
    scheduleExpression: expression,
    state: settings.schedulesEnabled ? "ENABLED" : "DISABLED",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: machine.arn,
      roleArn: role.arn,
      input: JSON.stringify({ scheduledTime: "<aws.scheduler.scheduled-time>" }),
      retryPolicy: { maximumRetryAttempts: 0 },
      deadLetterConfig: { arn: undelivered.arn },
    },
  });
}
