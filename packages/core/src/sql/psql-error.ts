/** A psql file that can't be rendered: what is wrong, and where it stands. */
export class PsqlError extends Error {
  override readonly name = "PsqlError";
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;

  constructor(message: string, place: { readonly file: string; readonly text: string; readonly offset: number }) {
    const { line, column } = lineAndColumn(place.text, place.offset);
    super(`${place.file}:${line}:${column}: ${message}`);
    this.file = place.file;
    this.line = line;
    this.column = column;
  }
}

/** Line and column, both from 1, of a 0-based offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
