import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { NotSupportedSql, SqlError } from "./sql-error.ts";
import type { Statement } from "./tree.ts";

function one(text: string): Statement {
  const [parsed] = parse(text);
  if (parsed === undefined) throw new Error("no statement");
  return parsed.statement;
}

/** A statement and part of the tree it gives. */
const TREES: readonly (readonly [string, object])[] = [
  [
    "CREATE EXTERNAL SCHEMA k FROM KINESIS IAM_ROLE default",
    { kind: "create external schema", from: { kind: "kinesis", iamRole: "default" } },
  ],
  [
    "CREATE EXTERNAL SCHEMA IF NOT EXISTS k FROM KINESIS REGION 'us-west-2' IAM_ROLE 'arn:aws:iam::123456789012:role/r'",
    { ifNotExists: true, from: { kind: "kinesis", region: "us-west-2", iamRole: "arn:aws:iam::123456789012:role/r" } },
  ],
  [
    'CREATE MATERIALIZED VIEW v BACKUP NO DISTSTYLE KEY DISTKEY(6) SORTKEY(1, ts) AUTO REFRESH YES AS SELECT * FROM k."my-stream"',
    {
      kind: "create materialized view",
      backup: false,
      distribution: { style: "key", key: 6 },
      sortKey: { style: "compound", columns: [1, { text: "ts" }] },
      autoRefresh: true,
    },
  ],
  ["REFRESH MATERIALIZED VIEW public.v CASCADE", { kind: "refresh materialized view", cascade: true }],
  ["ALTER MATERIALIZED VIEW v AUTO REFRESH NO", { action: { kind: "auto refresh", enabled: false } }],
  ["DROP MATERIALIZED VIEW IF EXISTS v", { kind: "drop materialized view", ifExists: true }],
  ["DROP SCHEMA IF EXISTS a, b CASCADE", { kind: "drop schema", cascade: true }],
  ["ALTER TABLE t APPEND FROM v IGNOREEXTRA", { kind: "alter table append", ignoreExtra: true, fillTarget: false }],
  [
    "CREATE TABLE IF NOT EXISTS t (id BIGINT IDENTITY(1, 1), v VARCHAR, x VARBYTE ENCODE zstd, PRIMARY KEY (id)) DISTSTYLE ALL SORTKEY AUTO",
    {
      kind: "create table",
      columns: [
        { type: { name: "bigint" }, identity: { seed: 1, step: 1, byDefault: false } },
        { type: { name: "varchar", length: 256 } },
        { type: { name: "varbyte", length: 64_000 }, encoding: "zstd" },
      ],
      attributes: { distribution: { style: "all" }, sortKey: { style: "auto" } },
    },
  ],
  ["CREATE TABLE #t (a INT)", { temporary: true, name: { name: { text: "#t" } } }],
  [
    "CREATE TABLE t (a, b) DISTKEY(a) AS SELECT 1, 2",
    { kind: "create table as", attributes: { distribution: { key: { text: "a" } } } },
  ],
  ["CREATE VIEW v AS SELECT 1 WITH NO SCHEMA BINDING", { kind: "create view", noSchemaBinding: true }],
  [
    "GRANT ROLE sys:monitor TO ROLE m",
    { kind: "grant role", roles: [{ text: "sys:monitor" }], grantees: [{ kind: "role" }] },
  ],
  [
    'GRANT SELECT ON a, s.b TO ROLE r, "IAMR:Reader", PUBLIC',
    {
      kind: "grant privileges",
      grantees: [{ kind: "role" }, { name: { written: "IAMR:Reader" } }, { kind: "public" }],
    },
  ],
  ["GRANT USAGE ON SCHEMA s TO u WITH GRANT OPTION", { target: { kind: "schemas" }, grantees: [{ withOption: true }] }],
  ["GRANT SELECT ON ALL TABLES IN SCHEMA s TO u", { target: { kind: "all tables in schema" } }],
  ["GRANT CREATE USER TO ROLE r", { privileges: [{ name: "create user" }], target: { kind: "system" } }],
  ["REVOKE ALL ON t FROM u CASCADE", { kind: "revoke privileges", privileges: [{ name: "all" }], cascade: true }],
  [
    "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ROLE r",
    { kind: "alter default privileges", change: "grant", objects: "tables" },
  ],
  ['CREATE USER "IAMR:x" PASSWORD DISABLE', { kind: "create user", password: { kind: "disable" } }],
  ["DROP ROLE r FORCE", { kind: "drop role", force: true }],
  [
    "SET enable_case_sensitive_identifier TO true",
    { kind: "set", name: "enable_case_sensitive_identifier", value: ["true"] },
  ],
  ["SET search_path TO a, public", { name: "search_path", value: ["a", "public"] }],
  ["SHOW timezone", { kind: "show", name: "timezone" }],
  ["START TRANSACTION READ ONLY", { kind: "begin", readOnly: true }],
  ["END", { kind: "commit" }],
  ["COMMENT ON COLUMN t.c IS 'x'", { kind: "comment", on: "column", text: "x" }],
  ["EXPLAIN SELECT 1", { kind: "explain", statement: { kind: "query" } }],
  ["VACUUM FULL t TO 75 PERCENT", { kind: "vacuum" }],
  ["DELETE FROM t USING u WHERE t.a = u.a", { kind: "delete", using: [{ kind: "table" }] }],
  [
    "INSERT INTO t (a) VALUES (1), (DEFAULT)",
    { source: { kind: "values", rows: [[{ kind: "number" }], ["default"]] } },
  ],
];

test.each(TREES)("%s", (text, tree) => {
  expect(one(text)).toMatchObject(tree);
});

/** A statement, and what Redshift says to it. */
const REFUSALS: readonly (readonly [string, string])[] = [
  ["CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1", 'syntax error at or near "IF"'],
  ["CREATE OR REPLACE MATERIALIZED VIEW v AS SELECT 1", 'syntax error at or near "OR"'],
  ["CREATE MATERIALIZED VIEW v AUTO REFRESH YES SORTKEY (a) AS SELECT 1", 'syntax error at or near "SORTKEY"'],
  ["CREATE MATERIALIZED VIEW v AUTO REFRESH YES DISTSTYLE EVEN AS SELECT 1", 'syntax error at or near "DISTSTYLE"'],
  ["CREATE EXTERNAL SCHEMA k FROM KINESIS", "syntax error at end of input"],
  [
    "CREATE EXTERNAL SCHEMA k FROM KINESIS IAM_ROLE 'SESSION'",
    'Invalid IAM_ROLE "SESSION": give default or the ARN of an IAM role',
  ],
  ["CREATE EXTERNAL SCHEMA k FROM KAFKA IAM_ROLE default", "CREATE EXTERNAL SCHEMA FROM KAFKA is not supported"],
  ["CREATE INDEX i ON t (a)", 'syntax error at or near "INDEX"'],
  ["CREATE TABLE t (a JSONB)", 'type "jsonb" does not exist'],
  ["CREATE TABLE t (a UUID)", 'type "uuid" does not exist'],
  ["CREATE TABLE t (a HLLSKETCH)", "type HLLSKETCH is not supported"],
  ["CREATE TABLE t (a INT[])", 'syntax error at or near "["'],
  ["CREATE TABLE t (tag INT)", 'syntax error at or near "tag"'],
  ["CREATE TABLE t (a VARCHAR(70000))", "length for type varchar cannot exceed 65535"],
  ["CREATE TABLE t (a DECIMAL(39, 1))", "DECIMAL precision 39 must be between 1 and 38"],
  ["COPY t FROM 's3://x'", "COPY is not supported"],
  ["MERGE INTO t USING u ON true", "syntax error at end of input"],
  ["SELECT 'a", 'unterminated quoted string at or near "\'a"'],
  ["SELECT /* a", 'unterminated /* comment at or near "/* a"'],
  ["SELECT 1 FROM t raw", 'syntax error at or near "raw"'],
  ["SELECT 1 2", 'syntax error at or near "2"'],
  ["SELECT (1", "syntax error at end of input"],
  ["SELECT $1", "a positional parameter such as $1 is not supported"],
  ["SELECT `", 'syntax error at or near "`"'],
];

test.each(REFUSALS)("%s is refused: %s", (text, words) => {
  expect(() => parse(text)).toThrow(words);
});

test("a text is split at semicolons, with each statement's own text, place and parameters", () => {
  const text = "SELECT ';' AS a; -- one; two\nSELECT :from::INTEGER, :to, :from ;;";
  expect(parse(text).map(({ source, start, parameters }) => ({ source, start, parameters }))).toEqual([
    { source: "SELECT ';' AS a", start: 0, parameters: [] },
    { source: "SELECT :from::INTEGER, :to, :from", start: 29, parameters: ["from", "to"] },
  ]);
});

test("identifiers fold to lower case even in quotes, and keep what was written", () => {
  const query = one('SELECT "Weird Name" FROM "Schema"."T"');
  expect(query).toMatchObject({
    body: {
      items: [{ expression: { parts: [{ text: "weird name", written: "Weird Name" }] } }],
      from: [{ parts: [{ text: "schema" }, { text: "t" }] }],
    },
  });
});

test("nesting beyond reason is an error and not a crash", () => {
  expect(() => parse(`SELECT ${"(".repeat(10_000)}1`)).toThrow("stack depth limit exceeded");
  expect(() => parse(`SELECT ${"NOT ".repeat(10_000)}true`)).toThrow("stack depth limit exceeded");
  expect(() => parse(`SELECT 1${" + 1".repeat(5000)}`)).not.toThrow();
});

const WORDS = fc.constantFrom(
  ..."SELECT FROM WHERE GROUP BY ORDER ( ) , . ; * :: = || 'x' 1 2.5 a b \"c\" CASE WHEN THEN END CAST AS INTEGER IN NOT NULL IS BETWEEN AND OVER PARTITION CREATE TABLE VIEW MATERIALIZED DROP GRANT TO ROLE INSERT INTO VALUES WITH UNION :p [ ] LIKE JOIN ON".split(
    " ",
  ),
);

test("whatever stands in a text, it parses or is refused with an SQLSTATE and a place in it", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(WORDS, { maxLength: 40 }).map((words) => words.join(" ")),
      ),
      (text) => {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof SqlError)) throw error;
          expect(error.sqlState).toMatch(/^[0-9A-Z]{5}$/);
          if (error.position !== undefined) expect(error.position).toBeLessThanOrEqual(text.length + 1);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("a construct refused by name says so by its class and SQLSTATE", () => {
  const refused = (): unknown => parse("UNLOAD ('select 1') TO 's3://x'");
  expect(refused).toThrow(NotSupportedSql);
  expect(refused).toThrow(expect.objectContaining({ sqlState: "0A000", position: 1 }));
});
