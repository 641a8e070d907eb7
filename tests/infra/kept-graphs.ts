import path from "node:path";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { EXISTING_WORKGROUP, graphOf, ROOT } from "./evaluated-stage.ts";

/** The stages whose resources are kept in git, so that a review sees what a change does to each. */
export const KEPT_GRAPHS: Readonly<Record<string, () => Promise<Graph>>> = {
  development: () => graphOf("dev"),
  production: () => graphOf("production"),
  "existing-workgroup": () => graphOf("dev", EXISTING_WORKGROUP),
};

export function keptFile(name: string): string {
  return path.join(ROOT, "tests/infra/graphs", `${name}.json`);
}
