import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { graphOf, ROOT, resource } from "./stage-graph.ts";

/** Start-up time grows with it; what is unused of the SDK is shaken out. */
const LARGEST_BUNDLE = 1_500_000;

let graph: Graph;

beforeAll(async () => {
  graph = await graphOf("production");
});

test("each function has a bundle, and its handler is exported and runs in the function's own environment", async () => {
  expect(Object.keys(graph.bundles).toSorted()).toEqual(["AlertsFunction", "ProducerFunction"]);
  for (const [name, folder] of Object.entries(graph.bundles)) {
    const { inputs } = resource(graph, name);
    const [file, exported] = String(inputs.handler).split(".");
    const { variables } = inputs.environment as { variables: Record<string, string> };
    const url = pathToFileURL(path.join(folder, `${file}.mjs`)).href;
    const program = `const bundle = await import(${JSON.stringify(url)}); console.log(typeof bundle[${JSON.stringify(exported)}]);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
      cwd: folder,
      env: { ...variables, AWS_REGION: "eu-west-1", AWS_LAMBDA_FUNCTION_NAME: String(inputs.name) },
    });
    expect(stdout.trim(), name).toBe("function");
  }
});

test("functions run on Node 24 on arm64", () => {
  for (const name of Object.keys(graph.bundles)) {
    expect(resource(graph, name).inputs).toMatchObject({ runtime: "nodejs24.x", architectures: ["arm64"] });
  }
});

test("a bundle is minified, small, and holds nothing of this checkout but the code", () => {
  for (const folder of Object.values(graph.bundles)) {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
    const size = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    expect(size).toBeLessThan(LARGEST_BUNDLE);
    const code = readFileSync(path.join(folder, "bundle.mjs"), "utf8");
    expect(code).not.toContain(ROOT);
    expect(code).not.toMatch(/packages\/(local|redshift)\/|@sensor-pipeline\/(local|redshift)/);
    expect(code.split("\n").length).toBeLessThan(code.length / 100);
  }
});

test("no secret is in a function's environment", () => {
  for (const name of Object.keys(graph.bundles)) {
    const { variables } = resource(graph, name).inputs.environment as { variables: Record<string, string> };
    // SST_KEY decrypts SST's links, of which this app has none.
    const telling = Object.keys(variables).filter(
      (key) => /secret|password|token|key/i.test(key) && !/^SST_KEY/.test(key),
    );
    expect(telling).toEqual([]);
  }
});
