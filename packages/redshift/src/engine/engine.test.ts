import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DatabaseImage } from "./database-image.ts";
import { Engine } from "./engine.ts";
import { EngineError } from "./engine-error.ts";

let root: string;
let image: DatabaseImage;
let engine: Engine;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "redshift-engine-"));
  image = new DatabaseImage(
    join(root, "cache"),
    "CREATE TABLE made (a int, b bytea); INSERT INTO made VALUES (1, '\\x00ff')",
  );
  await image.copyTo(join(root, "data"));
  engine = await Engine.open(join(root, "data"));
});

afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

test("a database made from an image holds what the image was given, every value as text", async () => {
  const result = await engine.exclusive((connection) =>
    connection.query("SELECT a, b, 1.50::numeric(6,2), true, '{\"a\": 1}'::jsonb, date '2026-01-02', NULL FROM made"),
  );
  expect(result.rows).toEqual([["1", "\\x00ff", "1.50", "t", '{"a": 1}', "2026-01-02", null]]);
});

test("holders of the connection come one after another, in the order they asked", async () => {
  const seen: string[] = [];
  const hold = (name: string) =>
    engine.exclusive(async (connection) => {
      seen.push(`${name} in`);
      await connection.query("SELECT 1");
      seen.push(`${name} out`);
    });
  await Promise.all([hold("a"), hold("b"), hold("c")]);
  expect(seen).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
});

test("a holder that fails does not keep the connection", async () => {
  await expect(engine.exclusive((connection) => connection.query("SELECT 1/0"))).rejects.toMatchObject({
    name: "EngineError",
    sqlState: "22012",
    message: "division by zero",
  });
  expect((await engine.exclusive((connection) => connection.query("SELECT 1"))).rows).toEqual([["1"]]);
});

/** Takes minutes. */
const ENDLESS = "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b WHERE a + b = 7";

test("what runs can be interrupted: its transaction is taken back, what was committed before is there", async () => {
  await engine.exclusive((connection) => connection.execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)"));
  const running = engine.exclusive(async (connection) => {
    await connection.execute("BEGIN; INSERT INTO kept VALUES (2)");
    const counting = connection.query(ENDLESS);
    setTimeout(() => engine.interrupt(), 300);
    await counting.finally(() => connection.execute("ROLLBACK"));
  });
  await expect(running).rejects.toMatchObject({ name: "EngineError", sqlState: "57014" });
  const found = await engine.exclusive((connection) => connection.query("SELECT n FROM kept"));
  expect(found.rows).toEqual([["1"]]);
});

test("to interrupt when nothing runs does nothing", async () => {
  engine.interrupt();
  expect((await engine.exclusive((connection) => connection.query("SELECT 1"))).rows).toEqual([["1"]]);
});

test("who waits may leave the line, and the others move up", async () => {
  const leaving = new AbortController();
  const held = await engine.hold();
  const left = engine.exclusive((connection) => connection.query("SELECT 1"), leaving.signal);
  const next = engine.exclusive((connection) => connection.query("SELECT 2"));
  expect(engine.waiting).toBe(2);
  leaving.abort(new Error("enough"));
  await expect(left).rejects.toThrow("enough");
  expect(engine.waiting).toBe(1);
  held.release();
  expect((await next).rows).toEqual([["2"]]);
});

test("parameters are text or bytes", async () => {
  const result = await engine.exclusive((connection) =>
    connection.query("SELECT $1::int + 1, $2::bytea, $3::text", ["41", Uint8Array.of(1, 0, 255), null]),
  );
  expect(result.rows).toEqual([["42", "\\x0100ff", null]]);
});

test("a closed engine refuses work by saying so", async () => {
  await image.copyTo(join(root, "other"));
  const other = await Engine.open(join(root, "other"));
  await other.close();
  await expect(other.exclusive((connection) => connection.query("SELECT 1"))).rejects.toThrow("The engine is closed");
  await expect(other.close()).resolves.toBeUndefined();
});

test("a folder that can't be opened is an EngineError", async () => {
  await expect(Engine.open("/dev/null/nowhere")).rejects.toBeInstanceOf(EngineError);
});
