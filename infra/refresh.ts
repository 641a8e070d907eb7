import { refreshDefinition } from "@sensor-pipeline/core/setup/refresh-machine";
import { REFRESH_FILES, readTexts } from "@sensor-pipeline/core/setup/setup-files";
import { deadLetters } from "./dead-letters.ts";
import { ownerMachine } from "./owner-machine.ts";
import { everyMinutes } from "./schedule-expression.ts";
import { readSql } from "./setup.ts";
import { names, settings } from "./stage.ts";
import { trustForThisAccount } from "./trust.ts";
import { warehouse } from "./warehouse.ts";

const { refresh } = settings;

/** Refreshes the landing view, where the stage does so at a rate; Redshift does it by itself otherwise. */
export const refreshMachine = refresh === "auto" ? undefined : refreshEvery(refresh);

function refreshEvery(minutes: number) {
  const machine = ownerMachine({
    component: "Refresh",
    name: names.refreshMachine,
    definition: warehouse.adminSecretArn.apply((secretArn) =>
      JSON.stringify(
        refreshDefinition({
          target: { ...warehouse.target, database: warehouse.database, secretArn },
          texts: readTexts(REFRESH_FILES, readSql),
        }),
      ),
    ),
  });
  const undelivered = deadLetters("RefreshUndeliveredEvents", `${names.refreshMachine}-undelivered`);
  const role = new aws.iam.Role("RefreshScheduleRole", {
    name: `${names.refreshMachine}-schedule`,
    assumeRolePolicy: trustForThisAccount("scheduler.amazonaws.com"),
    inlinePolicies: [
      {
        name: "start-refresh",
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
  new aws.scheduler.Schedule("RefreshSchedule", {
    name: names.refreshMachine,
    scheduleExpression: everyMinutes(minutes),
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
  return machine;
}
