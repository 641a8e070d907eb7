import { ownerSteps } from "./owner-steps.ts";
import { type ProofStage, startProofStage } from "./proof-stage.ts";
import { actionsUsed, observeUses, type Proof, provePrivileges, type Uses, usesOf } from "./prove-privileges.ts";
import { proveTrusts, type TrustProof } from "./prove-trusts.ts";
import { SILENT } from "./silent-denials.ts";
import { STAGE_KINDS, type StageKindName } from "./stage-kinds.ts";
import { stageSteps } from "./stage-steps.ts";

export interface StageProof {
  readonly kind: StageKindName;
  readonly privileges: readonly Proof[];
  /** The owner's machines share a role: what each of them uses, taken away from it alone. */
  readonly machines: readonly Proof[];
  readonly trusts: readonly TrustProof[];
  /** One sentence for each action or trust whose need is not proved. */
  readonly failures: readonly string[];
}

export interface ProveStages {
  /** @default every kind */
  readonly kinds?: readonly StageKindName[];
  /** Hears of each proof as it is made. */
  readonly onProof?: (proof: Proof, kind: StageKindName) => void;
  /** Stops between two steps, with its reason. */
  readonly signal?: AbortSignal;
}

/** Proves of a new stage of each kind that each of its roles needs each of its permissions, and its trust. */
export async function proveStages(options: ProveStages = {}): Promise<readonly StageProof[]> {
  const proofs: StageProof[] = [];
  for (const kind of options.kinds ?? (Object.keys(STAGE_KINDS) as StageKindName[])) {
    proofs.push(await proveStage(kind, options));
  }
  return proofs;
}

async function proveStage(kind: StageKindName, { onProof, signal }: ProveStages): Promise<StageProof> {
  const heard = {
    ...(onProof === undefined ? {} : { onProof: (proof: Proof) => onProof(proof, kind) }),
    ...(signal === undefined ? {} : { signal }),
  };
  const stage = await startProofStage(kind);
  try {
    const steps = stageSteps(stage);
    const uses = await observeUses(stage, steps, signal);
    const privileges = await provePrivileges(stage, uses, heard);
    const machines = await proveMachines(stage, uses, heard);
    const trusts = await proveTrusts(stage, steps, signal);
    const failures = [
      ...privileges.flatMap(failureOf),
      ...machines.flatMap(failureOf),
      ...trusts.flatMap(trustFailureOf),
    ].map((failure) => `${kind}: ${failure}`);
    return { kind, privileges, machines, trusts, failures };
  } finally {
    await stage.close();
  }
}

async function proveMachines(
  stage: ProofStage,
  uses: Uses,
  options: Parameters<typeof provePrivileges>[2],
): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const step of ownerSteps(stage)) {
    const its = usesOf(uses, step);
    proofs.push(...(await provePrivileges(stage, its, { ...options, actions: actionsUsed(stage, its) })));
  }
  return proofs;
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
