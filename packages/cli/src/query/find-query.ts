import { readFileSync } from "node:fs";
import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { replaceMarkedNumbers } from "@sensor-pipeline/core/sql/marked-numbers";
import { readPsql } from "@sensor-pipeline/core/sql/read-psql";
import type { QueryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { CommandError, UsageError } from "../command/command-error.ts";
import { NAMED_QUERIES, type NamedQuery, type QueryNumber } from "./named-queries.ts";
import type { QueryOptions } from "./query-command.ts";

export interface QueryPlaces {
  /** Absolute path of the repository. */
  readonly root: string;
  /** Where the person is. */
  readonly folder: string;
  readonly input: NodeJS.ReadableStream;
}

type Asked = Pick<QueryOptions, QueryNumber | "set"> & { readonly what: string };

const NUMBERS = ["minutes", "hours", "limit"] as const;

/**
 * The query that `what` names, read: one of the pipeline's own with its numbers, a file or stdin.
 * @throws {CommandError} when there is none, and when a variable of it has no value
 * @throws {PsqlError} when it can't be read
 */
export async function findQuery(asked: Asked, places: QueryPlaces): Promise<Required<QueryFile>> {
  const { what } = asked;
  const named = Object.hasOwn(NAMED_QUERIES, what) ? NAMED_QUERIES[what] : undefined;
  refuseStrayNumbers(asked, named);
  const { name, text } = named ? namedText(named, asked, places.root) : await ownText(what, places);
  const values = valuesOf(asked.set);
  const variables = readPsql(text, name).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "variable" ? [part.name] : [])),
  );
  const [missing] = variables.filter((variable) => !Object.hasOwn(values, variable));
  if (missing !== undefined) {
    throw new UsageError(`${name} uses the variable ${missing}: give it a value with --set ${missing}=...`);
  }
  return { name, text, values };
}

function refuseStrayNumbers(asked: Asked, named: NamedQuery | undefined): void {
  const stray = NUMBERS.find((number) => asked[number] !== undefined && !named?.numbers.includes(number));
  if (stray === undefined) return;
  const takers = Object.keys(NAMED_QUERIES).filter((name) => NAMED_QUERIES[name]?.numbers.includes(stray));
  throw new UsageError(
    `--${stray} is for query ${takers.join(" and ")}; a variable of your own SQL is given by --set.`,
  );
}

function namedText(named: NamedQuery, asked: Asked, root: string) {
  const { file } = named;
  const numbers = named.numbers.flatMap((number) => (asked[number] === undefined ? [] : [[number, asked[number]]]));
  const text = readFileSync(path.join(root, "sql/queries", file), "utf8");
  return { name: file, text: replaceMarkedNumbers(text, Object.fromEntries(numbers), file) };
}

async function ownText(what: string, { folder, input }: QueryPlaces) {
  if (what === "-") return { name: "stdin", text: await readAll(input) };
  if (!what.endsWith(".sql") && !what.includes(path.sep)) {
    throw new UsageError(
      `There is no query "${what}": choose ${Object.keys(NAMED_QUERIES).join(", ")}, a file that ends in .sql, or - for stdin.`,
    );
  }
  const file = path.resolve(folder, what);
  try {
    return { name: path.basename(what), text: readFileSync(file, "utf8") };
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const why = error.code === "ENOENT" ? "there is no such file" : `it can't be read (${String(error.code)})`;
    throw new CommandError(`${file}: ${why}.`, { cause: error });
  }
}

/** The last one counts, as with psql -v. */
function valuesOf(set: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    set.map((each) => {
      const at = each.indexOf("=");
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}
