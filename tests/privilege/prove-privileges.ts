import { type GrantedAction, grantedActions, withoutAction } from "./granted-actions.ts";
import { type ProofStage, roleArn } from "./proof-stage.ts";
import type { Step } from "./step.ts";

/** Which steps used which action of which role, the quickest first: `<role> <action>` -> steps. */
export type Uses = ReadonlyMap<string, readonly Step[]>;

/** What came of taking a granted action away. */
export interface Proof extends GrantedAction {
  /**
   * `told`: a step that uses it failed, and what it told names the action. `silent`: it failed, and the authorisation log alone (on AWS:
   * CloudTrail) names the action. `needless`: every step went well without it. `unused`: no step uses it.
   */
  readonly outcome: "told" | "silent" | "needless" | "unused";
  /** The step that failed. */
  readonly step?: string;
  /** What its failure told. */
  readonly words?: string;
}

/** Runs every step with all permissions. @throws {Error} naming a step that fails all the same */
export async function observeUses(stage: ProofStage, steps: readonly Step[], signal?: AbortSignal): Promise<Uses> {
  const found = new Map<string, { readonly step: Step; readonly milliseconds: number }[]>();
  for (const step of steps) {
    signal?.throwIfAborted();
    stage.identity.forgetUses();
    const begun = performance.now();
    const failure = await step.run(stage);
    if (failure !== undefined) throw new Error(`With all permissions "${step.name}" failed: ${failure}`);
    const use = { step, milliseconds: performance.now() - begun };
    const roles = step.as(stage.names).map(roleArn);
    const used = stage.identity.used().filter((one) => roles.includes(one.roleArn));
    for (const key of new Set(used.map(keyOf))) found.set(key, [...(found.get(key) ?? []), use]);
    await step.restore?.(stage);
  }
  return new Map(
    [...found].map(([key, uses]) => [
      key,
      uses.toSorted((a, b) => a.milliseconds - b.milliseconds).map(({ step }) => step),
    ]),
  );
}

/** The uses of one step alone. */
export function usesOf(uses: Uses, { name }: Step): Uses {
  return new Map(
    [...uses].flatMap(([key, steps]) => {
      const found = steps.filter((step) => step.name === name);
      return found.length === 0 ? [] : [[key, found] as const];
    }),
  );
}

/** The granted actions of which there are uses. */
export function actionsUsed({ graph }: Pick<ProofStage, "graph">, uses: Uses): readonly GrantedAction[] {
  return grantedActions(graph).filter((granted) => uses.has(keyOfGrant(granted)));
}

export interface ProveOptions {
  /** @default every action of the stage's graph */
  readonly actions?: readonly GrantedAction[];
  /** Hears of each proof as it is made. */
  readonly onProof?: (proof: Proof) => void;
  /** Stops between two steps. */
  readonly signal?: AbortSignal;
}

/** Takes each granted action away in turn, and runs the steps that use it until one fails of that. */
export async function provePrivileges(
  stage: ProofStage,
  uses: Uses,
  { actions = grantedActions(stage.graph), onProof = () => undefined, signal }: ProveOptions = {},
): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const granted of actions) {
    const proof = await prove(stage, granted, uses.get(keyOfGrant(granted)) ?? [], signal);
    proofs.push(proof);
    onProof(proof);
  }
  return proofs;
}

/** Does `work` while the role may not do that one action. */
export async function withdrawn<Output>(
  stage: ProofStage,
  granted: GrantedAction,
  work: () => Promise<Output>,
): Promise<Output> {
  const { role: RoleName, policy: PolicyName } = granted;
  const whole = stage.identity.role(roleArn(RoleName))?.policies[PolicyName];
  if (whole === undefined) throw new Error(`The role ${RoleName} has no policy ${PolicyName}.`);
  const put = (document: object) =>
    stage.ask("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument: JSON.stringify(document) });
  await put(withoutAction(whole, granted));
  try {
    return await work();
  } finally {
    await put(whole);
  }
}

/** By a step that tells of the denial, else by one that fails of it without a word. */
async function prove(
  stage: ProofStage,
  granted: GrantedAction,
  steps: readonly Step[],
  signal: AbortSignal | undefined,
): Promise<Proof> {
  if (steps.length === 0) return { ...granted, outcome: "unused" };
  let silent: Proof | undefined;
  for (const { name: step, run, restore } of steps) {
    signal?.throwIfAborted();
    stage.identity.forgetUses();
    const words = await withdrawn(stage, granted, () => run(stage));
    const isDenied = stage.identity.refused().some(({ action }) => action === granted.action);
    await restore?.(stage);
    if (words === undefined) continue;
    if (namesAction(words, granted.action)) return { ...granted, outcome: "told", step, words };
    if (isDenied) silent ??= { ...granted, outcome: "silent", step, words };
  }
  return silent ?? { ...granted, outcome: "needless" };
}

/** Services write an action each in their way: `sqs:sendmessage`, `SNS:Publish`, Lambda `SendMessage on`. */
function namesAction(words: string, action: string): boolean {
  return new RegExp(`\\b${action.slice(action.indexOf(":") + 1)}\\b`, "i").test(words);
}

function keyOf({ roleArn: arn, action }: { readonly roleArn: string; readonly action: string }): string {
  return `${arn} ${action}`;
}

function keyOfGrant({ role, action }: GrantedAction): string {
  return keyOf({ roleArn: roleArn(role), action });
}
