import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadCaseFiles } from "../conformance/load-pages.ts";

const SQL = path.resolve(import.meta.dirname, "../../sql");

/** What inputs are made from: every statement of the conformance suite, and the project's own files. */
export async function loadCorpus(): Promise<readonly string[]> {
  const files = await loadCaseFiles();
  const cases = files.flatMap(({ pages }) =>
    pages.flatMap(({ setup = [], cases: list }) => [...setup, ...list.map(({ sql }) => sql)]),
  );
  const own = readdirSync(SQL, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sql"))
    .map((file) => readFileSync(path.join(SQL, file), "utf8"));
  return [...cases, ...own];
}
