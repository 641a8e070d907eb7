import { parseExpression } from "./parse-expression.ts";
import type { GroupBy, GroupColumns, GroupExtension, GroupItem } from "./query-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/** What follows GROUP BY. https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_clause.html */
export function parseGroupBy(reader: TokenReader): GroupBy {
  const start = reader.peek().start;
  if (reader.acceptWords("all")) return { kind: "all", span: reader.spanFrom(start) };
  const items = reader.commaSeparated((): GroupItem => {
    const extension = parseExtension(reader);
    return extension ?? { kind: "expression", expression: parseExpression(reader) };
  });
  return { kind: "items", items, span: reader.spanFrom(start) };
}

/** ROLLUP, CUBE, GROUPING SETS: https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_aggregation-extensions.html */
function parseExtension(reader: TokenReader): GroupExtension | undefined {
  const start = reader.peek().start;
  for (const kind of ["rollup", "cube"] as const) {
    if (!reader.atWords(kind) || !reader.atOperator("(", 1)) continue;
    reader.next();
    const elements = reader.list(() => parseColumns(reader));
    return { kind, elements, span: reader.spanFrom(start) };
  }
  if (!reader.acceptWords("grouping sets")) return undefined;
  const sets = reader.list(() => reader.nested(() => parseExtension(reader) ?? parseColumns(reader)));
  return { kind: "grouping sets", sets, span: reader.spanFrom(start) };
}

/** A column, `(a, b)`, or `()`. */
function parseColumns(reader: TokenReader): GroupColumns {
  if (reader.atOperator("(") && reader.atOperator(")", 1)) {
    reader.next();
    reader.next();
    return { kind: "columns", expressions: [] };
  }
  const expression = parseExpression(reader);
  return { kind: "columns", expressions: expression.kind === "row" ? expression.items : [expression] };
}
