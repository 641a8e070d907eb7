import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { EXISTING_WORKGROUP, graphOf, ROOT, resource } from "./stage-graph.ts";

/** Start-up time grows with it; what is unused of the SDK is shaken out. */
const LARGEST_BUNDLE = 1_500_000;

/** Imports a bundle (its address and the handler's name are the arguments) and tells what of the environment it read. */
const WATCHED_IMPORT = `
  const read = new Set();
  process.env = new Proxy(process.env, {
    get(variables, name) {
      if (typeof name === "string") read.add(name);
      return variables[name];
    },
  });
  const [url, exported] = process.argv.slice(1);
  const bundle = await import(url);
  console.log(JSON.stringify({ kind: typeof bundle[exported], read: [...read] }));
`;

/** Read by the SDK, Node, Powertools or SST, or set by Lambda. */
const NOT_OURS =
  /^(AWS_.*|_.*|SST_.*|NODE_.*|POWERTOOLS_.*|LAMBDA_.*|HOME|HOMEPATH|HOMEDRIVE|USERPROFILE|SHELL|PATH|TZ|DEBUG|LOG_LEVEL|NO_COLOR|FORCE_COLOR|ENVIRONMENT|WATCH_REPORT_DEPENDENCIES)$/;

/** A stage of the other kind of warehouse is given these. */
const LEFT_TO_DEFAULTS = ["CLUSTER_IDENTIFIER"];

/** What a key, a token or a private key looks like, whatever it is called. */
const SECRETS =
  /AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_[A-Za-z0-9]{36}|eyJ[\w-]{20,}[.]eyJ[\w-]{20,}[.]|postgres(ql)?:\/\/[^\s"]*:[^\s"]*@/;

let graph: Graph;

beforeAll(async () => {
  graph = await graphOf("production");
});

test("each function's handler is exported, runs in the function's own environment, and reads all of it and nothing else", async () => {
  expect(Object.keys(graph.bundles).toSorted()).toEqual(functionsOf(graph));
  for (const [name, folder] of Object.entries(graph.bundles)) {
    const { inputs } = resource(graph, name);
    const [file, exported] = String(inputs.handler).split(".");
    const { variables } = inputs.environment as { variables: Record<string, string> };
    const url = pathToFileURL(path.join(folder, `${file}.mjs`)).href;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "-e", WATCHED_IMPORT, url, String(exported)],
      { cwd: folder, env: { ...variables, AWS_REGION: "eu-west-1", AWS_LAMBDA_FUNCTION_NAME: String(inputs.name) } },
    );
    const { kind, read } = JSON.parse(stdout) as { kind: string; read: readonly string[] };
    expect(kind, name).toBe("function");
    const given = Object.keys(variables).filter((variable) => !NOT_OURS.test(variable));
    const own = read.filter((variable) => !NOT_OURS.test(variable) && !LEFT_TO_DEFAULTS.includes(variable));
    expect(own.toSorted(), `${name}: what its code reads, against what infra/ gives it`).toEqual(given.toSorted());
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
    expect(code).not.toMatch(SECRETS);
  }
});

test("no secret is in an environment, a state machine's text, a log's name or any other input of a stage", async () => {
  const stages = [graph, await graphOf("dev"), await graphOf("dev", EXISTING_WORKGROUP)];
  const telling = stages.flatMap(({ resources }) =>
    resources
      .filter(({ custom }) => custom)
      .flatMap(({ type, name, inputs }) =>
        leavesOf(inputs)
          .filter(([input, value]) => SECRETS.test(value) || isNamedAsSecret(input, value))
          .map(([input]) => `${type} ${name}: ${input}`),
      ),
  );
  expect(telling).toEqual([]);
  // The search itself finds one.
  expect(leavesOf({ a: '{"b": "AKIAABCDEFGHIJKLMNOP"}' }).filter(([, value]) => SECRETS.test(value))).toHaveLength(1);
  expect(isNamedAsSecret(".environment.variables.DB_PASSWORD", "x")).toBe(true);
});

/** SST_KEY decrypts SST's links, of which this app has none; of the admin's secret only the ARN is anywhere. */
function isNamedAsSecret(input: string, value: string): boolean {
  if (/SST_KEY(_FILE)?$/.test(input) || value.startsWith("arn:aws:secretsmanager:")) return false;
  return /(secret|password|passwd|token|credential)(?!s?ARN)[^.]*$/i.test(input);
}

function functionsOf({ resources }: Graph): readonly string[] {
  const functions = resources.filter(({ type }) => type === "aws:lambda/function:Function");
  return functions.map(({ name }) => name).toSorted();
}

/** Each text of an input with its path; JSON in a text is looked into, too. */
function leavesOf(value: unknown, at = ""): readonly [string, string][] {
  if (typeof value === "string") {
    if (!/^[{[]/.test(value)) return [[at, value]];
    return leavesOf(JSON.parse(value), at);
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${at}.${key}`));
}
