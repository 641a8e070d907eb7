import type { Graph, GraphResource } from "../../../packages/local/src/graph/graph.ts";

/** One thing that AWS, or its provider, refuses: of which resources, in which input, and where that is written. */
export interface Limit {
  /** Pulumi's type token. */
  readonly type: string;
  /** Path of the input, `environment.variables`; `*` stands for each entry of a list or map; empty for all inputs. */
  readonly input: string;
  /** What is allowed, to be read after the value: "is 24 to 8760". */
  readonly allowed: string;
  readonly source: string;
  /** An input that is absent is refused. @default false: AWS has a default, or the limit is of those that have it */
  readonly required?: boolean;
  readonly takes: (value: never, place: Place) => boolean;
  /** Makes a value that is refused of one that is taken: the proof that this limit can fail. */
  readonly mistake: (value: never) => unknown;
}

/** Where a value was found: what a limit compares it with. */
export interface Place {
  readonly resource: GraphResource;
  readonly graph: Graph;
}

/** Resources of one type, without the ones that only group others. */
export function resourcesOf({ graph }: Pick<Place, "graph">, type: string): readonly GraphResource[] {
  return graph.resources.filter((resource) => resource.custom && resource.type === type);
}

export function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

export function wholeFrom(least: number, most: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

export function oneOf(...allowed: readonly unknown[]): (value: unknown) => boolean {
  return (value) => allowed.includes(value);
}

/** Characters, or bytes where a service counts those. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** A physical name: its pattern, and whether every resource of the type has one of its own. */
export function nameLimit(type: string, input: string, pattern: RegExp, allowed: string, source: string): Limit {
  return {
    ...{ type, input, allowed, source },
    required: true,
    takes: matches(pattern),
    mistake: (name: string) => `${name}${"x".repeat(600)}`,
  };
}
