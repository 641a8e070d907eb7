import { fileURLToPath } from "node:url";
import { lintFiles } from "../lint/lint-files.ts";
import { findingsAsJson, printFindings } from "../lint/print-findings.ts";
import { readSqlFiles, SqlFileError } from "../lint/sql-files.ts";
import { UsageError } from "./command-line.ts";
import { LINT_SQL_USAGE, type LintSqlOptions, parseLintSqlOptions } from "./lint-sql-options.ts";

const EXIT_FINDINGS = 1;
const EXIT_USAGE = 2;

const CACHE_FOLDER = fileURLToPath(new URL("../../../../node_modules/.cache/redshift", import.meta.url));
const OWN_SQL = fileURLToPath(new URL("../../../../sql", import.meta.url));
/** The streaming view that a schema change replaces: of the same file as the one that takes its place, which is its name here. */
const OWN_VARIABLES = { former_view: "landing_view" };

try {
  const options = parseLintSqlOptions(process.argv.slice(2));
  if (options) await lint(options);
  else process.stdout.write(`${LINT_SQL_USAGE}\n`);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof SqlFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_USAGE;
}

async function lint({ paths, variables, json }: LintSqlOptions): Promise<void> {
  // Where npm was called, which is not where it runs a script.
  const workingFolder = process.env.INIT_CWD ?? process.cwd();
  const files = await readSqlFiles(paths.length === 0 ? [OWN_SQL] : paths, workingFolder);
  const result = await lintFiles(files, { ...OWN_VARIABLES, ...variables }, CACHE_FOLDER);
  const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
  process.stdout.write(json ? findingsAsJson(result, files.length) : printFindings(result, files.length, colours));
  if (result.findings.some(({ kind }) => kind === "refused")) process.exitCode = EXIT_FINDINGS;
}
