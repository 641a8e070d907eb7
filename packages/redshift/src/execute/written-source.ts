import { quoteLiteral } from "../engine/quote.ts";
import type { Expression, RedshiftType, Span } from "../sql/tree.ts";

/** The text of a part of a statement as written. @param source the statement's text */
export function writtenSource(
  part: { readonly span: Span },
  statement: { readonly span: Span },
  source: string,
): string {
  const from = statement.span.start;
  return source.slice(part.span.start - from, part.span.end - from);
}

/** A DEFAULT as Redshift's catalogs show it: `'Special'::character varying`, `0`, `getdate()`. */
export function defaultText(expression: Expression, type: RedshiftType, written: string): string {
  if (expression.kind === "string") {
    const cast = type.name === "char" ? "::bpchar" : type.name === "varchar" ? "::character varying" : "";
    return `${quoteLiteral(expression.value)}${cast}`;
  }
  return expression.kind === "function" && expression.arguments.length === 0 ? written.toLowerCase() : written;
}
