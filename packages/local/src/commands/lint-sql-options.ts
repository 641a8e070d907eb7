import { parseArgs } from "node:util";
import { UsageError } from "./command-line.ts";

export const LINT_SQL_USAGE = `npm run lint:sql -- [options] [file or folder ...]      what Redshift would refuse in psql files (default: the project's sql)

  -v, --set NAME=VALUE        value of a psql variable, as psql takes it; without one any value may stand there
  --json                      findings for programs
  --help                      this text

Files are checked together: one may define what another reads. Nothing is run.
Exit code: 0 for nothing found, 1 for findings, 2 for a call that can't be followed.`;

export interface LintSqlOptions {
  /** None for the project's own. */
  readonly paths: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly json: boolean;
}

/**
 * Options of `npm run lint:sql`, or undefined when help was asked for.
 * @throws {UsageError} naming the option, what is wrong with it and what is allowed.
 */
export function parseLintSqlOptions(args: readonly string[]): LintSqlOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const variables = Object.fromEntries((values.set ?? []).map(variableOf));
  return { paths: positionals, variables, json: values.json ?? false };
}

function variableOf(given: string): readonly [string, string] {
  const [name = "", ...value] = given.split("=");
  if (/^[A-Za-z0-9_]+$/.test(name) && value.length > 0) return [name, value.join("=")];
  throw new UsageError(`--set must be NAME=VALUE, not "${given}".`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: true,
      options: {
        set: { type: "string", short: "v", multiple: true },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason} See npm run lint:sql -- --help.`, { cause: error });
  }
}
