import { PsqlError } from "./psql-error.ts";
import { quoteIdentifier, quoteLiteral } from "./quote.ts";
import { type PsqlPart, readPsql } from "./read-psql.ts";

/** Values of psql variables by name. A name that the text does not use is fine: one set of values serves many files. */
export type PsqlValues = Readonly<Record<string, string | number>>;

/** A raw value of any other form would be read again by psql, or could end the statement. */
const RAW_VALUE = /^-?[A-Za-z0-9_][A-Za-z0-9_.]*$/;

/**
 * The statements of a psql file as psql would send them, given `-v name=value` for each value: `:'x'` is a quoted literal,
 * `:"x"` a quoted identifier, `:x` the value as it is. Comments are left out.
 * For DDL, which takes no parameters; a query's values go in by `renderQuery`.
 *
 * @param file the file's name, for errors.
 * @param bound names of variables whose values come later: `:'x'` becomes the Data API's parameter `:x`.
 * @throws {PsqlError} naming file, line and column: an unset variable (psql would leave it in the text), a raw value that is
 *   not one word or number, a NUL character, and what `readPsql` refuses.
 * @example renderStatements("DROP VIEW :\"view\";", { view: "a" }, "a.sql") // ['DROP VIEW "a"']
 */
export function renderStatements(
  text: string,
  values: PsqlValues,
  file: string,
  bound: readonly string[] = [],
): readonly string[] {
  return readPsql(text, file).map(({ parts }) =>
    parts
      .map((part) =>
        part.kind === "variable" && part.form === "literal" && bound.includes(part.name)
          ? `:${part.name}`
          : renderPart(part, values, { file, text }),
      )
      .join(""),
  );
}

/** One part of a statement with its variable's value put in. */
export function renderPart(
  part: PsqlPart,
  values: PsqlValues,
  source: { readonly file: string; readonly text: string },
): string {
  if (part.kind === "text") return part.text;
  const value = requireValue(part.name, values, { ...source, offset: part.offset });
  if (part.form === "literal") return quoteLiteral(value);
  if (part.form === "identifier") return quoteIdentifier(value);
  if (RAW_VALUE.test(value)) return value;
  throw new PsqlError(
    `variable ${part.name} is written :${part.name}, which puts its value into the text as it is, and "${value}" is not one word or number. Write :'${part.name}' for a string, :"${part.name}" for a name.`,
    { ...source, offset: part.offset },
  );
}

/** The value of a variable that must be set. */
export function requireValue(
  name: string,
  values: PsqlValues,
  place: { readonly file: string; readonly text: string; readonly offset: number },
): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined)
    throw new PsqlError(`variable ${name} is not set. Set are: ${Object.keys(values).join(", ") || "none"}.`, place);
  const rendered = String(value);
  if (rendered.includes("\0"))
    throw new PsqlError(`the value of variable ${name} holds a NUL character, which no SQL text can.`, place);
  return rendered;
}
