import path from "node:path";
import { vi } from "vitest";
import { evaluate } from "../../packages/local/src/graph/evaluate.ts";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";

// An evaluation takes seconds, and waits for those of other test files.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const REGION = "eu-west-1";

/** An existing workgroup, as a stage describes it. */
export const EXISTING_WORKGROUP = {
  PIPELINE_WORKGROUP: "analytics",
  PIPELINE_DATABASE: "dev",
  PIPELINE_ADMIN_SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:000000000000:secret:analytics-admin-AbCdEf",
  PIPELINE_READ_ROLE_ARN: "arn:aws:iam::000000000000:role/analytics-streams",
};

/** A stage's graph by the real SST CLI and components; kept between test files while nothing it is made of changes. */
export function graphOf(stage: string, env: Readonly<Record<string, string>> = {}): Promise<Graph> {
  return evaluate({ stage, region: REGION, root: ROOT, cacheFolder: path.join(ROOT, ".local/graphs"), env });
}

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
