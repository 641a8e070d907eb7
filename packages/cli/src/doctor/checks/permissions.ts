import { NoSuchEntityException } from "@aws-sdk/client-iam";
import { CannotTellError, type Check, type Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";
import { type RoleNeeds, roleNeeds } from "../role-needs.ts";
import { allowing, deniedNeeds } from "../simulate.ts";

/** Each role's own policies against what the role does. */
export const permissions: Check = {
  id: "permissions",
  needs: ["reader"],
  async run(examination) {
    const { names, identity, facts } = examination;
    const [place, { roleArn, secretArn }, refreshesAtRate, workgroupArn] = await Promise.all([
      identity(),
      facts.setup(),
      facts.refreshesAtRate(),
      workgroupArnOf(examination),
    ]);
    const roles = roleNeeds({ names, identity: place, readRoleArn: roleArn, secretArn, refreshesAtRate, workgroupArn });
    const findings = await Promise.all(roles.map((role) => lacking(examination, role)));
    return findings.flat();
  },
};

async function workgroupArnOf({ facts }: Examination): Promise<string | undefined> {
  const { target } = await facts.warehouse();
  return "workgroupName" in target ? (await facts.workgroup()).workgroupArn : undefined;
}

async function lacking({ ask, reader }: Examination, role: RoleNeeds): Promise<readonly Finding[]> {
  const { roleArn, file, needs } = role;
  try {
    const denied = await ask("iam:SimulatePrincipalPolicy", () => deniedNeeds(reader.iam, roleArn, needs));
    return denied.map((need) => ({
      rule: "role-may-not",
      severity: "problem",
      found: `${roleArn} may not ${need.action} on ${need.resource}.`,
      matters: "Whatever acts as this role fails there.",
      mend: `Deploy again, which writes the policy of ${file}; by hand: ${allowing([need])}`,
      source: PAGES.simulate,
    }));
  } catch (error) {
    // Whether the role of the warehouse is there is a check of its own.
    if (!(error instanceof NoSuchEntityException)) throw error;
    throw new CannotTellError(`There is no role ${roleArn}.`, { cause: error });
  }
}
