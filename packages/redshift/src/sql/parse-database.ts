import type { AlterDatabase, CreateDatabase, DropDatabase } from "./database-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/** CREATE DATABASE with its options, read so that what is wrong is told as such. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_DATABASE.html */
export function parseCreateDatabase(reader: TokenReader): CreateDatabase {
  const start = reader.peek().start;
  reader.expectWords("create database");
  const name = reader.expectName();
  if (reader.atWords("from")) throw reader.notSupported("CREATE DATABASE FROM a datashare");
  reader.acceptWords("with");
  for (;;) {
    if (reader.acceptWords("owner")) {
      reader.acceptOperator("=");
      reader.expectName();
    } else if (reader.acceptWords("connection limit")) parseLimit(reader);
    else if (reader.acceptWords("collate")) reader.expectOneOf(["case_sensitive", "case_insensitive"]);
    else if (reader.acceptWords("isolation level")) reader.expectOneOf(["serializable", "snapshot"]);
    else return { kind: "create database", name, span: reader.spanFrom(start) };
  }
}

/** ALTER DATABASE. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DATABASE.html */
export function parseAlterDatabase(reader: TokenReader): AlterDatabase {
  const start = reader.peek().start;
  reader.expectWords("alter database");
  const name = reader.expectName();
  const action = parseAction(reader);
  return { kind: "alter database", name, action, span: reader.spanFrom(start) };
}

/** DROP DATABASE name. https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_DATABASE.html */
export function parseDropDatabase(reader: TokenReader): DropDatabase {
  const start = reader.peek().start;
  reader.expectWords("drop database");
  return { kind: "drop database", name: reader.expectName(), span: reader.spanFrom(start) };
}

function parseAction(reader: TokenReader): AlterDatabase["action"] {
  const action = reader.expectOneOf([
    "rename to",
    "owner to",
    "connection limit",
    "collate",
    "isolation level",
  ] as const);
  if (action === "rename to" || action === "owner to") reader.expectName();
  else if (action === "connection limit") parseLimit(reader);
  else if (action === "collate") reader.expectOneOf(["case_sensitive", "case_insensitive"]);
  else reader.expectOneOf(["serializable", "snapshot"]);
  return action;
}

function parseLimit(reader: TokenReader): void {
  if (!reader.acceptWords("unlimited")) reader.expectInteger();
}
