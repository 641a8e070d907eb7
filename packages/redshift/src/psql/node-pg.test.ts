import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestPsqlPort } from "./test-psql-port.ts";

let server: TestPsqlPort;
let client: pg.Client;

beforeAll(async () => {
  server = await TestPsqlPort.open();
  client = await connect();
  await client.query("CREATE TABLE reading (id INTEGER, place VARCHAR(20), degrees DECIMAL(5,2), seen TIMESTAMP)");
});

afterAll(async () => {
  await client.end();
  expect(server.faults).toEqual([]);
  await server.close();
});

async function connect(user = "admin", password = "any", database = "dev"): Promise<pg.Client> {
  const made = new pg.Client({ host: "127.0.0.1", port: server.port, user, password, database });
  await made.connect();
  return made;
}

test("columns have PostgreSQL's types and modifiers, and Redshift's own", async () => {
  const { fields } = await client.query(
    `SELECT 1::SMALLINT, 1, 1::BIGINT, 1.5::DECIMAL(5,2), 1::REAL, 1::FLOAT8, TRUE, 'x'::CHAR(3), 'x'::VARCHAR(10),
       DATE '2026-01-02', TIMESTAMP '2026-01-02 03:04:05', JSON_PARSE('[1]'), TO_VARBYTE('6162', 'hex')`,
  );
  expect(fields.map(({ dataTypeID, dataTypeModifier }) => [dataTypeID, dataTypeModifier])).toEqual([
    [21, -1],
    [23, -1],
    [20, -1],
    [1700, ((5 << 16) | 2) + 4],
    [700, -1],
    [701, -1],
    [16, -1],
    [1042, 7],
    [1043, 14],
    [1082, -1],
    [1114, -1],
    [4000, -1],
    [6551, expect.any(Number)],
  ]);
});

test("values come as Redshift writes them", async () => {
  const { rows } = await client.query({
    text: `SELECT 2::BIGINT, 2.50::DECIMAL(6,2), TRUE, NULL, JSON_PARSE('{"a": [1, 2]}'), TO_VARBYTE('6162', 'hex')`,
    rowMode: "array",
  });
  expect(rows).toEqual([["2", "2.50", true, null, '{"a":[1,2]}', "6162"]]);
});

test("binary results are the same values", async () => {
  const { rows } = await client.query({
    text: "SELECT 1, -2::BIGINT, 12.50::DECIMAL(6,2), 'ä'::VARCHAR(5), TRUE, 1.5::FLOAT8, TIMESTAMP '2026-01-02 03:04:05', NULL",
    rowMode: "array",
    binary: true,
  } as pg.QueryArrayConfig);
  expect(rows).toEqual([[1, "-2", "12.50", "ä", true, 1.5, new Date(2026, 0, 2, 3, 4, 5), null]]);
});

test("parameters are values wherever they stand, NULL among them", async () => {
  await client.query("INSERT INTO reading VALUES ($1, $2, $3, $4), ($5, $6, $7, $8)", [
    ...[1, "it's $1; DROP", "20.50", "2026-01-02 03:04:05"],
    ...[2, null, null, null],
  ]);
  const { rows } = await client.query(
    "SELECT id, place, degrees + $2::INT AS warmer FROM reading WHERE id >= $1 ORDER BY id",
    [1, 2],
  );
  expect(rows).toEqual([
    { id: 1, place: "it's $1; DROP", warmer: "22.50" },
    { id: 2, place: null, warmer: null },
  ]);
  const limited = await client.query("SELECT id FROM reading WHERE place = $1 OR $1 IS NULL ORDER BY id LIMIT $2", [
    null,
    1,
  ]);
  expect(limited.rows).toEqual([{ id: 1 }]);
});

test("a prepared statement is parsed once and bound again", async () => {
  const find = { name: "find", text: "SELECT place FROM reading WHERE id = $1" };
  expect((await client.query({ ...find, values: [1] })).rows).toEqual([{ place: "it's $1; DROP" }]);
  expect((await client.query({ ...find, values: [2] })).rows).toEqual([{ place: null }]);
});

test("tags count rows", async () => {
  const tag = async (sql: string) => {
    const { command, rowCount } = await client.query(sql);
    return [command, rowCount];
  };
  expect(await tag("CREATE TABLE counted (n INTEGER)")).toEqual(["CREATE", null]);
  expect(await tag("INSERT INTO counted VALUES (1), (2), (3)")).toEqual(["INSERT", 3]);
  expect(await tag("UPDATE counted SET n = n + 1 WHERE n > 1")).toEqual(["UPDATE", 2]);
  expect(await tag("DELETE FROM counted WHERE n = 1")).toEqual(["DELETE", 1]);
  expect(await tag("SELECT * FROM counted")).toEqual(["SELECT", 2]);
  expect(await tag("")).toEqual([null, null]);
});

test("an error has its SQLSTATE, position and hint, and the connection goes on", async () => {
  const failed = await client.query("SELECT id FROM nowhere").catch((error: unknown) => error);
  expect(failed).toMatchObject({
    severity: "ERROR",
    code: "42P01",
    position: "16",
    message: 'relation "nowhere" does not exist',
  });
  const bound = await client.query("SELECT nope($1) FROM reading", [1]).catch((error: unknown) => error);
  expect(bound).toMatchObject({ code: "42883", hint: expect.any(String) });
  await expect(client.query("SELECT $1 + $2", [1])).rejects.toThrow("bind message supplies 1 parameters");
  expect((await client.query("SELECT 7 AS seven")).rows).toEqual([{ seven: 7 }]);
});

test("several statements of one text are one transaction", async () => {
  await client.query("CREATE TABLE together (n INTEGER)");
  await expect(client.query("INSERT INTO together VALUES (1); SELECT 1 / 0")).rejects.toThrow("ivision by zero");
  expect((await client.query("SELECT COUNT(*)::INT AS n FROM together")).rows).toEqual([{ n: 0 }]);
  await expect(client.query("INSERT INTO together VALUES (1); COMMIT; SELECT 1 / 0")).rejects.toThrow(
    "ivision by zero",
  );
  expect((await client.query("SELECT COUNT(*)::INT AS n FROM together")).rows).toEqual([{ n: 1 }]);
  const results = (await client.query("INSERT INTO together VALUES (2); SELECT n FROM together ORDER BY n")) as unknown;
  expect(results).toMatchObject([{ command: "INSERT" }, { command: "SELECT", rows: [{ n: 1 }, { n: 2 }] }]);
});

test("a transaction lasts from BEGIN to ROLLBACK, and fails as a whole", async () => {
  await client.query("BEGIN");
  await client.query("DELETE FROM reading");
  await expect(client.query("SELECT 1 / 0")).rejects.toThrow("ivision by zero");
  await expect(client.query("SELECT 1")).rejects.toThrow("current transaction is aborted");
  await client.query("ROLLBACK");
  expect((await client.query("SELECT COUNT(*)::INT AS n FROM reading")).rows).toEqual([{ n: 2 }]);
});

test("COPY is refused by name, from a bucket and from the client", async () => {
  await expect(client.query("COPY reading FROM 's3://bucket/key' IAM_ROLE DEFAULT")).rejects.toThrow(
    "COPY is not supported",
  );
  await expect(client.query("COPY reading FROM STDIN")).rejects.toThrow("COPY is not supported");
});

test("many clients at once each have their session", async () => {
  const clients = await Promise.all(Array.from({ length: 12 }, (_, index) => connect(`reader${index}`)));
  const answers = await Promise.all(clients.map((each) => each.query("SELECT CURRENT_USER AS me")));
  expect(answers.map(({ rows }) => rows[0]?.me)).toEqual(clients.map((_, index) => `reader${index}`));
  const { rows } = await client.query("SELECT usesuper FROM pg_user WHERE usename = 'reader3'");
  expect(rows).toEqual([{ usesuper: false }]);
  await expect(clients[3]?.query("SELECT * FROM reading")).rejects.toThrow("permission denied for relation reading");
  await Promise.all(clients.map((each) => each.end()));
});

test("a password is asked for where one is set", async () => {
  await expect(connect("guarded", "wrong")).rejects.toMatchObject({
    code: "28000",
    message: 'password authentication failed for user "guarded"',
  });
  const guarded = await connect("guarded", "secret");
  expect((await guarded.query("SELECT CURRENT_USER AS me")).rows).toEqual([{ me: "guarded" }]);
  await guarded.end();
});

test("a database there is none of is named", async () => {
  await expect(connect("admin", "any", "prod")).rejects.toMatchObject({
    code: "3D000",
    message: 'database "prod" does not exist',
  });
});

test("a result larger than any buffer comes whole", async () => {
  await client.query("CREATE TABLE digit (d INTEGER)");
  await client.query("INSERT INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
  const { rows } = await client.query(
    "SELECT a.d + b.d * 10 + c.d * 100 + e.d * 1000 AS n, REPEAT('x', 200) AS text FROM digit a, digit b, digit c, digit e",
  );
  expect(rows.length).toBe(10_000);
  expect(new Set(rows.map(({ n }) => n)).size).toBe(10_000);
});

test("a parameter has the type its statement casts it to", async () => {
  const { rows } = await client.query("SELECT $1::INTEGER + 1 AS sum, $2::DATE AS day, $1::INTEGER IS NULL AS none", [
    "41",
    "2026-01-02",
  ]);
  expect(rows).toEqual([{ sum: 42, day: new Date(2026, 0, 2), none: false }]);
});

test("SHOW tells its columns in the extended protocol as well", async () => {
  const { rows, fields } = await client.query({ name: "show", text: "SHOW search_path", values: [] });
  expect(fields.map(({ name }) => name)).toEqual(["search_path"]);
  expect(rows).toEqual([{ search_path: "$user, public" }]);
});

test("PG_CANCEL_BACKEND ends another session's statement, PG_TERMINATE_BACKEND its connection", async () => {
  const other = await connect();
  const lost = new Promise((resolve) => other.on("error", resolve));
  const pid = (await other.query("SELECT PG_BACKEND_PID() AS pid")).rows[0]?.pid;
  const digits = Array.from("abcdefghij", (name) => `digit ${name}`).join(", ");
  // The engine runs one statement at a time: what cancels must come before.
  await client.query("BEGIN");
  const waiting = other.query(`SELECT COUNT(*) FROM ${digits}`).catch((error: unknown) => error);
  await delay(100);
  await client.query(`SELECT PG_CANCEL_BACKEND(${pid})`);
  expect(await waiting).toMatchObject({ code: "57014" });
  await client.query(`SELECT PG_TERMINATE_BACKEND(${pid})`);
  await client.query("COMMIT");
  expect(await lost).toMatchObject({ code: "57P01" });
});

test("a client that vanishes in the middle of a statement, or of its result, harms nobody", async () => {
  const doomed = await Promise.all([connect(), connect()]);
  for (const each of doomed) each.on("error", () => undefined);
  const digits = Array.from("abcdefghij", (name) => `digit ${name}`).join(", ");
  const counting = doomed[0]?.query(`SELECT COUNT(*) FROM ${digits}`).catch((error: unknown) => error);
  const reading = doomed[1]
    ?.query("SELECT REPEAT('x', 5000) FROM digit a, digit b, digit c, digit d")
    .catch((error: unknown) => error);
  await delay(500);
  for (const each of doomed) streamOf(each).destroy();
  await Promise.all([counting, reading]);
  expect((await client.query("SELECT 8 AS eight")).rows).toEqual([{ eight: 8 }]);
});

test("a client that does not read keeps nobody else waiting", async () => {
  const lazy = await connect();
  lazy.on("error", () => undefined);
  streamOf(lazy).pause();
  const never = lazy
    .query("SELECT REPEAT('x', 5000) FROM digit a, digit b, digit c, digit d")
    .catch((error: unknown) => error);
  await delay(500);
  expect((await client.query("SELECT 9 AS nine")).rows).toEqual([{ nine: 9 }]);
  streamOf(lazy).destroy();
  await never;
});

/** The socket of a client, which pg's types do not tell of. */
function streamOf(of: pg.Client): Socket {
  return (of as unknown as { connection: { stream: Socket } }).connection.stream;
}
