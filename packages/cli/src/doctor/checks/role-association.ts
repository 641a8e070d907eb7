import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

/** Serverless tells a role as its ARN, or as `IamRole(applyStatus=in-sync, iamRoleArn=arn:...)`. */
const TOLD = /^(?:IamRole\(applyStatus=([\w-]+), iamRoleArn=)?(arn:[^\s,)]+)\)?$/;

export const roleAssociation: Check = {
  id: "role-association",
  needs: ["reader"],
  async run({ facts }) {
    const [{ roleArn }, { iamRoles = [], namespaceName }] = await Promise.all([facts.setup(), facts.namespace()]);
    const roles = iamRoles.map((told) => TOLD.exec(told.trim()) ?? []);
    const found = roles.find(([, , arn]) => arn === roleArn);
    if (found === undefined) {
      const others = roles.flatMap(([, , arn]) => arn ?? []);
      return [
        {
          rule: "role-not-associated",
          severity: "problem",
          found: `The role ${roleArn} is not associated with the namespace ${namespaceName}, which has ${others.length === 0 ? "none" : others.join(", ")}.`,
          matters: "Redshift takes on associated roles only: CREATE EXTERNAL SCHEMA and every refresh are denied.",
          mend: `aws redshift-serverless update-namespace --namespace-name ${namespaceName} --iam-roles ${[...others, roleArn].map((arn) => `'${arn}'`).join(" ")}`,
          source: PAGES.gettingStarted,
        },
      ];
    }
    const [, status = "in-sync"] = found;
    if (status === "in-sync") return [];
    return [
      {
        rule: "role-not-in-sync",
        severity: "warning",
        found: `The role ${roleArn} is ${status} in the namespace ${namespaceName}.`,
        matters: "Redshift can take it on when it is in-sync.",
        mend: `Wait a minute and look again: aws redshift-serverless get-namespace --namespace-name ${namespaceName} --query namespace.iamRoles`,
        source: PAGES.gettingStarted,
      },
    ];
  },
};
