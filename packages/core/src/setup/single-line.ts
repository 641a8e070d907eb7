/** A rendered statement: what is quoted, and line ends. Comments are gone. */
const QUOTED_OR_LINE_END = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\n/g;

/**
 * A statement without comments on one line, of the same length, so that Redshift's positions stay right. Strings in a list
 * of a state's Parameters must be one line for asl-validator, which checks definitions here and in the local runner.
 */
export function singleLine(sql: string): string {
  return sql.replaceAll(QUOTED_OR_LINE_END, (found) => {
    if (found === "\n") return " ";
    if (found.includes("\n"))
      throw new Error(`A string in a set-up file has a line end in it: write CHR(10) or E'\\n' instead: ${found}`);
    return found;
  });
}
