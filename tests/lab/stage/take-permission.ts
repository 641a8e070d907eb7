import type { Deed, FaultWindow } from "../scenario.ts";
import type { LabStage } from "./lab-stage.ts";

interface PolicyDocument {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

/** A role loses one action, in every policy of its own that has it, for the time of the fault. */
export function withoutAction(role: string, action: string, { from, until }: FaultWindow): readonly Deed[] {
  const before = new Map<string, PolicyDocument>();
  return [
    {
      at: from,
      what: `the role ${role} may no longer ${action}`,
      run: async (stage) => {
        for (const [name, document] of await policiesOf(stage, role)) {
          const left = document.Statement.filter(({ Action }) => ![Action].flat().includes(action));
          if (left.length === document.Statement.length) continue;
          before.set(name, document);
          if (left.length > 0) await put(stage, role, name, { ...document, Statement: left });
          else await stage.ask("iam", "DeleteRolePolicy", { RoleName: role, PolicyName: name });
        }
        if (before.size === 0) throw new Error(`The role ${role} may not ${action} anyhow.`);
      },
    },
    {
      at: until,
      what: `the role ${role} may ${action} again`,
      run: async (stage) => {
        for (const [name, document] of before) await put(stage, role, name, document);
      },
    },
  ];
}

async function policiesOf(
  { ask }: LabStage,
  RoleName: string,
): Promise<readonly (readonly [string, PolicyDocument])[]> {
  const { PolicyNames } = await ask<{ PolicyNames: readonly string[] }>("iam", "ListRolePolicies", { RoleName });
  const policies: [string, PolicyDocument][] = [];
  for (const PolicyName of PolicyNames) {
    const found = await ask<{ PolicyDocument: string }>("iam", "GetRolePolicy", { RoleName, PolicyName });
    // In URL encoding, as IAM gives it: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
    policies.push([PolicyName, JSON.parse(decodeURIComponent(found.PolicyDocument)) as PolicyDocument]);
  }
  return policies;
}

async function put({ ask }: LabStage, RoleName: string, PolicyName: string, document: PolicyDocument): Promise<void> {
  await ask("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument: JSON.stringify(document) });
}
