import { ActiveWaitingRequestsExceededException } from "@aws-sdk/client-redshift-data";
import { expect, test } from "vitest";
import { z } from "zod";
import { FakeClock } from "../fake-clock.ts";
import { renderQuery } from "../sql/render-query.ts";
import { StatementError, StatementTimeoutError, UnexpectedResultError, WarehouseRequestError } from "./errors.ts";
import { FakeDataApi } from "./fake-data-api.ts";
import { type QueryContext, queryWarehouse } from "./query-warehouse.ts";
import type { WarehouseStatement } from "./warehouse-statement.ts";

const STATEMENT: WarehouseStatement = { name: "recent.sql", sql: "SELECT n FROM t WHERE n > :low", parameters: [] };
const FINISHED = { Id: "id-1", Status: "FINISHED", HasResultSet: true };
const COLUMNS = [{ name: "n", label: "n", typeName: "int4" }];
const row = z.object({ n: z.int() });

function page(numbers: readonly number[], nextToken?: string) {
  return { ColumnMetadata: COLUMNS, Records: numbers.map((n) => [{ longValue: n }]), NextToken: nextToken };
}

function query(api: FakeDataApi, more: Partial<QueryContext<z.infer<typeof row>>> = {}, statement = STATEMENT) {
  const target = { workgroupName: "work", database: "sensors" };
  return queryWarehouse(statement, { client: api.client, target, clock: new FakeClock(), row, ...more });
}

test("a statement that ends while the service waits needs no look at its description", async () => {
  const api = new FakeDataApi({ execute: [FINISHED], result: [page([1, 2])] });
  const parameters = [{ name: "low", value: "0" }];
  expect(await query(api, {}, { ...STATEMENT, parameters })).toEqual({
    statementId: "id-1",
    rows: [{ n: 1 }, { n: 2 }],
  });
  expect(api.calls.map(({ operation }) => operation)).toEqual(["execute", "result"]);
  expect(api.inputsOf("execute")[0]).toMatchObject({
    WorkgroupName: "work",
    Database: "sensors",
    StatementName: "recent.sql",
    Sql: STATEMENT.sql,
    Parameters: parameters,
    WaitTimeSeconds: 20,
  });
});

test("a cluster is named with its database user", async () => {
  const api = new FakeDataApi({ execute: [FINISHED], result: [page([])] });
  const target = { clusterIdentifier: "cluster", database: "dev", dbUser: "reader", secretArn: "arn" };
  await query(api, { target });
  const input = api.inputsOf("execute")[0];
  expect(input).toMatchObject({ ClusterIdentifier: "cluster", Database: "dev", DbUser: "reader", SecretArn: "arn" });
});

test("all pages of a result are read", async () => {
  const api = new FakeDataApi({ execute: [FINISHED], result: [page([1], "a"), page([2], "b"), page([3])] });
  expect((await query(api)).rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(api.inputsOf("result")).toEqual([
    { Id: "id-1", NextToken: undefined },
    { Id: "id-1", NextToken: "a" },
    { Id: "id-1", NextToken: "b" },
  ]);
});

test("a service that doesn't hold requests open is polled with a growing delay", async () => {
  const clock = new FakeClock();
  const started = { Status: "STARTED" };
  const api = new FakeDataApi({
    execute: [{ Id: "id-1" }],
    describe: [started, started, started, { Status: "FINISHED", HasResultSet: false }],
  });
  expect((await query(api, { clock })).rows).toEqual([]);
  expect(clock.sleeps).toEqual([100, 200, 400]);
});

test("a statement that too many wait for is polled without waiting", async () => {
  const tooMany = new ActiveWaitingRequestsExceededException({ message: "too many", $metadata: {} });
  const api = new FakeDataApi({
    execute: [{ Id: "id-1", Status: "STARTED" }],
    describe: [tooMany, { Status: "PICKED" }, { Status: "FINISHED", HasResultSet: true }],
    result: [page([7])],
  });
  expect((await query(api)).rows).toEqual([{ n: 7 }]);
  expect(api.inputsOf("describe")).toEqual([
    { Id: "id-1", WaitTimeSeconds: 20 },
    { Id: "id-1", WaitTimeSeconds: undefined },
    { Id: "id-1", WaitTimeSeconds: undefined },
  ]);
});

test("a failed statement's error has the file, the place in it, the id and Redshift's words", async () => {
  const text = "-- Which?\nSELECT n\nFRM t\nWHERE n > :'low'::INTEGER;\n";
  const rendered = renderQuery(text, { low: 1 }, "recent.sql");
  const reason = `ERROR: syntax error at or near "FRM"\n  Position: ${rendered.sql.indexOf("FRM") + 1}`;
  const api = new FakeDataApi({
    execute: [{ Id: "id-1", Status: "FAILED" }],
    describe: [{ Status: "FAILED", Error: reason }],
  });
  const error = await query(api, {}, { name: "recent.sql", ...rendered }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StatementError);
  expect(error).toMatchObject({
    statement: "recent.sql",
    statementId: "id-1",
    status: "FAILED",
    reason,
    place: { line: 3, column: 1 },
    message: `recent.sql:3:1: statement id-1 is FAILED: ${reason}`,
  });
});

test("a statement that somebody cancelled is an error too", async () => {
  const api = new FakeDataApi({ execute: [{ Id: "id-1" }], describe: [{ Status: "ABORTED" }] });
  await expect(query(api)).rejects.toThrow("recent.sql: statement id-1 is ABORTED: Redshift gave no reason.");
});

test("a statement that is not finished at the deadline is cancelled", async () => {
  const clock = new FakeClock();
  const api = new FakeDataApi({
    execute: [{ Id: "id-1" }],
    describe: [{ Status: "STARTED" }],
    cancel: [{ Status: true }],
  });
  const error = await query(api, { clock, deadline: clock.now() + 5_000 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StatementTimeoutError);
  expect(error).toMatchObject({ statementId: "id-1", message: expect.stringContaining("It was cancelled.") });
  expect(api.inputsOf("cancel")).toEqual([{ Id: "id-1" }]);
  expect(api.inputsOf("describe")[0]).toMatchObject({ WaitTimeSeconds: 5 });
});

test("an aborted signal cancels the statement, and its reason is the cause", async () => {
  const stop = new AbortController();
  const reason = new Error("told to stop");
  const describe = () => {
    stop.abort(reason);
    return { Status: "STARTED" };
  };
  const api = new FakeDataApi({ execute: [{ Id: "id-1" }], describe: [describe], cancel: [{ Status: true }] });
  const error = await query(api, { signal: stop.signal }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StatementTimeoutError);
  expect(error).toMatchObject({ cause: reason });
  expect(api.inputsOf("cancel")).toHaveLength(1);
});

test("an error says so when the statement could not be cancelled", async () => {
  const clock = new FakeClock();
  const api = new FakeDataApi({
    execute: [{ Id: "id-1" }],
    describe: [{ Status: "STARTED" }],
    cancel: [new Error("no connection")],
  });
  const pending = query(api, { clock, deadline: clock.now() + 1_000 });
  await expect(pending).rejects.toThrow("It could not be cancelled and may be running: no connection");
});

test("after its deadline nothing is started", async () => {
  const api = new FakeDataApi({ execute: [FINISHED] });
  await expect(query(api, { deadline: 0 })).rejects.toThrow("It was not started.");
  expect(api.calls).toEqual([]);
});

test.each([
  ["ExecuteStatement", { execute: [new Error("denied")] }],
  ["DescribeStatement", { execute: [{ Id: "id-1" }], describe: [new Error("denied")] }],
  ["GetStatementResult", { execute: [FINISHED], result: [new Error("denied")] }],
])("a refused %s is named with the statement", async (operation, answers) => {
  const error = await query(new FakeDataApi(answers)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WarehouseRequestError);
  expect(String(error)).toContain(operation);
  expect(String(error)).toContain("recent.sql");
  expect(error).toMatchObject({ cause: { message: "denied" } });
});

test("a row of another shape is refused with the column that is wrong", async () => {
  const records = [[{ longValue: 1 }], [{ stringValue: "two" }]];
  const api = new FakeDataApi({ execute: [FINISHED], result: [{ ColumnMetadata: COLUMNS, Records: records }] });
  const error = await query(api).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnexpectedResultError);
  expect(String(error)).toMatch(/row 2 .*\n.*expected/s);
  expect(String(error)).toContain("at n");
});

test("more rows than asked for are an error and not cut off", async () => {
  const api = new FakeDataApi({ execute: [FINISHED], result: [page([1, 2, 3])] });
  await expect(query(api, { maxRows: 2 })).rejects.toThrow("has more than 2 rows");
});
