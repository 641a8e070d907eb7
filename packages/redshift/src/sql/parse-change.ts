import type { Delete, Insert, Update } from "./change-tree.ts";
import type { AlterTable, AlterTableAppend, Truncate } from "./definition-tree.ts";
import type { Expression, Name } from "./expression-tree.ts";
import { parseColumnDefinition } from "./parse-column-definition.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFromItems } from "./parse-from.ts";
import { parseQuery } from "./parse-query.ts";
import { parseType } from "./parse-type.ts";
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

/** UPDATE t [alias] SET c = v, ... [FROM ...] [WHERE ...] */
export function parseUpdate(reader: TokenReader): Update {
  const start = reader.peek().start;
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
    table,
    set,
    from,
    ...(alias === undefined ? {} : { alias }),
    ...(where === undefined ? {} : { where }),
    span: reader.spanFrom(start),
  };
}

/** DELETE [FROM] t [alias] [USING ...] [WHERE ...] */
export function parseDelete(reader: TokenReader): Delete {
  const start = reader.peek().start;
  reader.expectWords("delete");
  reader.acceptWords("from");
  const table = reader.expectQualifiedName();
  const alias = parseAlias(reader);
  const using = reader.acceptWords("using") ? parseFromItems(reader) : [];
  const where = reader.acceptWords("where") ? parseExpression(reader) : undefined;
  refuseReturning(reader);
  return {
    kind: "delete",
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

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html and r_ALTER_TABLE_APPEND.html */
export function parseAlterTable(reader: TokenReader): AlterTable | AlterTableAppend {
  const start = reader.peek().start;
  reader.expectWords("alter table");
  const table = reader.expectQualifiedName();
  if (reader.acceptWords("append from")) {
    const from = reader.expectQualifiedName();
    const ignoreExtra = reader.acceptWords("ignoreextra");
    const fillTarget = reader.acceptWords("filltarget");
    return { kind: "alter table append", table, from, ignoreExtra, fillTarget, span: reader.spanFrom(start) };
  }
  const action = parseAction(reader);
  return { kind: "alter table", table, action, span: reader.spanFrom(start) };
}

function parseAction(reader: TokenReader): AlterTable["action"] {
  if (reader.acceptWords("add")) {
    if (
      reader.atWords("constraint") ||
      reader.atWords("primary") ||
      reader.atWords("unique") ||
      reader.atWords("foreign")
    ) {
      throw reader.notSupported("ALTER TABLE ... ADD constraint");
    }
    reader.acceptWords("column");
    return { kind: "add column", column: parseColumnDefinition(reader) };
  }
  if (reader.acceptWords("drop")) {
    if (reader.atWords("constraint")) throw reader.notSupported("ALTER TABLE ... DROP CONSTRAINT");
    reader.acceptWords("column");
    const column = reader.expectName();
    return { kind: "drop column", column, cascade: reader.acceptOneOf(["cascade", "restrict"]) === "cascade" };
  }
  if (reader.acceptWords("rename to")) return { kind: "rename", to: reader.expectName() };
  if (reader.acceptWords("rename")) {
    reader.acceptWords("column");
    const column = reader.expectName();
    reader.expectWords("to");
    return { kind: "rename column", column, to: reader.expectName() };
  }
  if (reader.acceptWords("owner to")) return { kind: "owner", to: reader.expectName() };
  if (reader.acceptWords("alter column")) {
    const column = reader.expectName();
    if (reader.atWords("encode")) throw reader.notSupported("ALTER TABLE ... ALTER COLUMN ... ENCODE");
    reader.expectWords("type");
    return { kind: "column type", column, type: parseType(reader) };
  }
  throw reader.notSupported(`ALTER TABLE ... ${reader.peek().raw.toUpperCase()}`);
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
