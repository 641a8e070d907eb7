import { PsqlError } from "./psql-error.ts";

/** A number that its reader may choose, behind a comment with its name: `LIMIT /* limit *\/20`. */
const MARKED = /(\/\*\s*([a-z_]+)\s*\*\/\s*)\d+/g;

/**
 * The text of a psql file with other numbers at the places it marks. Unlike a psql variable such a place has a value of
 * its own, so that the file runs as it is, in psql and in a query editor that knows no variables.
 * @param numbers whole numbers by the name of their place.
 * @throws {PsqlError} when the file marks no place of a name that is given.
 * @example replaceMarkedNumbers("LIMIT /* limit *\/20", { limit: 5 }, "a.sql") // "LIMIT /* limit *\/5"
 */
export function replaceMarkedNumbers(text: string, numbers: Readonly<Record<string, number>>, file: string): string {
  const missing = new Set(Object.keys(numbers));
  const replaced = text.replace(MARKED, (whole, mark: string, name: string) => {
    const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    missing.delete(name);
    return number === undefined ? whole : `${mark}${number}`;
  });
  const [unknown] = missing;
  if (unknown === undefined) return replaced;
  throw new PsqlError(`no number is marked /* ${unknown} */ here.`, { file, text, offset: 0 });
}
