import { expect, test } from "vitest";
import type { STREAMING_RULES } from "../plan/streaming-rules.ts";
import { checkStatements } from "./check-statements.ts";

const FROM = "FROM kinesis_schema.readings";

/** A view that breaks each rule. */
const BROKEN: Readonly<Record<keyof typeof STREAMING_RULES, string>> = {
  "common table": `WITH a AS (SELECT kinesis_data ${FROM}) SELECT * FROM a`,
  subquery: `SELECT x FROM (SELECT kinesis_data AS x ${FROM}) q`,
  join: `SELECT a.shard_id ${FROM} a JOIN other b ON a.shard_id = b.shard_id`,
  "set operation": `SELECT shard_id ${FROM} UNION SELECT shard_id ${FROM}`,
  "sorted or limited": `SELECT shard_id ${FROM} LIMIT 100`,
  distinct: `SELECT DISTINCT shard_id ${FROM}`,
  window: `SELECT ROW_NUMBER() OVER (ORDER BY shard_id) AS n ${FROM}`,
  "select into": `SELECT shard_id INTO other ${FROM}`,
  aggregate: `SELECT COUNT(DISTINCT shard_id) AS n ${FROM}`,
  grouping: `SELECT shard_id, COUNT(*) AS n ${FROM} GROUP BY ROLLUP (shard_id)`,
  "group by bytes": `SELECT kinesis_data, COUNT(*) AS n ${FROM} GROUP BY kinesis_data`,
  "mutable function": `SELECT shard_id ${FROM} WHERE approximate_arrival_timestamp > GETDATE()`,
  "automatic refresh": `SELECT approximate_arrival_timestamp::VARCHAR AS at ${FROM}`,
  "navigation by alias": `SELECT JSON_PARSE(kinesis_data) AS payload, payload.sensor_id ${FROM}`,
  "one stream": `SELECT tag ${FROM} r, r.partition_key.tags AS tag`,
};

test.each(Object.entries(BROKEN).filter(([rule]) => rule !== "one stream"))(
  "a view that breaks the rule of %s hears which, where it is written and what to write",
  (rule, query) => {
    const auto = rule === "automatic refresh" ? "AUTO REFRESH YES " : "";
    const text = `CREATE MATERIALIZED VIEW v ${auto}AS ${query}`;
    const [finding, ...others] = checkStatements(["CREATE TABLE other (shard_id CHAR(20))", text], []);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ statement: 1, kind: "refused", rule });
    expect(finding?.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/redshift\/latest\/dg\/[\w-]+\.html$/);
    expect(finding?.offset).toBeGreaterThan(20);
    expect(finding?.why).not.toBe("");
    expect(finding?.rewrite).not.toBe("");
  },
);

test("statements may define what others before them read, and Redshift's own relations are known", () => {
  const system = [
    {
      schema: "pg_catalog",
      name: "svv_mv_info",
      kind: "system" as const,
      columns: [{ name: "name", type: { name: "char" as const, length: 128 } }],
      engineName: "svv_mv_info",
    },
  ];
  expect(
    checkStatements(
      [
        "SELECT x FROM c WHERE x IN (SELECT name FROM svv_mv_info)",
        "CREATE VIEW c AS SELECT x FROM b",
        "CREATE TABLE b AS SELECT x FROM a",
        "CREATE TABLE a (x VARCHAR(10))",
        "CREATE MATERIALIZED VIEW m SORTKEY (x) AS SELECT x FROM a",
      ],
      system,
    ),
  ).toEqual([]);
});

test("rules of every materialized view are told as well", () => {
  const messages = checkStatements(
    [
      "CREATE TABLE a (x INTEGER)",
      "CREATE VIEW b AS SELECT x FROM a",
      "CREATE MATERIALIZED VIEW c AS SELECT x FROM a ORDER BY x",
      "CREATE MATERIALIZED VIEW d AS SELECT x FROM b",
      "CREATE MATERIALIZED VIEW e AUTO REFRESH YES AS SELECT GETDATE() AS t FROM a",
      "CREATE MATERIALIZED VIEW f SORTKEY (y) AS SELECT x FROM a",
      "CREATE OR REPLACE MATERIALIZED VIEW g AS SELECT x FROM a",
    ],
    [],
  ).map(({ statement, message }) => [statement, message]);
  expect(messages).toEqual([
    [2, "ORDER BY, LIMIT and OFFSET are not supported in a materialized view"],
    [3, 'a materialized view can\'t read the view "b"'],
    [4, expect.stringContaining("Found mutable function :getdate.;")],
    [5, 'sort key column "y" does not exist'],
    [6, expect.stringContaining("syntax error")],
  ]);
});
