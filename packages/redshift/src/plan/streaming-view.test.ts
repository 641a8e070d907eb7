import { expect, test } from "vitest";
import { parse } from "../sql/parse.ts";
import type { CreateMaterializedView } from "../sql/tree.ts";
import type { Catalog, CatalogRelation } from "./catalog.ts";
import { planStreamingView, STREAM_COLUMNS } from "./streaming-view.ts";

const stream = (name: string): CatalogRelation => ({
  schema: "kinesis_schema",
  name,
  kind: "stream",
  columns: STREAM_COLUMNS,
  engineName: `"kinesis_schema"."${name}"`,
});

const RELATIONS = [
  stream("demo-stream"),
  stream("other"),
  { ...stream("plain"), schema: "public", kind: "table", engineName: '"public"."plain"' } as const,
];

const catalog: Catalog = {
  relation: (schema, name) => RELATIONS.find((one) => one.name === name && one.schema === (schema ?? "public")),
};

function define(query: string, autoRefresh = "NO"): CreateMaterializedView {
  const [first] = parse(`CREATE MATERIALIZED VIEW v AUTO REFRESH ${autoRefresh} AS ${query}`);
  if (first?.statement.kind !== "create materialized view") throw new Error("not a materialized view");
  return first.statement;
}

const FROM = 'FROM kinesis_schema."demo-stream"';
const REASON = "Materialized view over stream could not be created, reason: ";

/** https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html and reports of real clusters */
const REFUSED: readonly (readonly [string, string, string])[] = [
  ["a CTE", `WITH a AS (SELECT kinesis_data ${FROM}) SELECT * FROM a`, `${REASON}Column aliases are not supported.`],
  ["a subquery", `SELECT x FROM (SELECT kinesis_data AS x ${FROM}) q`, `${REASON}Column aliases are not supported.`],
  [
    "a subquery in WHERE",
    `SELECT kinesis_data ${FROM} WHERE shard_id IN (SELECT shard_id FROM plain)`,
    `${REASON}Column aliases are not supported.`,
  ],
  [
    "a join",
    `SELECT s.kinesis_data ${FROM} s JOIN plain p ON s.shard_id = p.shard_id`,
    `${REASON}joins are not supported`,
  ],
  ["two streams", `SELECT a.kinesis_data ${FROM} a, kinesis_schema.other b`, `${REASON}joins are not supported`],
  ["UNION", `SELECT shard_id ${FROM} UNION ALL SELECT shard_id ${FROM}`, `${REASON}UNION is not supported`],
  ["a window", `SELECT ROW_NUMBER() OVER (ORDER BY shard_id) ${FROM}`, `${REASON}window functions are not supported`],
  ["DISTINCT", `SELECT DISTINCT shard_id ${FROM}`, `${REASON}DISTINCT is not supported`],
  ["a DISTINCT aggregate", `SELECT COUNT(DISTINCT shard_id) ${FROM}`, `${REASON}DISTINCT aggregates are not supported`],
  ["MEDIAN", `SELECT MEDIAN(LEN(partition_key)) ${FROM}`, `${REASON}aggregate function MEDIAN is not supported`],
  ["ORDER BY", `SELECT shard_id ${FROM} ORDER BY shard_id`, `${REASON}ORDER BY is not supported`],
  ["LIMIT", `SELECT shard_id ${FROM} LIMIT 100`, `${REASON}LIMIT is not supported`],
  [
    "grouping by VARBYTE",
    `SELECT kinesis_data, COUNT(*) ${FROM} GROUP BY kinesis_data`,
    `${REASON}grouping by VARBYTE is not supported`,
  ],
  [
    "GETDATE",
    `SELECT shard_id ${FROM} WHERE approximate_arrival_timestamp >= DATEADD(hour, -24, GETDATE())`,
    `${REASON}mutable function getdate is not supported`,
  ],
  ["RANDOM", `SELECT RANDOM() ${FROM}`, `${REASON}mutable function random is not supported`],
  [
    "navigation by alias",
    `SELECT JSON_PARSE(kinesis_data) AS payload, payload.sensor_id ${FROM}`,
    'navigation on column "payload" is not allowed as it is not SUPER type',
  ],
  [
    "JSON_VALID",
    `SELECT shard_id ${FROM} WHERE JSON_VALID(kinesis_data)`,
    "function json_valid(binary varying) does not exist",
  ],
  [
    "text out of VARBYTE without a conversion",
    `SELECT JSON_EXTRACT_PATH_TEXT(kinesis_data, 'a') ${FROM}`,
    'function json_extract_path_text(binary varying, "unknown") does not exist',
  ],
  ["a column a stream has not", `SELECT data ${FROM}`, 'column "data" does not exist in demo-stream'],
];

test.each(REFUSED)("a streaming view with %s is refused", (_, query, words) => {
  expect(() => planStreamingView(define(query), { catalog }, '"staging"')).toThrow(words);
});

test.each([
  ["GETDATE()", "getdate"],
  ["approximate_arrival_timestamp::VARCHAR", "text"],
  ["JSON_PARSE(kinesis_data)", undefined],
  ["partition_key::TIMESTAMP", "timestamp"],
  ["DATE_TRUNC('hour', approximate_arrival_timestamp)", undefined],
])("AUTO REFRESH YES with %s finds the mutable function %s", (expression, found) => {
  const plan = (): unknown =>
    planStreamingView(define(`SELECT ${expression} ${FROM}`, "YES"), { catalog }, '"staging"');
  if (found === undefined) expect(plan).not.toThrow();
  else {
    expect(plan).toThrow(
      `materialized view cannot be created, reason: auto refresh is not supported for materialized view with mutable function. Found mutable function :${found}.;`,
    );
  }
});

test("the landing view is planned over the staged batch, its JSON read once", () => {
  const planned = planStreamingView(
    define(
      `SELECT *, CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload ${FROM} AS record WHERE LEN(kinesis_data) > 0`,
    ),
    { catalog },
    '"staging"',
  );
  expect(planned?.stream.name).toBe("demo-stream");
  expect(planned?.columns.map((column) => column.name)).toEqual([
    ...STREAM_COLUMNS.map((column) => column.name),
    "payload",
  ]);
  expect(planned?.body).toContain('FROM "staging" AS "record"');
  expect(planned?.body.match(/json_or_null/g)).toHaveLength(1);
  expect(planned?.groups).toBeUndefined();
});

test("a grouping view tells how its groups grow", () => {
  const planned = planStreamingView(
    define(`SELECT shard_id, COUNT(*), MAX(refresh_time) AS newest, SUM(LEN(kinesis_data)) ${FROM} GROUP BY shard_id`),
    { catalog },
    '"staging"',
  );
  expect(planned?.groups?.columns.map(({ combine }) => combine)).toEqual(["group", "key", "count", "max", "sum"]);
  const average = planStreamingView(
    define(`SELECT AVG(LEN(kinesis_data)) AS mean ${FROM} HAVING COUNT(*) > 1`),
    { catalog },
    '"staging"',
  );
  expect(average?.groups?.columns.map(({ combine }) => combine)).toEqual(["group", "sum", "count", "count"]);
  expect(average?.groups?.computed.map(({ type }) => type.name)).toEqual(["bigint"]);
});

test("a query that reads no stream is no streaming view", () => {
  expect(planStreamingView(define("SELECT shard_id FROM plain"), { catalog }, '"staging"')).toBeUndefined();
});
