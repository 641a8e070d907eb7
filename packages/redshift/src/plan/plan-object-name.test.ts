import { afterAll, beforeAll, expect, test } from "vitest";
import { TestRedshift } from "../test-redshift.ts";

let warehouse: TestRedshift;

beforeAll(async () => {
  warehouse = await TestRedshift.open();
  await warehouse.run("CREATE TABLE kept (n INTEGER)");
});

afterAll(() => warehouse.close());

test("a relation's name becomes its OID, with or without its schema", async () => {
  const [[bare, full]] = (await warehouse.run(
    "SELECT 'kept'::REGCLASS::OID, 'public.KEPT'::pg_catalog.regclass::pg_catalog.oid",
  )) as [[number, number]];
  expect(bare).toBeGreaterThan(0);
  expect(full).toBe(bare);
  expect(await warehouse.run(`SELECT ${bare}::OID::REGCLASS, '${bare}'::REGCLASS`)).toEqual([["kept", "kept"]]);
});

test("a name that nothing has is an error", async () => {
  await expect(warehouse.run("SELECT 'gone'::REGCLASS")).rejects.toThrow('relation "gone" does not exist');
});

test("PostgreSQL's operators have full names, and its types a schema", async () => {
  expect(
    await warehouse.run(
      "SELECT usename FROM pg_user WHERE usename OPERATOR(pg_catalog.~) '^(adm.*)$' AND 1::pg_catalog.int4 = 1",
    ),
  ).toEqual([["admin"]]);
});

test("ARRAY of a query is the leader node's, as REGCLASS is", async () => {
  expect(await warehouse.run("SELECT ARRAY(SELECT usename FROM pg_user WHERE usename = 'admin')")).toEqual([
    ["{admin}"],
  ]);
  for (const sql of ["SELECT ARRAY(SELECT n FROM kept)", "SELECT 'kept'::REGCLASS FROM kept"]) {
    await expect(warehouse.run(sql)).rejects.toThrow("not supported on Redshift tables");
  }
});

test("OID is a reserved word and a column nonetheless", async () => {
  await expect(warehouse.run("SELECT oid FROM kept")).rejects.toThrow('column "oid" does not exist');
  await expect(warehouse.run("CREATE TABLE keeps (oid INTEGER)")).rejects.toThrow('syntax error at or near "oid"');
});
