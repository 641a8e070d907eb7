import type { Delete, Insert, Update } from "./change-tree.ts";
import type { Truncate } from "./definition-tree.ts";
import type { Expression, Name } from "./expression-tree.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFromItems } from "./parse-from.ts";
import { parseQuery, parseWith } from "./parse-query.ts";
import type { TokenReader } from "./token-reader.ts";

/** INSERT INTO t [(columns)] { DEFAULT VALUES | VALUES (...), ... | query } */
export function parseInsert(reader: TokenReader): Insert {
  const start = reader.peek().start;
  reader.expectWords("insert into");
  const table = reader.expectQualifiedName();
  const hasColumns =
    reader.atOperator("(") && !reader.atWords("select", 1) && !reader.atWords("with", 1) && !reader.atOperator("(", 1);
  const columns = hasColumns ? reader.list(() => reader.expectName()) : undefined;
  const source = parseSource(reader);
  refuseReturning(reader);
  return { kind: "insert", table, source, ...(columns === undefined ? {} : { columns }), span: reader.spanFrom(start) };
}

/** [WITH ...] UPDATE t [[AS] alias] SET c = v, ... [FROM ...] [WHERE ...] */
export function parseUpdate(reader: TokenReader): Update {
  const start = reader.peek().start;
  const common = parseWith(reader);
  reader.expectWords("update");
  const table = reader.expectQualifiedName();
  const alias = reader.atWords("set") ? undefined : parseAlias(reader);
  reader.expectWords("set");
  const set = reader.commaSeparated(() => {
    const column = reader.expectName();
    reader.expectOperator("=");
    return { column, value: valueOrDefault(reader) };
  });
  const from = reader.acceptWords("from") ? parseFromItems(reader) : [];
  const where = reader.acceptWords("where") ? parseExpression(reader) : undefined;
  refuseReturning(reader);
  return {
    kind: "update",
    ...common,
    table,
    set,
    from,
    ...(alias === undefined ? {} : { alias }),
    ...(where === undefined ? {} : { where }),
    span: reader.spanFrom(start),
  };
}

/** [WITH ...] DELETE [FROM] t [[AS] alias] [USING ...] [WHERE ...]; USING takes FROM before it. */
export function parseDelete(reader: TokenReader): Delete {
  const start = reader.peek().start;
  const common = parseWith(reader);
  reader.expectWords("delete");
  const from = reader.acceptWords("from");
  const table = reader.expectQualifiedName();
  const alias = reader.atWords("using") ? undefined : parseAlias(reader);
  const using = from && reader.acceptWords("using") ? parseFromItems(reader) : [];
  const where = reader.acceptWords("where") ? parseExpression(reader) : undefined;
  refuseReturning(reader);
  return {
    kind: "delete",
    ...common,
    table,
    using,
    ...(alias === undefined ? {} : { alias }),
    ...(where === undefined ? {} : { where }),
    span: reader.spanFrom(start),
  };
}

/** TRUNCATE [TABLE] t */
export function parseTruncate(reader: TokenReader): Truncate {
  const start = reader.peek().start;
  reader.expectWords("truncate");
  reader.acceptWords("table");
  return { kind: "truncate", table: reader.expectQualifiedName(), span: reader.spanFrom(start) };
}

function parseSource(reader: TokenReader): Insert["source"] {
  if (reader.acceptWords("default values")) return { kind: "default values" };
  if (reader.acceptWords("values")) {
    const rows = reader.commaSeparated(() => reader.list(() => valueOrDefault(reader)));
    return { kind: "values", rows };
  }
  return parseQuery(reader);
}

function valueOrDefault(reader: TokenReader): Expression | "default" {
  return reader.acceptWords("default") ? "default" : parseExpression(reader);
}

function parseAlias(reader: TokenReader): Name | undefined {
  if (reader.acceptWords("as")) return reader.expectName();
  return reader.atName() ? reader.expectName() : undefined;
}

/** RETURNING is not Redshift's: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html */
function refuseReturning(reader: TokenReader): void {
  if (reader.atWords("returning") || reader.atWords("on conflict")) throw reader.syntaxError();
}
