import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FINDING_RULES } from "./finding-rules.ts";

const CHECKS = path.join(import.meta.dirname, "checks");
const TESTS = [import.meta.dirname, path.resolve(import.meta.dirname, "../../../../tests/cli")];

test("everything that a check can find is found by it, and made to happen by a test that names it", () => {
  const checks = read(CHECKS, /\.ts$/);
  const tests = TESTS.map((folder) =>
    read(folder, /doctor.*\.test\.ts$|-findings\.test\.ts$|judgements\.test\.ts$/),
  ).join();
  const isNamedIn = (text: string) => (rule: string) => text.includes(`"${rule}"`);
  expect(FINDING_RULES.filter((rule) => !isNamedIn(checks)(rule))).toEqual([]);
  expect(FINDING_RULES.filter((rule) => !isNamedIn(tests)(rule))).toEqual([]);
});

function read(folder: string, pattern: RegExp): string {
  const files = readdirSync(folder).filter((file) => pattern.test(file));
  return files.map((file) => readFileSync(path.join(folder, file), "utf8")).join("\n");
}
