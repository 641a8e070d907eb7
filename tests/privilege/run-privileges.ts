import { proveStages } from "./prove-stage.ts";
import { STAGE_KINDS, type StageKindName } from "./stage-kinds.ts";

process.exitCode = await main(process.argv.slice(2));

/** `npm run lab:privileges [-- KIND...]`: 0 when every permission is proved to be needed, 1 otherwise, 2 for a kind that is none. */
async function main(asked: readonly string[]): Promise<number> {
  const unknown = asked.find((kind) => !isKind(kind));
  if (unknown !== undefined) {
    const why =
      unknown === "existing-cluster" ? "A cluster can't be run here: the local AWS has workgroups only. " : "";
    console.error(`${why}"${unknown}" is not a kind of stage: choose of ${Object.keys(STAGE_KINDS).join(", ")}.`);
    return 2;
  }
  const kinds = asked.filter(isKind);
  const stages = await proveStages({
    ...(kinds.length === 0 ? {} : { kinds }),
    onProof: ({ role, action, outcome, step = "nothing" }, kind) => print(kind, outcome, role, action, step),
  });
  for (const { kind, trusts } of stages) {
    for (const { role, outcome, step = "nothing" } of trusts) print(kind, outcome, role, "(its trust)", step);
  }
  const failures = stages.flatMap((stage) => stage.failures);
  for (const failure of failures) console.error(failure);
  console.log(
    failures.length === 0 ? "Every permission is needed, and missed by name." : `${failures.length} are not.`,
  );
  return failures.length === 0 ? 0 : 1;
}

function isKind(text: string): text is StageKindName {
  return Object.hasOwn(STAGE_KINDS, text);
}

function print(kind: string, outcome: string, role: string, action: string, step: string): void {
  console.log(`${kind.padEnd(18)} ${outcome.padEnd(8)} ${role.padEnd(44)} ${action.padEnd(38)} ${step}`);
}
