import { startProofStage } from "./proof-stage.ts";
import { observeUses, type Proof, type ProveOptions, provePrivileges, STEPS } from "./prove-privileges.ts";
import { proveTrusts, type TrustProof } from "./prove-trusts.ts";
import { SILENT } from "./silent-denials.ts";

export interface StageProof {
  readonly privileges: readonly Proof[];
  readonly trusts: readonly TrustProof[];
  /** One sentence for each action or trust whose need is not proved. */
  readonly failures: readonly string[];
}

/** Proves of a new stage that each of its roles needs each of its permissions, and its trust. */
export async function proveStage(options: Pick<ProveOptions, "onProof"> = {}): Promise<StageProof> {
  const stage = await startProofStage();
  try {
    const uses = await observeUses(stage);
    const privileges = await provePrivileges(stage, uses, options);
    const trusts = await proveTrusts(stage, STEPS);
    return { privileges, trusts, failures: [...privileges.flatMap(failureOf), ...trusts.flatMap(trustFailureOf)] };
  } finally {
    await stage.close();
  }
}

function failureOf({ role, action, outcome, statement, policy }: Proof): readonly string[] {
  const where = `${action}, granted to ${role} by statement ${statement} of its policy "${policy}",`;
  if (outcome === "unused") return [`${where} is used by nothing that the stage does.`];
  if (outcome === "needless") return [`${where} is not needed: all that uses it works without.`];
  if (outcome === "silent" && !(action in SILENT)) return [`${where} is missed without a word.`];
  return [];
}

function trustFailureOf({ role, outcome }: TrustProof): readonly string[] {
  return outcome === "told" ? [] : [`The role ${role} is taken on by nobody: all goes well when nobody is trusted.`];
}
