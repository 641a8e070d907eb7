import { type ResourceKind, stageResources } from "@sensor-pipeline/core/stage/stage-resources";
import type { CommandContext } from "../command/command-context.ts";
import { explainError } from "../command/explain-error.ts";
import type { VerifyFinding } from "./finding.ts";
import { isNotFound } from "./not-found.ts";
import { removeCommand } from "./remedies.ts";
import { type Look, resourceLooks } from "./resource-looks.ts";

/** Looks for everything that the stage has on AWS by a name. */
export async function lookAtResources({ target, signal }: CommandContext): Promise<readonly VerifyFinding[]> {
  const identity = await target.identity();
  const { looks, close } = resourceLooks(target.names, target.person, identity);
  try {
    const byKind = Map.groupBy(stageResources(target.names), ({ kind }) => kind);
    // Kinds at once and each kind's names in turn: no service is asked faster than it answers.
    const findings = await Promise.all(
      [...byKind].map(async ([kind, resources]) => {
        const ofKind: VerifyFinding[] = [];
        for (const resource of resources) {
          signal.throwIfAborted();
          const remedy = removeCommand(target.names, resource, identity);
          ofKind.push(await lookFor(kind, resource.name, looks[kind], remedy));
        }
        return ofKind;
      }),
    );
    return findings.flat();
  } finally {
    close();
  }
}

async function lookFor(kind: ResourceKind, name: string, look: Look, remedy: string): Promise<VerifyFinding> {
  try {
    return (await look(name)) ? { kind, name, state: "left", remedy } : { kind, name, state: "gone" };
  } catch (error) {
    if (isNotFound(error)) return { kind, name, state: "gone" };
    return unknown(kind, name, error);
  }
}

/** Something that could not be looked at, with the reason. @throws the error itself where it is a fault of this program */
export function unknown(kind: string, name: string, error: unknown): VerifyFinding {
  const known = explainError(error);
  if (known === undefined) throw error;
  return { kind, name, state: "unknown", detail: known.message };
}
