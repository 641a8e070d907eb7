import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Graph } from "./graph.ts";

/** Whatever changes one of these may change the graph or a bundle. */
const MADE_FROM = [
  "sst.config.ts",
  "infra",
  "sql",
  "packages/core",
  "packages/functions",
  "packages/local/src/graph",
  "packages/local/src/account.ts",
  "packages/local/src/identifiers.ts",
  "package.json",
  "package-lock.json",
];

/**
 * Graphs kept for other stages, settings and earlier sources (2 MB each); those not used for longest are removed. Many,
 * because a local AWS that runs starts its functions from here.
 */
const KEPT_GRAPHS = 32;

const GRAPH_FILE = "graph.json";
/** Its time of change says when the graph was last taken. */
const USED_FILE = "used";

/** Hash of everything that an evaluation reads: the sources, the installed SST, and `settings`. */
export function cacheKey(root: string, sstVersion: string, settings: Readonly<Record<string, unknown>>): string {
  const hash = createHash("sha256").update(JSON.stringify([sstVersion, process.versions.node, settings]));
  for (const name of MADE_FROM) {
    for (const file of filesUnder(root, name)) {
      hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
    }
  }
  return hash.digest("hex").slice(0, 32);
}

/** The graph kept under `key`, with absolute paths of its bundles. */
export function readCached(cacheFolder: string, key: string): Graph | undefined {
  const folder = path.join(cacheFolder, key);
  const file = path.join(folder, GRAPH_FILE);
  if (!existsSync(file)) return undefined;
  const graph = JSON.parse(readFileSync(file, "utf8")) as Graph;
  writeFileSync(path.join(folder, USED_FILE), "");
  return withBundles(graph, (bundle) => path.join(folder, bundle));
}

/** Keeps a graph with copies of its bundles. A crash in the middle leaves nothing that `readCached` would take. */
export function writeCached(cacheFolder: string, key: string, graph: Graph): Graph {
  const folder = path.join(cacheFolder, key);
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const names = Object.entries(graph.bundles).map(([name, built]) => {
    const kept = path.join("bundles", name);
    // The zip that is deployed holds no source maps either.
    cpSync(built, path.join(unfinished, kept), { recursive: true, filter: (file) => !file.endsWith(".map") });
    return [name, kept];
  });
  writeFileSync(
    path.join(unfinished, GRAPH_FILE),
    JSON.stringify({ ...graph, bundles: Object.fromEntries(names) }, null, 1),
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  const cached = readCached(cacheFolder, key);
  removeOldest(cacheFolder);
  if (!cached) throw new Error(`The graph just written to ${folder} is not there. Is the folder being cleaned?`);
  return cached;
}

function withBundles(graph: Graph, place: (bundle: string) => string): Graph {
  return {
    ...graph,
    bundles: Object.fromEntries(Object.entries(graph.bundles).map(([name, at]) => [name, place(at)])),
  };
}

function filesUnder(root: string, name: string): string[] {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [name];
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && !entry.name.includes(".test."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(root, path.join(name, entry.name)));
}

function removeOldest(cacheFolder: string): void {
  const graphs = readdirSync(cacheFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(cacheFolder, entry.name))
    .sort((a, b) => lastUse(b) - lastUse(a));
  for (const folder of graphs.slice(KEPT_GRAPHS)) rmSync(folder, { recursive: true, force: true });
}

function lastUse(folder: string): number {
  return statSync(path.join(folder, USED_FILE), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
