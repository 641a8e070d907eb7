import { vi } from "vitest";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";

export {
  EXISTING_CLUSTER,
  EXISTING_WORKGROUP,
  graphOf,
  LONGEST_STAGE,
  OTHER_SETTINGS,
  REGION,
  ROOT,
  RUNNING_STAGE,
} from "./evaluated-stage.ts";

// An evaluation takes seconds, and waits for those of other test files.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

export function ofType(graph: Graph, type: string): readonly GraphResource[] {
  return graph.resources.filter((resource) => resource.type === type);
}

/** The one resource of that logical name. */
export function resource(graph: Graph, name: string): GraphResource {
  const [found, another] = graph.resources.filter((candidate) => candidate.custom && candidate.name === name);
  if (!found || another) throw new Error(`The graph has ${found ? "several resources" : "no resource"} named ${name}.`);
  return found;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[]; readonly AWS?: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function statementsOf(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
}

/** What a role may do: the statements of its inline policies. */
export function permissionsOf(role: GraphResource): readonly Statement[] {
  const policies = (role.inputs.inlinePolicies ?? []) as readonly { readonly policy: string }[];
  return policies.flatMap(({ policy }) => statementsOf(policy));
}

export function listed(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
