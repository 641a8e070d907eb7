import type { GraphResource } from "../graph/graph.ts";

/**
 * The order of a removal: as Pulumi goes, a wave of everything that nothing depends on, then the next. Within a wave
 * those made first go first, which is the order that finds a dependency that was never declared.
 */
export function removalOrder(resources: readonly GraphResource[]): readonly GraphResource[] {
  const left = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered: GraphResource[] = [];
  while (left.size > 0) {
    const needed = new Set([...left.values()].flatMap(({ dependencies, parent }) => [...dependencies, parent]));
    const wave = [...left.values()].filter(({ urn }) => !needed.has(urn));
    if (wave.length === 0) {
      throw new Error(`These resources depend on each other in a circle: ${[...left.keys()].join(", ")}.`);
    }
    for (const resource of wave) left.delete(resource.urn);
    ordered.push(...wave.filter(({ custom }) => custom));
  }
  return ordered;
}
