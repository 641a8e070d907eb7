import { PsqlError } from "@sensor-pipeline/core/sql/psql-error";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import type { QueryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { CommandError } from "../command/command-error.ts";
import { printable } from "../terminal/printable.ts";

/** So much of a long line is shown before the mistake, and after it. */
const BEFORE = 60;
const AFTER = 40;

/** What is wrong with a person's SQL: the words, and the line they are about with a caret under the place. */
export function sqlMistake(error: unknown, { name, text }: QueryFile): CommandError | undefined {
  if (error instanceof PsqlError) return mistake(error.message, text, error, error);
  if (!(error instanceof StatementError)) return undefined;
  const { place, reason } = error;
  const words = reason.replace(/\s*Position: \d+/, "").trim();
  const at = place === undefined ? "" : `:${place.line}:${place.column}`;
  return mistake(`${name}${at}: ${words}`, text, place, error);
}

function mistake(
  words: string,
  text: string,
  place: { readonly line: number; readonly column: number } | undefined,
  cause: Error,
): CommandError {
  const line = place === undefined ? undefined : text.split("\n")[place.line - 1];
  if (place === undefined || line === undefined || line.trim() === "") return new CommandError(words, { cause });
  const from = Math.max(0, place.column - 1 - BEFORE);
  const to = place.column + AFTER;
  const before = `${from > 0 ? "…" : ""}${blank(line.slice(from, place.column - 1))}`;
  const after = `${blank(line.slice(place.column - 1, to))}${to < line.length ? "…" : ""}`;
  const margin = `  ${place.line} | `;
  return new CommandError(`${words}\n${margin}${before}${after}\n${" ".repeat(margin.length + before.length)}^`, {
    cause,
  });
}

/** One column a character, so that the caret stands where it should. */
function blank(text: string): string {
  return printable(text.replaceAll(/\s/g, " "));
}
