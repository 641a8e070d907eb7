import { readdirSync } from "node:fs";
import path from "node:path";
import type { ConformancePage } from "./conformance-case.ts";

const CASES = path.join(import.meta.dirname, "cases");

/** The pages of one file of cases. */
export interface CaseFile {
  /** Without `.ts`. */
  readonly name: string;
  readonly pages: readonly ConformancePage[];
}

/** Every file of cases whose name holds `only`, in the order of their names. */
export async function loadCaseFiles(only = ""): Promise<readonly CaseFile[]> {
  const files = readdirSync(CASES)
    .filter((file) => file.endsWith(".ts") && file.includes(only))
    .toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { PAGES } = (await import(path.join(CASES, file))) as { readonly PAGES: readonly ConformancePage[] };
      return { name: path.basename(file, ".ts"), pages: PAGES };
    }),
  );
}
