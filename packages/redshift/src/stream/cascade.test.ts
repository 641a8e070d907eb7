import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "../sql/parse.ts";
import { ADMIN, asRole, TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift;

beforeAll(async () => {
  redshift = await TestRedshift.open();
  await redshift.land();
  await redshift.run(
    "CREATE MATERIALIZED VIEW numbers AS SELECT payload.n::INTEGER AS n FROM landed WHERE payload IS NOT NULL",
  );
  await redshift.run("CREATE MATERIALIZED VIEW total AS SELECT SUM(100 / n) AS s, COUNT(*) AS c FROM numbers");
});

afterAll(() => redshift.close());

function put(...data: readonly string[]): void {
  const [shard = ""] = redshift.stream.openShards;
  for (const item of data) redshift.stream.put(shard, item, Date.UTC(2026, 0, 2));
}

async function counts(): Promise<unknown> {
  return (
    await redshift.run("SELECT (SELECT COUNT(*) FROM landed), (SELECT COUNT(*) FROM numbers), (SELECT c FROM total)")
  )[0];
}

test("CASCADE reads the stream first, then brings the views on it up to date, in order", async () => {
  put('{"n": 1}', '{"n": 4}');
  await redshift.run("REFRESH MATERIALIZED VIEW total CASCADE");
  expect(await counts()).toEqual([2, 2, 2]);
  put('{"n": 2}');
  await redshift.run("REFRESH MATERIALIZED VIEW numbers CASCADE");
  expect(await counts()).toEqual([3, 3, 2]);
  expect(await redshift.run("SELECT TRIM(name), is_stale FROM svv_mv_info ORDER BY name")).toEqual([
    ["landed", "f"],
    ["numbers", "f"],
    ["total", "t"],
  ]);
  await redshift.run("REFRESH MATERIALIZED VIEW total");
  expect(await counts()).toEqual([3, 3, 3]);
});

test("a member that fails takes all of them back, the records of the stream too", async () => {
  put('{"n": 0}');
  await expect(redshift.run("REFRESH MATERIALIZED VIEW total CASCADE")).rejects.toThrow("division by zero");
  expect(await counts()).toEqual([3, 3, 3]);
  expect(
    await redshift.run(
      "SELECT TRIM(mv_name), status FROM sys_mv_refresh_history WHERE status LIKE '%failed%' OR status LIKE '%skipped%' ORDER BY mv_name",
    ),
  ).toEqual([
    ["landed", "Cascade refresh skipped due to materialized view public.total not refreshed."],
    ["numbers", "Cascade refresh skipped due to materialized view public.total not refreshed."],
    ["total", expect.stringMatching(/^Refresh failed\. .*division by zero/)],
  ]);
  await redshift.run("REFRESH MATERIALIZED VIEW numbers CASCADE");
  expect(await counts()).toEqual([4, 4, 3]);
});

test("what the client is told", async () => {
  const session = redshift.redshift.openSession(ADMIN);
  const told = async (sql: string): Promise<unknown> => {
    const [parsed] = parse(sql);
    if (parsed === undefined) throw new Error(sql);
    return (await session.execute(parsed, { signal: new AbortController().signal })).notices;
  };
  expect(await told("REFRESH MATERIALIZED VIEW landed")).toEqual([
    "INFO:  Materialized view landed was incrementally updated successfully.",
  ]);
  await told("CREATE TABLE a (a INT)");
  await told("CREATE MATERIALIZED VIEW b AS SELECT * FROM a");
  await told("CREATE MATERIALIZED VIEW c AS SELECT * FROM b");
  await told("INSERT INTO a VALUES (1)");
  expect(await told("REFRESH MATERIALIZED VIEW c")).toEqual([
    "INFO:  Materialized view c is already up to date.  However, it depends on another materialized view that is not up to date.",
  ]);
  expect(await told("REFRESH MATERIALIZED VIEW b")).toEqual([
    "INFO:  Materialized view b was incrementally updated successfully.",
  ]);
  expect(await told("REFRESH MATERIALIZED VIEW c")).toEqual([
    "INFO:  Materialized view c was incrementally updated successfully.",
  ]);
  expect(await told("CREATE MATERIALIZED VIEW d AS SELECT a FROM a UNION SELECT 2")).toEqual([
    "WARNING:  An incrementally maintained materialized view could not be created, reason: Set operations are not supported. The materialized view created, d, will be recomputed from scratch for every REFRESH.",
  ]);
  expect(await told("DROP MATERIALIZED VIEW IF EXISTS nothing")).toEqual([
    'INFO:  Materialized View "nothing" does not exist and will be skipped',
  ]);
  await session.close();
});

test("only who owns every view of a cascade, or a superuser, may refresh it", async () => {
  const reader = asRole("reader");
  await redshift.run("SELECT 1", reader);
  await redshift.run('GRANT SELECT ON numbers TO "IAMR:reader"');
  await redshift.run("CREATE MATERIALIZED VIEW mine AS SELECT n FROM numbers", reader);
  await redshift.run("REFRESH MATERIALIZED VIEW mine", reader);
  await expect(redshift.run("REFRESH MATERIALIZED VIEW mine CASCADE", reader)).rejects.toThrow(
    "must be owner of relation",
  );
  await redshift.run("REFRESH MATERIALIZED VIEW mine CASCADE");
});
