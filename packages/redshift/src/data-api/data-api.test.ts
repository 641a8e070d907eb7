import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN, asRole, TestRedshift } from "../test-redshift.ts";

let warehouse: TestRedshift;

beforeAll(async () => {
  warehouse = await TestRedshift.open();
});

afterAll(() => warehouse.close());

/** Runs a batch to its end. */
async function batch(sqls: readonly string[], executionMode?: "transaction" | "auto-commit") {
  const mode = executionMode === undefined ? {} : { executionMode };
  const statement = await warehouse.redshift.batchExecuteStatement(ADMIN, { sqls, ...mode });
  await statement.ended;
  return statement;
}

test("values come by their column's type, with the columns' metadata", async () => {
  const statement = await warehouse.redshift.executeStatement(ADMIN, {
    sql: `SELECT 1::smallint AS a, 9000000000::bigint AS b, 1.50::decimal(6,2) AS c, 0.5::float AS d, true AS e, NULL::int AS f,
      'x'::varchar(9) AS g, DATE '2026-01-02' AS h, TIMESTAMP '2026-01-02 03:04:05' AS i, TO_VARBYTE('ff00', 'hex') AS j,
      JSON_PARSE('{"k": [1, "a b"]}') AS k, 9223372036854775807 AS l, 19999.99::real AS m`,
  });
  await statement.ended;
  const { rows, columns, totalRows } = await warehouse.redshift.getStatementResult(ADMIN, { id: statement.id });
  expect(totalRows).toBe(1);
  expect(rows[0]).toEqual([
    { longValue: 1 },
    { longValue: 9_000_000_000 },
    { stringValue: "1.50" },
    { doubleValue: 0.5 },
    { booleanValue: true },
    { isNull: true },
    { stringValue: "x" },
    { stringValue: "2026-01-02" },
    { stringValue: "2026-01-02 03:04:05" },
    { stringValue: "ff00" },
    { stringValue: '{"k":[1,"a b"]}' },
    { longValue: 9_223_372_036_854_775_807n },
    { doubleValue: 20000 },
  ]);
  expect(columns.map(({ name, typeName }) => `${name} ${typeName}`)).toEqual([
    "a int2",
    "b int8",
    "c numeric",
    "d float8",
    "e bool",
    "f int4",
    "g varchar",
    "h date",
    "i timestamp",
    "j varbyte",
    "k super",
    "l int8",
    "m float4",
  ]);
});

test("a statement that fails is FAILED with Redshift's error and position, and has no result", async () => {
  const statement = await warehouse.redshift.executeStatement(ADMIN, { sql: "SELECT * FROM nothing" });
  await statement.ended;
  expect(statement.overall).toMatchObject({
    status: "FAILED",
    error: 'ERROR: relation "nothing" does not exist\n  Position: 15',
  });
  await expect(warehouse.redshift.getStatementResult(ADMIN, { id: statement.id })).rejects.toMatchObject({
    code: "ResourceNotFoundException",
    message: "Query does not have result. Please check query status with DescribeStatement.",
  });
});

test("a batch is one transaction: what fails takes back what came before, and nothing after it runs", async () => {
  const failed = await batch(["CREATE TABLE t (a INTEGER)", "SELECT 1/0", "SELECT 1"]);
  expect(failed.overall).toMatchObject({ status: "FAILED", error: "Query #2 failed with ERROR: division by zero" });
  expect(failed.statements.map(({ id, status }) => [id, status])).toEqual([
    [`${failed.id}:1`, "FINISHED"],
    [`${failed.id}:2`, "FAILED"],
    [`${failed.id}:3`, "ABORTED"],
  ]);
  await expect(warehouse.run("SELECT * FROM t")).rejects.toThrow('relation "t" does not exist');
  const kept = await batch(["CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1), (2)", "SELECT SUM(a) FROM t"]);
  const { rows } = await warehouse.redshift.getStatementResult(ADMIN, { id: `${kept.id}:3` });
  expect(rows).toEqual([[{ longValue: 3 }]]);
  await expect(warehouse.redshift.getStatementResult(ADMIN, { id: kept.id })).rejects.toMatchObject({
    code: "ResourceNotFoundException",
  });
});

test("in a batch with auto commit a failure affects no other statement", async () => {
  const statement = await batch(["CREATE TABLE kept (a INTEGER)", "SELECT 1/0", "SELECT 1"], "auto-commit");
  expect(statement.statements.map(({ status }) => status)).toEqual(["FINISHED", "FAILED", "FINISHED"]);
  expect(await warehouse.run("SELECT COUNT(*) FROM kept")).toEqual([[0]]);
});

test("REFRESH is refused in a transaction", async () => {
  const statement = await batch(["REFRESH MATERIALIZED VIEW x"]);
  expect(statement.overall.error).toContain("REFRESH MATERIALIZED VIEW cannot run inside a transaction block");
});

test("the same client token is the same statement; another principal's is its own, and cannot be looked at", async () => {
  const other = asRole("other");
  const request = { sql: "SELECT 1", clientToken: "token" };
  const first = await warehouse.redshift.executeStatement(ADMIN, request);
  expect((await warehouse.redshift.executeStatement(ADMIN, request)).id).toBe(first.id);
  const others = await warehouse.redshift.executeStatement(other, request);
  expect(others.id).not.toBe(first.id);
  await Promise.all([first.ended, others.ended]);
  await expect(warehouse.redshift.describeStatement(other, { id: first.id })).rejects.toMatchObject({
    code: "ResourceNotFoundException",
  });
  expect(warehouse.redshift.listStatements(other, {}).statements.map(({ id }) => id)).toEqual([others.id]);
});

test("parameters are values, each used, none empty", async () => {
  expect(await warehouse.run("SELECT :a::integer + 1, :b", ADMIN, { a: "41", b: "it's; --" })).toEqual([
    [42, "it's; --"],
  ]);
  await expect(warehouse.run("SELECT :a", ADMIN, { a: "" })).rejects.toThrow("the value of parameter :a is empty");
  await expect(warehouse.run("SELECT :a", ADMIN)).rejects.toThrow("there is no parameter :a");
  await expect(warehouse.run("SELECT 1", ADMIN, { a: "1" })).rejects.toMatchObject({
    code: "ValidationException",
    message: "Parameters list contains unused parameters. Unused parameters: [a]",
  });
});

test("a large result comes in pages, each once", async () => {
  await batch([
    "CREATE TABLE digits (d INTEGER)",
    "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
    "CREATE TABLE many AS SELECT a.d * 1000 + b.d * 100 + c.d * 10 + e.d AS n FROM digits a, digits b, digits c, digits e",
  ]);
  const rows = await warehouse.run("SELECT n, n + 10000 FROM many ORDER BY 1");
  expect(rows).toHaveLength(10_000);
  expect(rows.at(-1)).toEqual([9999, 19_999]);
});

test("a row above 64 KB and a text above 200 KB are refused", async () => {
  await expect(warehouse.run("SELECT REPEAT('x', 65537)")).rejects.toThrow("packet for query is too large");
  await expect(warehouse.run(`SELECT '${"x".repeat(205_000)}'`)).rejects.toMatchObject({ code: "ValidationException" });
});

test("a statement that waits is cancelled before it runs, one that has ended is not", async () => {
  const running = await warehouse.redshift.executeStatement(ADMIN, { sql: "SELECT COUNT(*) FROM many" });
  const waiting = await warehouse.redshift.executeStatement(ADMIN, { sql: "CREATE TABLE never (a INTEGER)" });
  expect(warehouse.redshift.cancelStatement(ADMIN, { id: waiting.id })).toBe(true);
  await Promise.all([running.ended, waiting.ended]);
  expect([running.overall.status, waiting.overall.status]).toEqual(["FINISHED", "ABORTED"]);
  await expect(warehouse.run("SELECT * FROM never")).rejects.toThrow("does not exist");
  expect(() => warehouse.redshift.cancelStatement(ADMIN, { id: running.id })).toThrow("already in FINISHED state");
});

test("CSV has a header, and quotes where they are needed", async () => {
  const statement = await warehouse.redshift.executeStatement(ADMIN, {
    sql: "SELECT 1 AS n, 'a \"b\", c' AS text, NULL AS nothing",
    resultFormat: "CSV",
    waitTimeSeconds: 30,
  });
  const { rows } = await warehouse.redshift.getStatementResultV2(ADMIN, { id: statement.id });
  expect(rows).toBe('n,text,nothing\r\n1,"a ""b"", c",\r\n');
});

test("what the engine is made of can't be reached", async () => {
  for (const sql of [
    "SELECT * FROM redshift_internal.materialized_view",
    "SELECT * FROM pg_catalog.pg_authid",
    "CREATE SCHEMA redshift_internal",
    "SET SESSION AUTHORIZATION postgres",
    "COPY many TO '/tmp/x'",
    "SELECT pg_read_file('/etc/passwd')",
  ]) {
    await expect(warehouse.run(sql), sql).rejects.toThrow(/ERROR: /);
  }
});
