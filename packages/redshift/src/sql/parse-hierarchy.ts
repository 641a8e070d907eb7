import { parseExpression } from "./parse-expression.ts";
import type { Hierarchy } from "./query-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/** START WITH and CONNECT BY, in either order. https://docs.aws.amazon.com/redshift/latest/dg/r_CONNECT_BY_clause.html */
export function parseHierarchy(reader: TokenReader): Hierarchy | undefined {
  const start = reader.peek().start;
  const before = reader.acceptWords("start with") ? parseExpression(reader) : undefined;
  if (before === undefined && !reader.atWords("connect by")) return undefined;
  reader.expectWords("connect by");
  const connectBy = parseExpression(reader);
  const startWith = before ?? (reader.acceptWords("start with") ? parseExpression(reader) : undefined);
  return { connectBy, ...(startWith === undefined ? {} : { startWith }), span: reader.spanFrom(start) };
}
