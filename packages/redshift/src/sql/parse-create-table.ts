import type { ColumnDefinition, CreateTable, CreateTableAs, TableConstraint } from "./definition-tree.ts";
import type { Name } from "./expression-tree.ts";
import { parseColumnDefinition, parseReferences } from "./parse-column-definition.ts";
import { parseQuery } from "./parse-query.ts";
import { parseTableAttributes } from "./parse-table-attributes.ts";
import type { TokenReader } from "./token-reader.ts";

/** CREATE TABLE and CREATE TABLE AS. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html , r_CREATE_TABLE_AS.html */
export function parseCreateTable(reader: TokenReader): CreateTable | CreateTableAs {
  const start = reader.peek().start;
  reader.expectWords("create");
  reader.acceptWords("local");
  const temporaryWord = reader.acceptOneOf(["temporary", "temp"]) !== undefined;
  reader.expectWords("table");
  const ifNotExists = reader.acceptWords("if not exists");
  const name = reader.expectQualifiedName();
  // A name that begins with # is a temporary table's.
  const temporary = temporaryWord || name.name.text.startsWith("#");
  const columnsOfQuery = parseColumnNames(reader);
  if (columnsOfQuery === undefined && reader.acceptOperator("(")) {
    return parseDefinition(reader, { name, temporary, ifNotExists, start });
  }
  // CREATE TABLE AS has no IF NOT EXISTS: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html
  if (ifNotExists) throw reader.syntaxError();
  const attributes = parseTableAttributes(reader);
  reader.expectWords("as");
  const query = parseQuery(reader);
  const span = reader.spanFrom(start);
  const table = { kind: "create table as", name, temporary, attributes, query, span } as const;
  return columnsOfQuery === undefined ? table : { ...table, columns: columnsOfQuery };
}

/** `(a, b)` of CREATE TABLE t (a, b) AS; undefined when what stands next defines columns. */
function parseColumnNames(reader: TokenReader): readonly Name[] | undefined {
  const follows = reader.peek(2);
  if (!reader.atOperator("(") || !reader.atName(1) || follows.kind !== "operator") return undefined;
  return reader.list(() => reader.expectName());
}

function parseDefinition(
  reader: TokenReader,
  opened: Pick<CreateTable, "name" | "temporary" | "ifNotExists"> & { readonly start: number },
): CreateTable {
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  let like: CreateTable["like"];
  do {
    if (reader.atWords("like")) {
      if (like !== undefined) throw reader.notSupported("LIKE of more than one table");
      reader.next();
      const table = reader.expectQualifiedName();
      const including = reader.acceptOneOf(["including defaults", "excluding defaults"]);
      like = { table, includeDefaults: including === "including defaults", before: columns.length };
    } else {
      const constraint = parseConstraint(reader);
      if (constraint === undefined) columns.push(parseColumnDefinition(reader));
      else constraints.push(constraint);
    }
  } while (reader.acceptOperator(","));
  reader.expectOperator(")");
  const attributes = parseTableAttributes(reader);
  const { start, ...names } = opened;
  const table = { kind: "create table", ...names, columns, constraints, attributes } as const;
  return { ...table, ...(like === undefined ? {} : { like }), span: reader.spanFrom(start) };
}

/** CONSTRAINT name, which a column may be called too. */
function parseConstraintName(reader: TokenReader): Name | undefined {
  return reader.acceptWords("constraint") ? reader.expectName() : undefined;
}

/** A constraint of a table, or undefined where none stands. */
export function parseConstraint(reader: TokenReader): TableConstraint | undefined {
  const start = reader.peek().start;
  const name = parseConstraintName(reader);
  const named = name === undefined ? {} : { name };
  const kind = reader.acceptOneOf(["primary key", "unique", "foreign key"] as const);
  if (kind === "foreign key") {
    const columns = reader.list(() => reader.expectName());
    reader.expectWords("references");
    return { kind, ...named, columns, references: parseReferences(reader), span: reader.spanFrom(start) };
  }
  if (kind !== undefined) {
    return { kind, ...named, columns: reader.list(() => reader.expectName()), span: reader.spanFrom(start) };
  }
  if (reader.atWords("check")) throw reader.notSupported("A CHECK constraint");
  if (reader.atWords("exclude")) throw reader.notSupported("An EXCLUDE constraint");
  if (name !== undefined) throw reader.syntaxError();
  return undefined;
}
