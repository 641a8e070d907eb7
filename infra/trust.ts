import { scheduleGroup } from "./schedule-group.ts";
import { accountId } from "./stage.ts";

const ofThisAccount = { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] };

/** Who may take on a role: these services, for nobody else's account where they say for whom they act. */
export function trust(...services: string[]) {
  return trustWith(services, []);
}

/**
 * Against the confused deputy: a service that acts for resources of many accounts must act for one of this account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Lambda and Redshift send no source account.
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
