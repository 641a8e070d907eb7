import { z } from "zod";
import { ADMINISTRATOR } from "../administrator.ts";
import type { LocalClock } from "../clock.ts";
import type { Graph, GraphResource } from "../graph/graph.ts";
import type { Identity } from "../identity/identity.ts";
import type { Call } from "../service.ts";
import type { ApplyScope, ResourceType } from "./apply-scope.ts";
import { RESOURCE_TYPES, WITHOUT_EFFECT } from "./resource-types.ts";

/** The part of a local AWS that a graph is applied to. */
export interface ApplyTarget {
  readonly call: Call;
  readonly identity: Identity;
  readonly clock: LocalClock;
}

/** A resource could not be applied or removed: names it, and says why. */
export class ApplyError extends Error {
  override readonly name = "ApplyError";
  constructor(doing: "apply" | "remove", { type, name }: GraphResource, cause: unknown) {
    super(`Could not ${doing} ${type} "${name}": ${reason(cause)}`, { cause });
  }
}

/**
 * Applies an evaluated graph to a local AWS as `sst deploy` does to AWS: in the graph's order, as the administrator,
 * through the services' own operations. What is there already is changed only where it differs.
 * @param onProgress hears each resource (`<type> <name>`) before it is applied.
 * @throws {ApplyError} naming the resource.
 */
export async function applyGraph(
  graph: Graph,
  target: ApplyTarget,
  onProgress: (resource: string) => void = () => undefined,
): Promise<void> {
  const scope = scopeOf(graph, target);
  for (const [resource, type] of applicable(graph.resources)) {
    onProgress(`${resource.type.split(":").at(-1)} ${resource.name}`);
    await type.apply(resource, scope).catch((error: unknown) => {
      throw new ApplyError("apply", resource, error);
    });
  }
}

/** Component resources only group others; of the rest every type is known, by what it does or by why it does nothing. */
export function applicable(resources: readonly GraphResource[]): [GraphResource, ResourceType][] {
  return resources
    .filter(({ custom, type }) => custom && !Object.hasOwn(WITHOUT_EFFECT, type))
    .map((resource) => {
      const type = Object.hasOwn(RESOURCE_TYPES, resource.type) ? RESOURCE_TYPES[resource.type] : undefined;
      if (type) return [resource, type];
      throw new ApplyError(
        "apply",
        resource,
        new Error(
          "this type is not known here. Say in packages/local/src/apply/resource-types.ts how it is applied, or why it has no effect on one machine.",
        ),
      );
    });
}

/** What a type may use, as the administrator. */
export function scopeOf(graph: Graph, { call, identity, clock }: ApplyTarget): ApplyScope {
  return {
    graph,
    identity,
    clock,
    call: (service, operation, input) => call(ADMINISTRATOR, service, operation, input),
  };
}

function reason(cause: unknown): string {
  if (cause instanceof z.ZodError) return `its inputs are not applied here: ${z.prettifyError(cause)}`;
  return cause instanceof Error ? cause.message : String(cause);
}
