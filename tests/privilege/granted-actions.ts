import type { Graph } from "../../packages/local/src/graph/graph.ts";
import type { PolicyDocument, PolicyStatement } from "../../packages/local/src/identity/identity.ts";

/** One action on one resource, or on one pattern of resources, that one statement of a role's policy grants. */
export interface GrantedAction {
  /** Name of the role, as it is on AWS. */
  readonly role: string;
  readonly policy: string;
  /** Place of the statement in the policy. */
  readonly statement: number;
  readonly action: string;
  readonly resource: string;
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
        statementsOf(JSON.parse(policy) as PolicyDocument).flatMap((granting, statement) =>
          actionsOf(granting).flatMap((action) =>
            resourcesOf(granting).map((resource) => ({
              ...{ role: String(inputs.name), policy: name, statement, action, resource },
            })),
          ),
        ),
      ),
    );
}

/** The policy without one action on one resource; the statement's other actions and resources stay. */
export function withoutAction(
  document: PolicyDocument,
  { statement, action, resource }: GrantedAction,
): PolicyDocument {
  const Statement = statementsOf(document).flatMap((one, index) => {
    if (index !== statement) return [one];
    const others = { ...one, Action: actionsOf(one).filter((other) => other !== action) };
    const elsewhere = { ...one, Action: [action], Resource: resourcesOf(one).filter((other) => other !== resource) };
    return [others, elsewhere].filter((left) => left.Action.length > 0 && resourcesOf(left).length > 0);
  });
  return { ...document, Statement };
}

function statementsOf({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return [Statement].flat();
}

function actionsOf({ Action = [] }: PolicyStatement): readonly string[] {
  return [Action].flat();
}

function resourcesOf({ Resource = [] }: PolicyStatement): readonly string[] {
  return [Resource].flat();
}
