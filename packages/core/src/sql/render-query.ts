import { lineAndColumn, PsqlError } from "./psql-error.ts";
import { type PsqlPart, readPsql } from "./read-psql.ts";
import { type PsqlValues, renderPart, requireValue } from "./render-statements.ts";

/** A query for ExecuteStatement of the Redshift Data API. */
export interface RenderedQuery {
  readonly sql: string;
  /** As the Data API takes them; undefined when there is none, because it refuses an empty list. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[] | undefined;
  /** Where in the file the character at `position` (from 1, as Redshift reports it) of `sql` stands. */
  readonly locate: (position: number) => { readonly file: string; readonly line: number; readonly column: number };
}

interface Segment {
  /** Offset in the rendered text, from 0. */
  readonly start: number;
  readonly part: PsqlPart;
}

/**
 * The one query of a psql file, with `:'x'` (usually `:'x'::type`) as the bound parameter `:x`, so that the value is never
 * part of the text; `:"x"` and `:x` are put in as psql does, because a parameter can be neither a name nor syntax.
 *
 * @param file the file's name, for errors and positions.
 * @throws {PsqlError} when the file holds more or less than one statement, a variable is unset, a given value is not used, or a
 *   bound value is empty: the Data API can pass neither NULL nor the empty string, and refuses a parameter that the text
 *   does not use. https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html
 */
export function renderQuery(text: string, values: PsqlValues, file: string): RenderedQuery {
  const [statement, ...others] = readPsql(text, file);
  if (!statement || others.length > 0)
    throw new PsqlError(`one query is expected here, and there are ${statement ? others.length + 1 : 0}.`, {
      file,
      text,
      offset: others[0]?.parts[0]?.offset ?? 0,
    });

  const used = new Set<string>();
  const parameters = new Map<string, string>();
  const segments: Segment[] = [];
  let sql = "";
  for (const part of statement.parts) {
    segments.push({ start: sql.length, part });
    if (part.kind === "variable") used.add(part.name);
    if (part.kind === "variable" && part.form === "literal") {
      parameters.set(part.name, boundValue(part.name, values, { file, text, offset: part.offset }));
      sql += `:${part.name}`;
    } else sql += renderPart(part, values, { file, text });
  }
  const unused = Object.keys(values).find((name) => !used.has(name));
  if (unused !== undefined)
    throw new PsqlError(`the value ${unused} is given, and no variable of this name is used here.`, {
      file,
      text,
      offset: 0,
    });
  return {
    sql,
    parameters: parameters.size === 0 ? undefined : [...parameters].map(([name, value]) => ({ name, value })),
    locate: (position) => ({ file, ...lineAndColumn(text, offsetInFile(segments, position - 1)) }),
  };
}

function boundValue(
  name: string,
  values: PsqlValues,
  place: { readonly file: string; readonly text: string; readonly offset: number },
): string {
  const value = requireValue(name, values, place);
  if (value === "")
    throw new PsqlError(
      `variable ${name} is empty, and a Data API parameter can't be: give a value, or say it in the text.`,
      place,
    );
  return value;
}

function offsetInFile(segments: readonly Segment[], offset: number): number {
  const segment = segments.findLast(({ start }) => start <= offset) ?? segments[0];
  if (!segment) return 0;
  const inside = segment.part.kind === "text" ? offset - segment.start : 0;
  return segment.part.offset + Math.max(0, inside);
}
