import { EngineError } from "../engine/engine-error.ts";
import { SqlError } from "../sql/sql-error.ts";
import { StreamReadError } from "../stream-reader.ts";

/** Where Redshift's words differ from those of the PostgreSQL underneath, by SQLSTATE. */
const WORDS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  // PostgreSQL says what kind of relation it is since version 11.
  "22P02": [[/^invalid input syntax for type (?:integer|smallint|bigint)(?=:)/, "invalid input syntax for integer"]],
  "23502": [[/^null value in column "(.*?)" .*$/, "Cannot insert a NULL value into column $1"]],
  "42501": [
    [
      /^permission denied for (?:table|view|materialized view|foreign table|sequence) /,
      "permission denied for relation ",
    ],
    [/^must be owner of (?:table|view|materialized view) /, "must be owner of relation "],
    [/^permission denied for database .*$/, "permission denied for database"],
  ],
};

/** The same for details. */
const DETAILS: Readonly<Record<string, readonly [RegExp, string]>> = {
  // https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_numeric_types201.html
  "22003": [
    /^A field with precision (\d+), scale (-?\d+) must round to an absolute value less than (10\^-?\d+|1)\.$/,
    "The absolute value is greater than or equal to $3 for field with precision $1, scale $2.",
  ],
};

/**
 * Any failure of a statement as the SQL error its caller sees.
 * The engine's position is that of the planned text, not of what the user wrote: it is left out.
 */
export function asSqlError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  if (error instanceof StreamReadError) return new SqlError("XX000", error.message, {}, { cause: error });
  if (!(error instanceof EngineError) || error.sqlState === undefined) {
    const message = error instanceof Error ? error.message : String(error);
    return new SqlError("XX000", message, {}, { cause: error });
  }
  const [pattern, words] = WORDS[error.sqlState]?.find(([candidate]) => candidate.test(error.message)) ?? [];
  const said = pattern === undefined ? error.message : error.message.replace(pattern, words ?? "");
  // A role's name for the engine has its kind before it.
  const message = said.replaceAll('"role:', '"');
  const { hint } = error;
  const [detailPattern, detailWords] = DETAILS[error.sqlState] ?? [];
  const replaced = detailPattern === undefined ? error.detail : error.detail?.replace(detailPattern, detailWords ?? "");
  // Redshift does not show the row that holds a NULL it can't.
  const detail = error.sqlState === "23502" ? undefined : replaced;
  const details = { ...(detail === undefined ? {} : { detail }), ...(hint === undefined ? {} : { hint }) };
  return new SqlError(error.sqlState, message, details, { cause: error });
}
