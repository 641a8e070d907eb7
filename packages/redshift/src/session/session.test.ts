import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { SignIn } from "../sign-in.ts";
import { ADMIN, asRole, TestRedshift } from "../test-redshift.ts";
import type { Session } from "./session.ts";

let warehouse: TestRedshift;
const sessions: Session[] = [];

beforeAll(async () => {
  warehouse = await TestRedshift.open();
  await warehouse.run("CREATE TABLE kept (a INTEGER)");
});

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
  await warehouse.run("DELETE FROM kept");
});

afterAll(() => warehouse.close());

function open(signIn: SignIn = ADMIN): Session {
  const session = warehouse.redshift.openSession(signIn);
  sessions.push(session);
  return session;
}

/** Runs one statement. @returns its rows */
async function run(session: Session, sql: string): Promise<readonly (readonly (string | null)[])[]> {
  const [parsed] = session.parse(sql);
  if (parsed === undefined) throw new Error("nothing to run");
  const outcome = await session.execute(parsed, { signal: new AbortController().signal });
  return outcome.resultSet?.rows ?? [];
}

test("what a transaction does is there once it is committed, and not when it is rolled back", async () => {
  const session = open();
  await run(session, "BEGIN");
  expect(session.transactionStatus).toBe("open");
  await run(session, "INSERT INTO kept VALUES (1)");
  await run(session, "ROLLBACK");
  expect(await run(session, "SELECT COUNT(*) FROM kept")).toEqual([["0"]]);
  await run(session, "START TRANSACTION");
  await run(session, "INSERT INTO kept VALUES (1)");
  await run(session, "END");
  expect(await run(open(), "SELECT COUNT(*) FROM kept")).toEqual([["1"]]);
});

test("a statement that fails aborts its transaction: only its end is heard, and COMMIT rolls it back", async () => {
  const session = open();
  await run(session, "BEGIN");
  await run(session, "INSERT INTO kept VALUES (1)");
  await expect(run(session, "SELECT 1/0")).rejects.toThrow(/division by zero/i);
  expect(session.transactionStatus).toBe("failed");
  await expect(run(session, "SELECT 1")).rejects.toMatchObject({ sqlState: "25P02" });
  const [commit] = session.parse("COMMIT");
  if (commit === undefined) throw new Error("parsed");
  const outcome = await session.execute(commit, { signal: new AbortController().signal });
  expect(outcome.rolledBack).toBe(true);
  expect(await run(session, "SELECT COUNT(*) FROM kept")).toEqual([["0"]]);
});

test("TRUNCATE commits the transaction it is in", async () => {
  const session = open();
  await run(session, "BEGIN");
  await run(session, "CREATE TABLE emptied (a INTEGER)");
  await run(session, "TRUNCATE emptied");
  expect(session.transactionStatus).toBe("idle");
  await run(session, "ROLLBACK");
  expect(await run(session, "SELECT COUNT(*) FROM emptied")).toEqual([["0"]]);
});

test("while a transaction is open others wait for it, and one that idles is taken back", async () => {
  const [holder, other] = [open(), open()];
  await run(holder, "BEGIN");
  await run(holder, "INSERT INTO kept VALUES (1)");
  expect(await run(other, "SELECT COUNT(*) FROM kept")).toEqual([["0"]]);
  await expect(run(holder, "COMMIT")).rejects.toMatchObject({ sqlState: "25P03" });
}, 60_000);

test("a temporary table is its session's own, hides one of the same name and is gone with it", async () => {
  const [one, other] = [open(), open()];
  await run(one, "CREATE TEMP TABLE kept (b VARCHAR(5))");
  await run(one, "INSERT INTO kept VALUES ('mine')");
  expect(await run(one, "SELECT b FROM kept")).toEqual([["mine"]]);
  await expect(run(other, "SELECT b FROM kept")).rejects.toThrow('column "b" does not exist');
  await expect(run(one, "CREATE TEMP TABLE public.mine (b INTEGER)")).rejects.toMatchObject({ sqlState: "42P16" });
  await one.close();
  expect(await warehouse.run("SELECT table_name FROM svv_tables WHERE table_schema LIKE 'redshift_temp%'")).toEqual([]);
});

test("settings last as long as the session, a transaction that is rolled back takes them back, and LOCAL ends with it", async () => {
  const session = open();
  await run(session, "SET query_group TO 'mine'");
  await run(session, "BEGIN");
  await run(session, "SET query_group TO 'other'");
  await run(session, "SET LOCAL timezone TO 'America/New_York'");
  expect(await run(session, "SHOW timezone")).toEqual([["America/New_York"]]);
  await run(session, "ROLLBACK");
  expect(await run(session, "SHOW query_group")).toEqual([["mine"]]);
  expect(await run(session, "SHOW timezone")).toEqual([["UTC"]]);
  await run(session, "RESET ALL");
  expect(await run(session, "SHOW query_group")).toEqual([["unset"]]);
  await expect(run(session, "SET no_such_thing TO 1")).rejects.toMatchObject({ sqlState: "42704" });
  await expect(run(session, "SET json_serialization_enable TO on")).rejects.toMatchObject({ sqlState: "0A000" });
  await expect(run(session, "SET wlm_query_slot_count TO 51")).rejects.toMatchObject({ sqlState: "22023" });
});

test("GETDATE follows the session's time zone", async () => {
  const session = open();
  await run(session, "SET timezone TO 'America/New_York'");
  const [[hours] = []] = await run(
    session,
    "SELECT DATEDIFF(hour, GETDATE(), CONVERT_TIMEZONE('America/New_York', 'UTC', GETDATE()))",
  );
  expect(["4", "5"]).toContain(hours);
  expect(await run(session, "SELECT TIMESTAMPTZ '2026-07-01 12:00:00+00'")).toEqual([["2026-07-01 08:00:00-04"]]);
});

test("names without a schema are looked for, and objects made, along the search path", async () => {
  const session = open();
  await run(session, "CREATE SCHEMA IF NOT EXISTS side");
  await run(session, "SET search_path TO side, public");
  await run(session, "CREATE TABLE IF NOT EXISTS beside (a INTEGER)");
  expect(await run(session, "SELECT COUNT(*) FROM side.beside")).toEqual([["0"]]);
  await expect(run(open(), "SELECT * FROM beside")).rejects.toThrow('relation "beside" does not exist');
  await run(session, "SET search_path TO nowhere");
  await expect(run(session, "CREATE TABLE t (a INTEGER)")).rejects.toMatchObject({ sqlState: "3F000" });
});

test("a quoted identifier keeps its case when the session says so", async () => {
  const session = open();
  expect(await run(session, 'SELECT COUNT(*) FROM "KEPT"')).toEqual([["0"]]);
  await run(session, "SET enable_case_sensitive_identifier TO true");
  await expect(run(session, 'SELECT COUNT(*) FROM "KEPT"')).rejects.toThrow('relation "KEPT" does not exist');
  await run(session, "SET describe_field_name_in_uppercase TO on");
  const [parsed] = session.parse("SELECT 1 AS few");
  if (parsed === undefined) throw new Error("parsed");
  expect((await session.describe(parsed))?.map(({ name }) => name)).toEqual(["FEW"]);
});

test("a statement that runs into statement_timeout is cancelled, and a cancelled one changes nothing", async () => {
  const session = open(asRole("slow"));
  await run(session, "SET statement_timeout TO 1");
  await expect(run(session, "SELECT COUNT(*) FROM svv_columns a, svv_columns b")).rejects.toMatchObject({
    sqlState: "57014",
  });
});

test("statements of one session run in the order they come, however many are sent at once", async () => {
  const session = open();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => run(session, `INSERT INTO kept VALUES (${index})`)).concat([
      run(session, "SELECT COUNT(*), MAX(a) FROM kept"),
    ]),
  );
  expect(answers.at(-1)).toEqual([["20", "19"]]);
});

test("ALTER USER ... SET gives the user's next sessions a value to begin with, and RESET goes back to it", async () => {
  const abroad: SignIn = { ...asRole("abroad"), databaseUser: "abroad" };
  await run(open(), "CREATE USER abroad PASSWORD DISABLE");
  const before = open(abroad);
  await run(open(), "ALTER USER abroad SET timezone TO 'America/New_York'");
  expect(await run(before, "SHOW timezone")).toEqual([["UTC"]]);
  const after = open(abroad);
  expect(await run(after, "SHOW timezone")).toEqual([["America/New_York"]]);
  expect(await run(after, "SELECT '2008-06-01 12:00:00+00'::timestamptz::varchar")).toEqual([
    ["2008-06-01 08:00:00-04"],
  ]);
  await run(after, "SET timezone TO 'Asia/Tokyo'");
  await run(after, "RESET timezone");
  expect(await run(after, "SHOW timezone")).toEqual([["America/New_York"]]);
  await run(open(), "ALTER USER abroad RESET timezone");
  expect(await run(open(abroad), "SHOW timezone")).toEqual([["UTC"]]);
});

test("CANCEL leaves a session that runs nothing as it is, and only one's own may be cancelled", async () => {
  const session = open();
  await run(open(), `CANCEL ${session.pid} 'enough'`);
  expect(await run(session, "SELECT 1")).toEqual([["1"]]);
  await expect(run(open(asRole("stranger")), `CANCEL ${session.pid}`)).rejects.toMatchObject({ sqlState: "42501" });
});
