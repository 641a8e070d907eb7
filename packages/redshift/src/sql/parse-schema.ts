import type { CreateExternalSchema, CreateSchema } from "./definition-tree.ts";
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

/** CREATE SCHEMA [IF NOT EXISTS] name [AUTHORIZATION user] */
export function parseCreateSchema(reader: TokenReader): CreateSchema {
  const start = reader.peek().start;
  reader.expectWords("create schema");
  const ifNotExists = reader.acceptWords("if not exists");
  if (reader.acceptWords("authorization")) {
    const owner = reader.expectName();
    return { kind: "create schema", name: owner, ifNotExists, owner, span: reader.spanFrom(start) };
  }
  const name = reader.expectName();
  const owner = reader.acceptWords("authorization") ? reader.expectName() : undefined;
  if (reader.atWords("quota")) throw reader.notSupported("QUOTA of a schema");
  const schema = { kind: "create schema", name, ifNotExists } as const;
  return { ...schema, ...(owner === undefined ? {} : { owner }), span: reader.spanFrom(start) };
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
