import type { Graph } from "../../packages/local/src/graph/graph.ts";
import type { PolicyDocument, PolicyStatement } from "../../packages/local/src/identity/identity.ts";

/** One action that one statement of a role's policy grants. */
export interface GrantedAction {
  /** Name of the role, as it is on AWS. */
  readonly role: string;
  readonly policy: string;
  /** Place of the statement in the policy. */
  readonly statement: number;
  readonly action: string;
}

interface InlinePolicy {
  readonly name: string;
  readonly policy: string;
}

/** Every action that the graph grants its roles, role by role. */
export function grantedActions({ resources }: Graph): readonly GrantedAction[] {
  return resources
    .filter(({ type }) => type === "aws:iam/role:Role")
    .flatMap(({ inputs }) =>
      ((inputs.inlinePolicies ?? []) as readonly InlinePolicy[]).flatMap(({ name, policy }) =>
        statementsOf(JSON.parse(policy) as PolicyDocument).flatMap(({ Action = [] }, statement) =>
          [Action].flat().map((action) => ({ role: String(inputs.name), policy: name, statement, action })),
        ),
      ),
    );
}

/** The policy without one action of one statement, and without the statement where it was the only one. */
export function withoutAction(document: PolicyDocument, { statement, action }: GrantedAction): PolicyDocument {
  const Statement = statementsOf(document).flatMap((one, index) => {
    if (index !== statement) return [one];
    const Action = [one.Action ?? []].flat().filter((other) => other !== action);
    return Action.length === 0 ? [] : [{ ...one, Action }];
  });
  return { ...document, Statement };
}

function statementsOf({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return [Statement].flat();
}
