import type { Graph, GraphResource } from "../../../packages/local/src/graph/graph.ts";
import type { Limit } from "./limit.ts";

export interface Breach {
  readonly limit: Limit;
  readonly resource: GraphResource;
  /** A sentence: the resource, the input, its value and what is allowed. */
  readonly sentence: string;
}

const LONGEST_VALUE = 120;

/** Every place of a graph that AWS would refuse, by these limits. */
export function findBreaches(graph: Graph, limits: readonly Limit[]): readonly Breach[] {
  return limits.flatMap((limit) =>
    graph.resources
      .filter(({ custom, type }) => custom && type === limit.type)
      .flatMap((resource) => {
        const values = valuesAt(resource.inputs, limit.input);
        const refused = limit.required && values.length === 0 ? [undefined] : values.filter((value) => !takes(value));
        return refused.map((value) => ({ limit, resource, sentence: sentenceOf(limit, resource, value) }));

        function takes(value: unknown): boolean {
          return limit.takes(value as never, { resource, graph });
        }
      }),
  );
}

/** The values at a path; none where it is absent. */
export function valuesAt(inputs: unknown, path: string): readonly unknown[] {
  if (path === "") return [inputs];
  const [key = "", ...rest] = path.split(".");
  if (typeof inputs !== "object" || inputs === null) return [];
  const inside =
    key === "*" ? Object.values(inputs) : Object.hasOwn(inputs, key) ? [(inputs as Record<string, unknown>)[key]] : [];
  return inside
    .filter((value) => value !== undefined && value !== null)
    .flatMap((value) => valuesAt(value, rest.join(".")));
}

/** The same inputs with the first value at a path changed. */
export function withChanged(inputs: unknown, path: string, change: (value: unknown) => unknown): unknown {
  if (path === "") return change(inputs);
  const [key = "", ...rest] = path.split(".");
  const copy = structuredClone(inputs) as Record<string, unknown>;
  const has = (entry: string) => valuesAt(copy[entry], rest.join(".")).length > 0;
  const first = key === "*" ? Object.keys(copy).find(has) : key;
  if (first === undefined) throw new Error(`There is nothing to change at ${path}.`);
  copy[first] = withChanged(copy[first], rest.join("."), change);
  return copy;
}

function sentenceOf({ input, allowed, source }: Limit, { type, name }: GraphResource, value: unknown): string {
  const shown = JSON.stringify(value) ?? "absent";
  const short = shown.length > LONGEST_VALUE ? `${shown.slice(0, LONGEST_VALUE)}… (${shown.length} characters)` : shown;
  return `${type} "${name}": ${input || "its inputs"} ${allowed}, and not ${short} (${source}).`;
}
