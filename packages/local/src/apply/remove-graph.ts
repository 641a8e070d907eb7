import type { Graph, GraphResource } from "../graph/graph.ts";
import { ApplyError, type ApplyTarget, applicable, scopeOf } from "./apply-graph.ts";
import { dependencyViolation } from "./dependency-violation.ts";
import { removalOrder } from "./removal-order.ts";

/** The stage may not be removed: says it as SST or Pulumi does. */
export class ProtectedError extends Error {
  override readonly name = "ProtectedError";
}

/**
 * Refuses what `sst remove` refuses, before it touches anything: a stage with `protect`, in SST's words, and then a
 * protected resource, in Pulumi's (`sst remove` is `pulumi destroy`, which goes by the flags of the last deployment).
 * @throws {ProtectedError}
 */
export function refuseProtected({ app, resources }: Pick<Graph, "app" | "resources">): void {
  if (app.protect) {
    throw new ProtectedError(
      "Cannot remove protected stage. To remove a protected stage edit your sst.config.ts and remove the `protect` property.",
    );
  }
  const kept = resources.find(({ protect }) => protect);
  if (!kept) return;
  throw new ProtectedError(
    `resource "${kept.urn}" cannot be deleted because it is protected. To unprotect the resource, either remove the \`protect\` flag from the resource in your Pulumi program and deploy, or use the command: pulumi state unprotect '${kept.urn}'`,
  );
}

/** Somebody stopped the removal: what went before is gone, all else stands as it did. */
export class RemovalStoppedError extends Error {
  override readonly name = "RemovalStoppedError";

  constructor(removed: number, all: number) {
    super(`Stopped with ${removed} of ${all} resources removed. The same command again removes the rest.`);
  }
}

export interface RemovalOptions {
  readonly onProgress?: (resource: string) => void;
  readonly signal?: AbortSignal;
}

export interface Removal {
  /** In the order in which they went: `Stream Stream`. */
  readonly removed: readonly string[];
  /** Retained: they stay, with their data, and are no longer part of the stage. */
  readonly retained: readonly string[];
}

/**
 * Takes a graph's resources out again as `sst remove` does: each as soon as nothing depends on it any more, those that
 * are retained left where they are, and refused by the service, or for what still stands on it, as AWS would.
 * @param options.onProgress hears each resource (`<type> <name>`) before it is removed.
 * @param options.signal stops it before the next resource.
 * @throws {ProtectedError} when nothing may be removed.
 * @throws {RemovalStoppedError} when it was stopped before the last.
 * @throws {ApplyError} naming the resource that could not be removed; what went before it is gone.
 */
export async function removeGraph(
  graph: Graph,
  target: ApplyTarget,
  { onProgress, signal }: RemovalOptions = {},
): Promise<Removal> {
  refuseProtected(graph);
  const scope = scopeOf(graph, target);
  const types = new Map(applicable(graph.resources));
  const made = graph.resources.filter(({ custom }) => custom);
  const retained = made.filter(({ retainOnDelete }) => retainOnDelete);
  const standing = new Set(made);
  const removed: string[] = [];
  for (const resource of removalOrder(graph.resources)) {
    if (resource.retainOnDelete) continue;
    if (signal?.aborted) throw new RemovalStoppedError(removed.length, made.length - retained.length);
    onProgress?.(titleOf(resource));
    try {
      const violation = dependencyViolation(resource, [...standing]);
      if (violation !== undefined) throw new Error(violation);
      await types.get(resource)?.remove(resource, scope);
    } catch (error) {
      throw new ApplyError("remove", resource, error);
    }
    standing.delete(resource);
    removed.push(titleOf(resource));
  }
  return { removed, retained: retained.map(titleOf) };
}

/** `Stream Stream`, `Role OwnerRole`. */
function titleOf({ type, name }: GraphResource): string {
  return `${type.split(":").at(-1)} ${name}`;
}
