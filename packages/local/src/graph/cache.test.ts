import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheKey, readCached, writeCached } from "./cache.ts";
import type { Graph } from "./graph.ts";

let folder: string;
let root: string;
let cacheFolder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cache-"));
  root = path.join(folder, "checkout");
  cacheFolder = path.join(folder, "cache");
  put("sst.config.ts", "config");
  put("infra/stream.ts", "stream");
  put("sql/views/a.sql", "SELECT 1;");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the same sources and settings have the same key", () => {
  expect(keyOf()).toBe(keyOf());
});

test.each(["sst.config.ts", "infra/stream.ts", "sql/views/a.sql", "infra/new.ts", "packages/core/src/names.ts"])(
  "a change of %s is another key",
  (file) => {
    const before = keyOf();
    put(file, "changed");
    expect(keyOf()).not.toBe(before);
  },
);

test("a file under another name is another key", () => {
  const before = keyOf();
  rmSync(path.join(root, "infra/stream.ts"));
  put("infra/streams.ts", "stream");
  expect(keyOf()).not.toBe(before);
});

test("tests and what lies elsewhere change no key", () => {
  const before = keyOf();
  put("packages/core/src/names.test.ts", "test");
  put("packages/core/node_modules/x/index.js", "dependency");
  put("README.md", "words");
  expect(keyOf()).toBe(before);
});

test("other settings and another SST are another key", () => {
  const keys = [keyOf(), keyOf({ stage: "production" }), cacheKey(root, "4.17.2", { stage: "dev" })];
  expect(new Set(keys).size).toBe(3);
});

test("a graph comes back with its bundles, without their source maps", () => {
  const kept = writeCached(cacheFolder, "key", graphWithBundle());
  expect(readCached(cacheFolder, "key")).toEqual(kept);
  const bundle = kept.bundles.ProducerFunction ?? "";
  expect(bundle.startsWith(cacheFolder)).toBe(true);
  expect(readdirSync(bundle)).toEqual(["bundle.mjs"]);
  expect(readFileSync(path.join(bundle, "bundle.mjs"), "utf8")).toBe("code");
});

test("what is not there, or not finished, is not cached", () => {
  expect(readCached(cacheFolder, "key")).toBeUndefined();
  mkdirSync(path.join(cacheFolder, "key"), { recursive: true });
  expect(readCached(cacheFolder, "key")).toBeUndefined();
});

test("only the graphs that were used last are kept", () => {
  for (let count = 0; count < 40; count += 1) writeCached(cacheFolder, `key-${count}`, graphWithBundle());
  const kept = readdirSync(cacheFolder);
  expect(kept.length).toBeLessThan(40);
  expect(existsSync(path.join(cacheFolder, "key-39"))).toBe(true);
});

function keyOf(settings: Record<string, unknown> = { stage: "dev" }): string {
  return cacheKey(root, "4.17.1", settings);
}

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function graphWithBundle(): Graph {
  put("built/bundle.mjs", "code");
  put("built/bundle.mjs.map", "map");
  return {
    app: { name: "app", stage: "dev", removal: "remove", protect: false },
    region: "eu-west-1",
    defaultTags: {},
    resources: [],
    outputs: {},
    bundles: { ProducerFunction: path.join(root, "built") },
  };
}
