import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MAXIMUM_LINES = 300;
const BANNED_NAMES = /^(utils?|helpers?|common|manager|processor|misc|types)\.ts$/;

/** Import directions of ARCHITECTURE.md: a folder, and what its files may never import. */
const FORBIDDEN_IMPORTS: Readonly<Record<string, RegExp>> = {
  infra: /from "(@aws-sdk\/|@sensor-pipeline\/(local|redshift|functions)\/)/,
  "packages/core": /from "@sensor-pipeline\/(local|redshift|functions|cli)\//,
  "packages/functions": /from "@sensor-pipeline\/(local|redshift|cli)\//,
  "packages/cli": /from "@sensor-pipeline\/(local|redshift|functions)\//,
  "packages/redshift": /from "@sensor-pipeline\//,
};

/** Wall time and randomness come in as arguments; these are the files whose purpose they are. */
const WALL_TIME = /\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(/;

const sources = sourceFiles(ROOT);

test("no source file is longer than 300 lines", () => {
  const long = sources
    .filter(({ file }) => !file.endsWith(".test.ts"))
    .filter(({ text }) => text.split("\n").length - 1 > MAXIMUM_LINES)
    .map(({ file }) => file);
  expect(long).toEqual([]);
});

test("no file is named after no subject", () => {
  expect(sources.map(({ file }) => file).filter((file) => BANNED_NAMES.test(path.basename(file)))).toEqual([]);
});

test("imports go one way: core <- functions and cli, redshift <- local <- tests, infra <- nothing but core", () => {
  const offences = Object.entries(FORBIDDEN_IMPORTS).flatMap(([folder, forbidden]) =>
    sources.filter(({ file, text }) => file.startsWith(`${folder}/`) && forbidden.test(text)).map(({ file }) => file),
  );
  expect(offences).toEqual([]);
});

test("the data modules that infra imports bring no AWS SDK", () => {
  const dataModules = ["names.ts", "metric/metrics.ts", "alarm/", "setup/", "sql/", "stage/"];
  const offences = sources
    .filter(({ file }) => dataModules.some((module) => file.startsWith(`packages/core/src/${module}`)))
    .filter(({ text }) => text.includes('from "@aws-sdk/'));
  expect(offences.map(({ file }) => file)).toEqual([]);
});

test("deployed code does not know that a local AWS exists", () => {
  const offences = sources.filter(
    ({ file, text }) =>
      /^packages\/(core|functions)\//.test(file) &&
      /\blocal\b/i.test(withoutComments(text).replace(/aws-local-stepfunctions/g, "")),
  );
  expect(offences.map(({ file }) => file)).toEqual([]);
});

test("core, functions, redshift and the services take time and randomness as arguments", () => {
  const watched = /^packages\/(core|redshift)\/src\/|^packages\/local\/src\/(services|apply|identity)\//;
  const purpose = /(clock|random|worker|signature)[\w-]*\.ts$|\.test\.ts$|\/test-[\w-]+\.ts$/;
  const offences = sources.filter(
    ({ file, text }) => watched.test(file) && !purpose.test(file) && WALL_TIME.test(withoutComments(text)),
  );
  expect(offences.map(({ file }) => file)).toEqual([]);
});

interface SourceFile {
  /** Path from the repository's root. */
  readonly file: string;
  readonly text: string;
}

function sourceFiles(root: string): SourceFile[] {
  return ["infra", "packages", "tests", "bench"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
      .map((file) => ({
        file: path.posix.join(folder, file),
        text: readFileSync(path.join(root, folder, file), "utf8"),
      })),
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
