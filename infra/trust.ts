import { scheduleGroup } from "./schedule-group.ts";
import { accountId } from "./stage.ts";

const ofThisAccount = { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] };

/**
 * Who may take on a role: these services, without a condition. No page says that Lambda or Redshift tell for whom they act when they
 * take on a role, and AWS's own examples ask neither
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html,
 * https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html): a condition that they do not meet would shut
 * them out. Redshift can keep a role to one database user by sts:ExternalId; that it does so of streams is not told either
 * (https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service-database-users.html).
 */
export function trust(...services: string[]) {
  return trustWith(services, []);
}

/**
 * Against the confused deputy: a service that acts for resources of many accounts must act for one of this account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html), as Step Functions and Scheduler do
 * (https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html).
 */
export function trustForThisAccount(...services: string[]) {
  return trustWith(services, [ofThisAccount]);
}

/**
 * Scheduler says for which group it acts, and never for which schedule
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html).
 */
export function trustForSchedules() {
  return trustWith(
    ["scheduler.amazonaws.com"],
    [ofThisAccount, { test: "StringEquals", variable: "aws:SourceArn", values: [scheduleGroup.arn] }],
  );
}

function trustWith(
  identifiers: string[],
  conditions: { test: string; variable: string; values: $util.Input<string>[] }[],
) {
  return aws.iam.getPolicyDocumentOutput({
    statements: [{ actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers }], conditions }],
  }).json;
}
