import { accountId } from "./stage.ts";

/** Who may take on a role: these services, for nobody else's account where they say for whom they act. */
export function trust(...services: string[]) {
  return trustWith(services, []);
}

/**
 * Against the confused deputy: a service that acts for resources of many accounts must act for one of this account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Lambda and Redshift send no source account.
 */
export function trustForThisAccount(...services: string[]) {
  return trustWith(services, [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }]);
}

function trustWith(
  identifiers: string[],
  conditions: { test: string; variable: string; values: $util.Input<string>[] }[],
) {
  return aws.iam.getPolicyDocumentOutput({
    statements: [{ actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers }], conditions }],
  }).json;
}
