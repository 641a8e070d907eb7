import { CannotTellError, type Check } from "../check.ts";
import { asking } from "../examination.ts";
import { PAGES } from "../pages.ts";
import { personNeeds } from "../role-needs.ts";
import { allowing, deniedNeeds } from "../simulate.ts";

/** What the person's own policies say, action by action: nothing is started to find out. */
export const person: Check = {
  id: "person",
  needs: [],
  async run({ identity, names, personIam }) {
    const { arn, ...place } = await identity();
    if (arn.endsWith(":root")) return [];
    const principal = principalOf(arn);
    const needs = personNeeds({ names, identity: place });
    const denied = await asking("iam:SimulatePrincipalPolicy", arn, () => deniedNeeds(personIam, principal, needs));
    return denied.map((need) => ({
      rule: "person-may-not",
      severity: "warning",
      found: `${arn} may not ${need.action} on ${need.resource}.`,
      matters: "You can look at the stage, but this one thing is refused when a command of yours needs it.",
      mend: `Ask the account's administrator for ${allowing([need])} on ${principal}.`,
      source: PAGES.simulate,
    }));
  },
};

/** Policies are a role's, whatever its session is called. A role with a path is told by IAM alone. */
function principalOf(arn: string): string {
  const [, partition, account, role] = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role !== undefined) return `arn:${partition}:iam::${account}:role/${role}`;
  if (/:user\//.test(arn)) return arn;
  throw new CannotTellError(`What ${arn} may do can't be asked of IAM: it is neither a user nor a role's session.`);
}
