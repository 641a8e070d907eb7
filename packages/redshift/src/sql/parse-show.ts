import type { ShowDefinition, ShowList } from "./statement-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/** SHOW { TABLE | VIEW } name. https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLE.html and r_SHOW_VIEW.html */
export function parseShowDefinition(reader: TokenReader): ShowDefinition {
  const start = reader.peek().start;
  reader.expectWords("show");
  const of = reader.expectOneOf(["table", "view"] as const);
  return { kind: "show definition", of, name: reader.expectQualifiedName(), span: reader.spanFrom(start) };
}

/**
 * SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE d.s.t, SHOW SCHEMAS FROM DATABASE d, SHOW TABLES FROM SCHEMA d.s, SHOW COLUMNS FROM TABLE d.s.t; each with LIKE 'pattern' and LIMIT n.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html
 */
export function parseShowList(reader: TokenReader): ShowList {
  const start = reader.peek().start;
  reader.expectWords("show");
  const of = parseListed(reader);
  reader.expectWords(`from ${FROM[of]}`);
  const parts = [reader.expectName()];
  while (reader.acceptOperator(".")) parts.push(reader.expectLabel());
  if (parts.length > DEPTH[of]) throw reader.syntaxError();
  const pattern = of !== "primary keys" && reader.acceptWords("like") ? reader.expectString() : undefined;
  const limit = reader.acceptWords("limit") ? reader.expectInteger() : undefined;
  const list = { kind: "show list", of, parts } as const;
  return {
    ...list,
    ...(pattern === undefined ? {} : { pattern }),
    ...(limit === undefined ? {} : { limit }),
    span: reader.spanFrom(start),
  };
}

/** SHOW CONSTRAINTS: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_CONSTRAINTS.html */
function parseListed(reader: TokenReader): ShowList["of"] {
  if (!reader.acceptWords("constraints")) return reader.expectOneOf(["schemas", "tables", "columns"] as const);
  if (reader.atWords("foreign keys")) throw reader.notSupported("SHOW CONSTRAINTS FOREIGN KEYS");
  reader.expectWords("primary keys");
  return "primary keys";
}

const FROM = { schemas: "database", tables: "schema", columns: "table", "primary keys": "table" } as const;

/** Parts of the name at most: database, schema, table. */
const DEPTH = { schemas: 1, tables: 2, columns: 3, "primary keys": 3 } as const;
