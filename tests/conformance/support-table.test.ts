import { readFileSync } from "node:fs";
import path from "node:path";
import { FUNCTION_TABLE } from "@sensor-pipeline/redshift/functions/function-table";
import { AGGREGATES } from "@sensor-pipeline/redshift/plan/plan-aggregate";
import { WINDOW_FUNCTIONS } from "@sensor-pipeline/redshift/plan/plan-window-function";
import { expect, test } from "vitest";
import { loadCaseFiles } from "./load-pages.ts";
import { renderSupportTable, supportGroups } from "./support-table.ts";

const files = await loadCaseFiles();

test("CONFORMANCE.md is what the cases show; if not, run: npm run support-table", () => {
  const page = path.resolve(import.meta.dirname, "../../packages/redshift/CONFORMANCE.md");
  expect(readFileSync(page, "utf8")).toBe(renderSupportTable(files));
});

test("the suite has at least 400 cases", () => {
  const count = files.reduce((sum, { pages }) => sum + pages.reduce((inner, page) => inner + page.cases.length, 0), 0);
  expect(count).toBeGreaterThanOrEqual(400);
});

test("every documented function that is planned has a case", () => {
  const planned = new Set([FUNCTION_TABLE, AGGREGATES, WINDOW_FUNCTIONS].flatMap((table) => Object.keys(table)));
  const without = supportGroups(files)
    .flatMap(({ entries }) => entries)
    .filter(({ name, cases }) => planned.has(name.toLowerCase()) && cases === 0)
    .map(({ name }) => name);
  expect(without).toEqual([]);
});

test("no PostgreSQL function that Redshift has not is shown to work", () => {
  const wrong = supportGroups(files)
    .filter(({ page }) => page === "c_unsupported-postgresql-functions")
    .flatMap(({ entries }) => entries)
    .filter(({ support }) => support === "supported");
  expect(wrong).toEqual([]);
});
