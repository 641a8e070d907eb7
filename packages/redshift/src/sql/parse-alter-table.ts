import type { AlterTable, AlterTableAction, AlterTableAppend } from "./alter-tree.ts";
import { parseColumnDefinition } from "./parse-column-definition.ts";
import { parseConstraint } from "./parse-create-table.ts";
import { parseSortKey } from "./parse-table-attributes.ts";
import { parseType } from "./parse-type.ts";
import { SqlError } from "./sql-error.ts";
import type { TokenReader } from "./token-reader.ts";

type Keys = Extract<AlterTableAction, { kind: "keys" }>;
type Encodings = Extract<AlterTableAction, { kind: "column encodings" }>["encodings"];

/** Options of external tables, and row-level security: none of them is done here. */
const NOT_DONE = [
  "set location",
  "set file format",
  "set table properties",
  "partition",
  "row level security",
] as const;

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html and r_ALTER_TABLE_APPEND.html */
export function parseAlterTable(reader: TokenReader): AlterTable | AlterTableAppend {
  const start = reader.peek().start;
  reader.expectWords("alter table");
  const table = reader.expectQualifiedName();
  if (reader.acceptWords("append from")) {
    const from = reader.expectQualifiedName();
    const option = reader.acceptOneOf(["ignoreextra", "filltarget"]);
    const options = { ignoreExtra: option === "ignoreextra", fillTarget: option === "filltarget" };
    return { kind: "alter table append", table, from, ...options, span: reader.spanFrom(start) };
  }
  const action = parseAction(reader);
  return { kind: "alter table", table, action, span: reader.spanFrom(start) };
}

function parseAction(reader: TokenReader): AlterTableAction {
  for (const words of NOT_DONE) {
    if (reader.atWords(words)) throw reader.notSupported(`ALTER TABLE ... ${words.toUpperCase()}`);
  }
  if (reader.acceptWords("add")) return parseAdd(reader);
  if (reader.acceptWords("drop")) return parseDropAction(reader);
  if (reader.acceptWords("rename to")) return { kind: "rename", to: reader.expectName() };
  if (reader.acceptWords("rename")) {
    reader.acceptWords("column");
    const column = reader.expectName();
    reader.expectWords("to");
    return { kind: "rename column", column, to: reader.expectName() };
  }
  if (reader.acceptWords("owner to")) return { kind: "owner", to: reader.expectName() };
  reader.expectWords("alter");
  if (reader.acceptWords("encode auto")) return { kind: "encode auto" };
  if (reader.acceptWords("column")) return parseAlterColumn(reader);
  return parseKeys(reader);
}

/** One column or one constraint a statement. */
function parseAdd(reader: TokenReader): AlterTableAction {
  if (reader.atWords("partition") || reader.atWords("if not exists partition")) {
    throw reader.notSupported("ALTER TABLE ... ADD PARTITION");
  }
  const constraint = parseConstraint(reader);
  if (constraint !== undefined) return { kind: "add constraint", constraint };
  reader.acceptWords("column");
  return { kind: "add column", column: parseColumnDefinition(reader) };
}

function parseDropAction(reader: TokenReader): AlterTableAction {
  if (reader.atWords("partition")) throw reader.notSupported("ALTER TABLE ... DROP PARTITION");
  const isConstraint = reader.acceptWords("constraint");
  if (!isConstraint) reader.acceptWords("column");
  const name = reader.expectName();
  const cascade = reader.acceptOneOf(["cascade", "restrict"]) === "cascade";
  return isConstraint ? { kind: "drop constraint", name, cascade } : { kind: "drop column", column: name, cascade };
}

/** ALTER COLUMN c TYPE type, or ALTER COLUMN c ENCODE encoding for several columns. */
function parseAlterColumn(reader: TokenReader): AlterTableAction {
  const column = reader.expectName();
  if (reader.acceptWords("type")) return { kind: "column type", column, type: parseType(reader) };
  reader.expectWords("encode");
  const encodings: Encodings[number][] = [{ column, encoding: reader.expectLabel().text }];
  while (reader.acceptOperator(",")) {
    reader.expectWords("alter column");
    const next = reader.expectName();
    reader.expectWords("encode");
    encodings.push({ column: next, encoding: reader.expectLabel().text });
  }
  return { kind: "column encodings", encodings };
}

/** ALTER DISTSTYLE, DISTKEY, SORTKEY; a sort key and a distribution go together, in either order. */
function parseKeys(reader: TokenReader): Keys {
  let keys: Keys = { kind: "keys" };
  do {
    if (keys.distribution !== undefined || keys.sortKey !== undefined) reader.expectWords("alter");
    const at = reader.peek();
    const part = parseKey(reader);
    if (
      ("distribution" in part && keys.distribution !== undefined) ||
      ("sortKey" in part && keys.sortKey !== undefined)
    ) {
      throw new SqlError("42601", "conflicting or redundant options", { position: at.start + 1 });
    }
    keys = { ...keys, ...part };
  } while (reader.acceptOperator(","));
  return keys;
}

function parseKey(reader: TokenReader): Omit<Keys, "kind"> {
  if (reader.acceptWords("distkey")) return { distribution: { style: "key", key: reader.expectName() } };
  if (reader.acceptWords("diststyle")) {
    const style = reader.expectOneOf(["all", "even", "auto", "key"] as const);
    if (style !== "key") return { distribution: { style } };
    reader.expectWords("distkey");
    return { distribution: { style, key: reader.expectName() } };
  }
  if (reader.acceptWords("sortkey none")) return { sortKey: "none" };
  // A table can't be given an interleaved sort key later.
  if (reader.atWords("interleaved")) throw reader.syntaxError();
  const sortKey = parseSortKey(reader);
  if (sortKey === undefined) throw reader.syntaxError();
  return { sortKey };
}
