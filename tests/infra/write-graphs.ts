import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KEPT_GRAPHS, keptFile } from "./kept-graphs.ts";
import { renderGraph } from "./render-graph.ts";

for (const [name, graph] of Object.entries(KEPT_GRAPHS)) {
  const file = keptFile(name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, renderGraph(await graph()));
  process.stdout.write(`tests/infra/graphs/${name}.json is written.\n`);
}
