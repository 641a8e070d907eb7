import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import { TEST_CLOCK } from "../test-redshift.ts";
import { TestPsqlPort, WITH_PSQL } from "./test-psql-port.ts";

/** A transaction that is held longer than others wait for it is taken back: not within this test. */
const REAL_TIME: Clock = { ...TEST_CLOCK, sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }) };

const withPsql = test.runIf(WITH_PSQL);

let server: TestPsqlPort;

beforeAll(async () => {
  server = await TestPsqlPort.open({}, { clock: REAL_TIME });
  await server.psql(["-c", "CREATE TABLE sensor_records (n INTEGER)"]);
});

afterAll(async () => {
  expect(server.faults).toEqual([]);
  await server.close();
});

const plain = ["-At", "-v", "ON_ERROR_STOP=1"];

withPsql("psql says what Redshift's version is", async () => {
  const { code, output, errors } = await server.psql([
    ...plain,
    "-c",
    "SHOW search_path",
    "-c",
    "\\echo :SERVER_VERSION_NAME",
  ]);
  expect([code, errors]).toEqual([0, ""]);
  expect(output.trim().split("\n")).toEqual(["$user, public", "8.0.2"]);
});

withPsql("an error points at its place", async () => {
  const { code, errors } = await server.psql([...plain, "-c", "SELECT 1,\n  nope FROM sensor_records"]);
  expect(code).toBe(1);
  expect(errors).toBe(
    'ERROR:  column "nope" does not exist in sensor_records\nLINE 2:   nope FROM sensor_records\n          ^\n',
  );
});

withPsql("variables are quoted by psql, backslashes too", async () => {
  const value = 'it\'s \\ a "value"';
  const input = "SELECT :'value', LEN(:'value');\n";
  const { output } = await server.psql([...plain, "-v", `value=${value}`], { input });
  expect(output).toBe(`${value}|${value.length}\n`);
});

withPsql("a script goes on after an error unless told to stop", async () => {
  const input = "SELECT 1;\nSELEC 2;\nSELECT 3;\n";
  const { output, code } = await server.psql(["-At"], { input });
  expect([output, code]).toEqual(["1\n3\n", 0]);
  expect((await server.psql(plain, { input })).code).toBe(3);
});

withPsql("transactions, and --single-transaction", async () => {
  const input = "CREATE TABLE kept (n INTEGER);\nINSERT INTO kept VALUES (1);\nSELECT 1 / 0;\n";
  expect((await server.psql([...plain, "-1"], { input })).code).toBe(3);
  const { errors } = await server.psql([...plain, "-c", "SELECT * FROM kept"]);
  expect(errors).toContain('relation "kept" does not exist');
});

withPsql("Ctrl-C cancels what waits, and the next statement runs", async () => {
  const held = server.warehouse.redshift.openSession({
    databaseUser: "admin",
    superuser: true,
    roles: [],
    principal: "test:holder",
  });
  const { signal } = new AbortController();
  const execute = async (sql: string) => {
    for (const parsed of held.parse(sql)) await held.execute(parsed, { signal });
  };
  // The engine is one connection: a transaction that is open lets nobody else in.
  await execute("BEGIN; CREATE TABLE holding (n INTEGER)");
  const interrupted = server.interrupted("SELECT COUNT(*) FROM sensor_records");
  const { errors, output } = await interrupted;
  expect([output, errors]).toEqual(["", expect.stringContaining("Cancel request sent")]);
  expect(errors).toMatch(/ERROR: {2}Query \(\d+\) cancelled on user's request/);
  await execute("ROLLBACK");
  await held.close();
  expect((await server.psql([...plain, "-c", "SELECT 1"])).output).toBe("1\n");
});

withPsql("Ctrl-C cancels what runs; what was committed stays, and another transaction was never there", async () => {
  await server.psql([
    ...plain,
    "-c",
    "CREATE TABLE digit (d INTEGER)",
    "-c",
    "INSERT INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
  ]);
  const tables = Array.from("abcdefghijk", (name) => `digit ${name}`).join(", ");
  const { errors } = await server.interrupted(`INSERT INTO digit SELECT COUNT(*) FROM ${tables}`);
  expect(errors).toMatch(/ERROR: {2}Query \(\d+\) cancelled on user's request/);
  expect((await server.psql([...plain, "-c", "SELECT COUNT(*) FROM digit"])).output).toBe("10\n");
});

withPsql("several psql at once", async () => {
  const runs = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      server.psql([...plain, "-c", `SELECT ${index}`], { user: `person${index}` }),
    ),
  );
  expect(runs.map(({ output }) => output)).toEqual(runs.map((_, index) => `${index}\n`));
});
