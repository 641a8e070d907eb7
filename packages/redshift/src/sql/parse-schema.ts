import type { AlterSchema } from "./alter-tree.ts";
import type { CreateExternalSchema, CreateSchema } from "./definition-tree.ts";
import { parseCreateTable } from "./parse-create-table.ts";
import { parseCreateView } from "./parse-view.ts";
import { SqlError } from "./sql-error.ts";
import type { TokenReader } from "./token-reader.ts";

/** One ARN or a chain of up to ten, without spaces: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_SCHEMA.html */
const ROLE_CHAIN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[^\s,]+(?:,arn:aws[a-z-]*:iam::\d{12}:role\/[^\s,]+){0,9}$/;

/** CREATE EXTERNAL SCHEMA [IF NOT EXISTS] name FROM KINESIS [REGION '..'] IAM_ROLE { default | '..' } */
export function parseCreateExternalSchema(reader: TokenReader): CreateExternalSchema {
  const start = reader.peek().start;
  reader.expectWords("create external schema");
  const ifNotExists = reader.acceptWords("if not exists");
  const name = reader.expectName();
  reader.expectWords("from");
  for (const source of ["data catalog", "hive metastore", "postgres", "mysql", "kafka", "msk", "redshift"]) {
    if (reader.atWords(source)) throw reader.notSupported(`CREATE EXTERNAL SCHEMA FROM ${source.toUpperCase()}`);
  }
  reader.expectWords("kinesis");
  const region = reader.acceptWords("region") ? reader.expectString() : undefined;
  reader.expectWords("iam_role");
  const iamRole = parseRole(reader);
  const from = { kind: "kinesis", iamRole, ...(region === undefined ? {} : { region }) } as const;
  return { kind: "create external schema", name, ifNotExists, from, span: reader.spanFrom(start) };
}

/** CREATE SCHEMA [IF NOT EXISTS] { name [AUTHORIZATION user] | AUTHORIZATION user } [QUOTA ...] [CREATE TABLE ... | CREATE VIEW ...] */
export function parseCreateSchema(reader: TokenReader): CreateSchema {
  const start = reader.peek().start;
  reader.expectWords("create schema");
  const ifNotExists = reader.acceptWords("if not exists");
  const unnamed = reader.atWords("authorization");
  const named = unnamed ? undefined : reader.expectName();
  const owner = reader.acceptWords("authorization") ? reader.expectName() : undefined;
  const name = named ?? owner;
  if (name === undefined) throw reader.syntaxError();
  const quota = reader.acceptWords("quota") ? parseQuota(reader) : undefined;
  const elements: CreateSchema["elements"][number][] = [];
  while (reader.atWords("create")) {
    elements.push(reader.atWords("create view") ? parseCreateView(reader) : parseCreateTable(reader));
  }
  return {
    kind: "create schema",
    name,
    ifNotExists,
    ...(owner === undefined ? {} : { owner }),
    ...(quota === undefined ? {} : { quota }),
    elements,
    span: reader.spanFrom(start),
  };
}

/** ALTER SCHEMA name { RENAME TO name | OWNER TO user | QUOTA ... }. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_SCHEMA.html */
export function parseAlterSchema(reader: TokenReader): AlterSchema {
  const start = reader.peek().start;
  reader.expectWords("alter schema");
  const name = reader.expectName();
  const action = parseSchemaAction(reader);
  return { kind: "alter schema", name, action, span: reader.spanFrom(start) };
}

function parseSchemaAction(reader: TokenReader): AlterSchema["action"] {
  if (reader.acceptWords("rename to")) return { kind: "rename", to: reader.expectName() };
  if (reader.acceptWords("owner to")) return { kind: "owner", to: reader.expectName() };
  reader.expectWords("quota");
  return { kind: "quota", megabytes: parseQuota(reader) };
}

/** After QUOTA: megabytes; a number without a unit is gigabytes. */
function parseQuota(reader: TokenReader): number | "unlimited" {
  if (reader.acceptWords("unlimited")) return "unlimited";
  const amount = reader.expectInteger();
  const unit = reader.acceptOneOf(["mb", "gb", "tb"] as const) ?? "gb";
  return amount * { mb: 1, gb: 1024, tb: 1_048_576 }[unit];
}

function parseRole(reader: TokenReader): string {
  if (reader.acceptWords("default")) return "default";
  const token = reader.peek();
  const role = reader.expectString();
  // IAM_ROLE 'SESSION' is legal with DATA CATALOG only.
  if (role !== "default" && !ROLE_CHAIN.test(role)) {
    throw new SqlError("22023", `Invalid IAM_ROLE "${role}": give default or the ARN of an IAM role`, {
      position: token.start + 1,
    });
  }
  return role;
}
