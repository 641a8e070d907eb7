import { GetRoleCommand, NoSuchEntityException } from "@aws-sdk/client-iam";
import type { Check, Finding } from "../check.ts";
import { PAGES } from "../pages.ts";
import { trustedServices } from "../trusted-services.ts";

/** Serverless takes a role on as either of them (https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html). */
const REDSHIFT = ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"];

export const roleTrust: Check = {
  id: "role-trust",
  needs: ["reader"],
  async run({ facts, ask, reader }) {
    const { roleArn } = await facts.setup();
    const RoleName = roleArn.slice(roleArn.lastIndexOf("/") + 1);
    try {
      const { Role } = await ask("iam:GetRole", () => reader.iam.send(new GetRoleCommand({ RoleName })));
      const trusted = trustedServices(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "{}"));
      if (REDSHIFT.some((service) => trusted.includes(service))) return [];
      return [notTrusting(roleArn, RoleName, trusted)];
    } catch (error) {
      if (error instanceof NoSuchEntityException) return [missing(roleArn)];
      throw error;
    }
  },
};

function notTrusting(roleArn: string, name: string, trusted: readonly string[]): Finding {
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: REDSHIFT }, Action: "sts:AssumeRole" }],
  };
  return {
    rule: "role-not-trusting",
    severity: "problem",
    found: `The role ${roleArn} does not trust Redshift: it trusts ${trusted.length === 0 ? "no service" : trusted.join(", ")}.`,
    matters:
      "Redshift can't take it on: CREATE EXTERNAL SCHEMA and every refresh are denied, whatever the role may do.",
    mend: `aws iam update-assume-role-policy --role-name ${name} --policy-document '${JSON.stringify(policy)}'`,
    source: PAGES.roleTrust,
  };
}

function missing(roleArn: string): Finding {
  return {
    rule: "role-missing",
    severity: "problem",
    found: `The role ${roleArn} does not exist.`,
    matters: "Redshift reads the stream with it: every refresh is denied.",
    mend: "npx sst deploy makes the role of a stage's own warehouse; where the stage names its role, see PIPELINE_READ_ROLE_ARN.",
    source: PAGES.gettingStarted,
  };
}
