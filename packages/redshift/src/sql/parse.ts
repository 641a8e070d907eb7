import { parseStatement } from "./parse-statement.ts";
import type { Statement } from "./statement-tree.ts";
import { TokenReader } from "./token-reader.ts";
import { tokenize } from "./tokenize.ts";

export interface ParsedStatement {
  readonly statement: Statement;
  /** The statement as written, without the semicolon and the space around it. */
  readonly source: string;
  /** 0-based offset of `source` in the text given. */
  readonly start: number;
  /** Names of the parameters it uses: `name` of `:name`, `1` of `$1`. */
  readonly parameters: readonly string[];
}

export interface ParseOptions {
  /** A quoted identifier keeps its case, as `enable_case_sensitive_identifier` says. @default false */
  readonly caseSensitiveIdentifiers?: boolean;
  /** `:name`, as the Data API has them, or `$1`, as prepared statements have them. @default "named" */
  readonly parameters?: "named" | "positional";
}

/**
 * Parses a text of one or more statements separated by semicolons; empty ones are left out.
 *
 * Spans and the position of errors count in the whole text.
 * @throws SqlError in Redshift's words, `NotSupportedSql` for what this Redshift does not do.
 */
export function parse(text: string, options: ParseOptions = {}): readonly ParsedStatement[] {
  const reader = new TokenReader(tokenize(text, options.parameters), options.caseSensitiveIdentifiers);
  const statements: ParsedStatement[] = [];
  for (;;) {
    while (reader.acceptOperator(";"));
    const first = reader.peek();
    if (first.kind === "end") return statements;
    const statement = parseStatement(reader);
    const { end } = reader.spanFrom(first.start);
    if (!reader.atOperator(";") && reader.peek().kind !== "end") throw reader.syntaxError();
    statements.push({
      statement,
      source: text.slice(first.start, end),
      start: first.start,
      parameters: reader.takeParameters(),
    });
  }
}
