import type { PolicyDocument } from "../../packages/local/src/identity/identity.ts";
import { roleNames } from "./graph-names.ts";
import { type ProofStage, roleArn } from "./proof-stage.ts";
import type { Step } from "./step.ts";

/** What came of a role that is trusted to nobody any more. */
export interface TrustProof {
  readonly role: string;
  /** `told`: a step that acts as the role failed, and said that the role could not be taken on. `needless`: every step went well. */
  readonly outcome: "told" | "needless";
  readonly step?: string;
  readonly words?: string;
}

const NOBODY: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "nobody.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** How services and STS say that a role can't be taken on. */
const NOT_ASSUMED = /sts:AssumeRole|assume the (provided )?role/;

/** Takes each role's trust away in turn, and runs the steps that act as it until one fails of that. */
export async function proveTrusts(
  stage: ProofStage,
  steps: readonly Step[],
  signal?: AbortSignal,
): Promise<readonly TrustProof[]> {
  const proofs: TrustProof[] = [];
  for (const role of roleNames(stage)) {
    const acting = steps.filter(({ as }) => as(stage.names).includes(role));
    proofs.push(await prove(stage, role, acting, signal));
  }
  return proofs;
}

async function prove(
  stage: ProofStage,
  role: string,
  steps: readonly Step[],
  signal: AbortSignal | undefined,
): Promise<TrustProof> {
  for (const { name: step, run, restore } of steps) {
    signal?.throwIfAborted();
    const words = await untrusted(stage, role, () => run(stage));
    await restore?.(stage);
    if (words !== undefined && NOT_ASSUMED.test(words)) return { role, outcome: "told", step, words };
  }
  return { role, outcome: "needless" };
}

/** Does `work` while the role is trusted to nobody. */
async function untrusted<Output>(stage: ProofStage, RoleName: string, work: () => Promise<Output>): Promise<Output> {
  const trust = stage.identity.role(roleArn(RoleName))?.trust;
  const put = (document: unknown) =>
    stage.ask("iam", "UpdateAssumeRolePolicy", { RoleName, PolicyDocument: JSON.stringify(document) });
  await put(NOBODY);
  try {
    return await work();
  } finally {
    await put(trust);
  }
}
