import { afterAll, beforeAll, expect, test } from "vitest";
import { TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift;

beforeAll(async () => {
  redshift = await TestRedshift.open();
  await redshift.land();
});

afterAll(() => redshift.close());

const ARRIVAL = Date.UTC(2026, 0, 2, 3, 4, 5);

function put(...values: readonly (readonly [string, string])[]): void {
  const [shard = ""] = redshift.stream.openShards;
  for (const [key, data] of values) redshift.stream.put(shard, data, ARRIVAL, key);
}

async function refresh(view: string): Promise<void> {
  await redshift.run(`REFRESH MATERIALIZED VIEW ${view}`);
}

const NUMBER = "FROM_VARBYTE(kinesis_data, 'utf8')::INTEGER";

test("AVG and HAVING are kept up as records come: a group is shown once it fits, and not before", async () => {
  await redshift.run(`CREATE MATERIALIZED VIEW busy AS
    SELECT partition_key AS sensor, COUNT(*) AS readings, AVG(${NUMBER}) AS mean, MAX(${NUMBER}) - MIN(${NUMBER}) AS span
    FROM kinesis_schema.readings GROUP BY partition_key HAVING COUNT(*) > 1 AND AVG(${NUMBER}) > 0`);
  put(["a", "1"], ["b", "10"], ["b", "13"]);
  await refresh("busy");
  expect(await redshift.run("SELECT * FROM busy ORDER BY sensor")).toEqual([["b", 2, 11, 3]]);
  put(["a", "4"], ["b", "-40"]);
  await refresh("busy");
  // A BIGINT average has no fraction: (1 + 4) / 2. The mean of b is below zero now.
  expect(await redshift.run("SELECT * FROM busy ORDER BY sensor")).toEqual([["a", 2, 2, 3]]);
  put(["b", "100"]);
  await refresh("busy");
  expect(await redshift.run("SELECT * FROM busy ORDER BY sensor")).toEqual([
    ["a", 2, 2, 3],
    ["b", 4, 20, 140],
  ]);
  expect(
    await redshift.run(
      "SELECT column_name, data_type FROM svv_columns WHERE table_name = 'busy' ORDER BY ordinal_position",
    ),
  ).toEqual([
    ["sensor", "character varying"],
    ["readings", "bigint"],
    ["mean", "bigint"],
    ["span", "integer"],
  ]);
});

test("averages of decimals and floats, and of no values, are those of AVG", async () => {
  await redshift.run(`CREATE MATERIALIZED VIEW means AS
    SELECT AVG(${NUMBER}::DECIMAL(8, 2)) AS exact, AVG(${NUMBER}::FLOAT8 / 2) AS half, AVG(NULLIF(1, 1)) AS none FROM kinesis_schema.readings`);
  await refresh("means");
  await refresh("landed");
  const [expected] = await redshift.run(
    `SELECT AVG(${NUMBER}::DECIMAL(8, 2)), AVG(${NUMBER}::FLOAT8 / 2), AVG(NULLIF(1, 1)) FROM landed`,
  );
  expect(await redshift.run("SELECT * FROM means")).toEqual([expected]);
});

test("groups by expressions, aliases and ordinals, and by what is not shown", async () => {
  await redshift.run(`CREATE MATERIALIZED VIEW hourly AS
    SELECT DATE_TRUNC('hour', approximate_arrival_timestamp) AS hour, COUNT(*) * 2 AS twice, UPPER(partition_key)
    FROM kinesis_schema.readings record GROUP BY 1, UPPER(record.partition_key), shard_id`);
  await refresh("hourly");
  expect(await redshift.run("SELECT * FROM hourly ORDER BY 3")).toEqual([
    ["2026-01-02 03:00:00", 4, "A"],
    ["2026-01-02 03:00:00", 8, "B"],
  ]);
  await redshift.run(
    "CREATE MATERIALIZED VIEW unshown AS SELECT COUNT(*) AS n FROM kinesis_schema.readings GROUP BY partition_key",
  );
  await refresh("unshown");
  put(["a", "5"]);
  await refresh("unshown");
  expect(await redshift.run("SELECT n FROM unshown ORDER BY n")).toEqual([[3], [4]]);
});

test("NULL is a group of its own, and grows", async () => {
  await redshift.run(
    `CREATE MATERIALIZED VIEW gaps AS SELECT NULLIF(partition_key, 'a') AS sensor, SUM(${NUMBER}) AS total FROM kinesis_schema.readings GROUP BY sensor`,
  );
  await refresh("gaps");
  put(["a", "7"]);
  await refresh("gaps");
  expect(await redshift.run("SELECT * FROM gaps ORDER BY sensor NULLS FIRST")).toEqual([
    [null, 17],
    ["b", 83],
  ]);
});

test("DELETE and TRUNCATE forget groups; a view on top holds it; DROP takes all of it", async () => {
  await redshift.run("DELETE FROM busy WHERE sensor = 'b'");
  expect(await redshift.run("SELECT sensor FROM busy")).toEqual([["a"]]);
  put(["b", "1"], ["b", "3"]);
  await refresh("busy");
  expect(await redshift.run("SELECT sensor, readings, mean FROM busy ORDER BY sensor")).toEqual([
    ["a", 4, 4],
    ["b", 2, 2],
  ]);
  await redshift.run("TRUNCATE busy");
  expect(await redshift.run("SELECT * FROM busy")).toEqual([]);
  await redshift.run("CREATE VIEW above AS SELECT sensor FROM busy");
  await expect(redshift.run("DROP MATERIALIZED VIEW busy")).rejects.toThrow("other objects depend on it");
  await redshift.run("DROP VIEW above");
  await redshift.run("DROP MATERIALIZED VIEW busy");
  await redshift.run("CREATE MATERIALIZED VIEW busy AS SELECT COUNT(*) AS n FROM kinesis_schema.readings");
  expect(await redshift.run("SELECT * FROM busy")).toEqual([]);
});

test("a column that is neither grouped nor aggregated is refused, and so is more than one grouping at once", async () => {
  const create = (query: string) => redshift.run(`CREATE MATERIALIZED VIEW bad AS ${query}`);
  await expect(create("SELECT shard_id, COUNT(*) AS n FROM kinesis_schema.readings")).rejects.toThrow(
    'column "shard_id" must appear in the GROUP BY clause or be used in an aggregate function',
  );
  await expect(
    create("SELECT shard_id, COUNT(*) AS n FROM kinesis_schema.readings GROUP BY ROLLUP (shard_id)"),
  ).rejects.toThrow("ROLLUP is not supported");
  await expect(create("SELECT kinesis_data FROM kinesis_schema.readings GROUP BY 1")).rejects.toThrow(
    "grouping by VARBYTE is not supported",
  );
});
