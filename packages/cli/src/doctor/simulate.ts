import { type IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";

/** An action that somebody has to be allowed. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Those of the needs that a role's or user's own policies do not allow. Policies of resources and organisations are not
 * part of it. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function deniedNeeds(
  iam: IAMClient,
  principalArn: string,
  needs: readonly Need[],
): Promise<readonly Need[]> {
  const groups = Map.groupBy(needs, ({ resource, context = {} }) => JSON.stringify([resource, context]));
  const denied = await Promise.all([...groups.values()].map((group) => deniedOf(iam, principalArn, group)));
  return denied.flat();
}

async function deniedOf(iam: IAMClient, principalArn: string, group: readonly Need[]): Promise<readonly Need[]> {
  const [{ resource, context = {} } = { resource: "*" }] = group;
  const entries = Object.entries(context).map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [value],
    ContextKeyType: "string" as const,
  }));
  const { EvaluationResults = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: principalArn,
      ActionNames: group.map(({ action }) => action),
      ResourceArns: [resource],
      ...(entries.length === 0 ? {} : { ContextEntries: entries }),
    }),
  );
  const allowed = new Set(
    EvaluationResults.filter(({ EvalDecision }) => EvalDecision === "allowed").map(
      ({ EvalActionName }) => EvalActionName,
    ),
  );
  return group.filter(({ action }) => !allowed.has(action));
}

/** A statement of an IAM policy that allows the needs. */
export function allowing(needs: readonly Need[]): string {
  const Action = [...new Set(needs.map(({ action }) => action))];
  const Resource = [...new Set(needs.map(({ resource }) => resource))];
  return JSON.stringify({ Effect: "Allow", Action, Resource });
}
