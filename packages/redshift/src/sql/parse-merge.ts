import type { Merge } from "./change-tree.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFromItems } from "./parse-from.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * MERGE INTO target USING source [[AS] alias] ON condition
 * { WHEN MATCHED THEN { UPDATE SET ... | DELETE } WHEN NOT MATCHED THEN INSERT [(columns)] VALUES (...) | REMOVE DUPLICATES }
 * https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html
 */
export function parseMerge(reader: TokenReader): Merge {
  const start = reader.peek().start;
  reader.expectWords("merge into");
  const table = reader.expectQualifiedName();
  reader.expectWords("using");
  const at = reader.peek();
  const [source, ...more] = parseFromItems(reader);
  if (source === undefined || more.length > 0 || (source.kind !== "table" && source.kind !== "subquery")) {
    throw reader.syntaxError(at);
  }
  reader.expectWords("on");
  const on = parseExpression(reader);
  const opened = { kind: "merge", table, source, on } as const;
  if (reader.acceptWords("remove duplicates")) {
    return { ...opened, action: { kind: "remove duplicates" }, span: reader.spanFrom(start) };
  }
  const matched = parseMatched(reader);
  const insert = parseNotMatched(reader);
  return { ...opened, action: { kind: "when", matched, insert }, span: reader.spanFrom(start) };
}

type When = Extract<Merge["action"], { kind: "when" }>;

function parseMatched(reader: TokenReader): When["matched"] {
  reader.expectWords("when matched then");
  if (reader.acceptWords("delete")) return { kind: "delete" };
  reader.expectWords("update set");
  const set = reader.commaSeparated(() => {
    const column = reader.expectName();
    reader.expectOperator("=");
    return { column, value: parseExpression(reader) };
  });
  return { kind: "update", set };
}

function parseNotMatched(reader: TokenReader): When["insert"] {
  reader.expectWords("when not matched then insert");
  const columns = reader.atOperator("(") ? reader.list(() => reader.expectName()) : undefined;
  reader.expectWords("values");
  const values = reader.list(() => parseExpression(reader));
  return columns === undefined ? { values } : { columns, values };
}
