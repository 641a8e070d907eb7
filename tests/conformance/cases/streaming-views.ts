import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

const SCHEMA = "CREATE EXTERNAL SCHEMA kds FROM KINESIS IAM_ROLE default";
const FROM = 'FROM kds."conformance-readings"';
const FROM_OTHER = 'FROM kds_refusing."conformance-readings"';
const REASON = "Materialized view over stream could not be created, reason: ";

function refused(query: string, error: string, source?: string): ConformanceCase {
  const sql = `CREATE MATERIALIZED VIEW refused AS ${query}`;
  return source === undefined ? { sql, error } : { sql, error, source };
}

let count = 0;

/** A definition that Redshift takes. */
function taken(query: string, clauses = ""): ConformanceCase {
  count += 1;
  return { sql: `CREATE MATERIALIZED VIEW taken_${count} ${clauses} AS ${query}`, done: true };
}

/** Aggregates that new records can't be added to. */
const NOT_MAINTAINED = [
  "MEDIAN(LEN(partition_key))",
  "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY LEN(partition_key))",
  "LISTAGG(partition_key, ',')",
  "STDDEV_SAMP(LEN(partition_key))",
  "STDDEV_POP(LEN(partition_key))",
  "VARIANCE(LEN(partition_key))",
  "BIT_AND(LEN(partition_key))",
  "BIT_OR(LEN(partition_key))",
  "BOOL_AND(partition_key = 'a')",
  "APPROXIMATE COUNT(DISTINCT partition_key)",
  "COUNT(DISTINCT shard_id)",
  "SUM(DISTINCT LEN(partition_key))",
  "AVG(DISTINCT LEN(partition_key))",
];

/** Functions whose result is another at each refresh. */
const MUTABLE = ["GETDATE()", "SYSDATE", "CURRENT_DATE", "RANDOM()"];

export const PAGES: readonly ConformancePage[] = [
  {
    page: "materialized-view-streaming-ingestion-getting-started",
    setup: [SCHEMA],
    cases: [
      {
        sql: `CREATE MATERIALIZED VIEW my_view AS SELECT approximate_arrival_timestamp, JSON_PARSE(kinesis_data) AS data ${FROM} WHERE CAN_JSON_PARSE(kinesis_data)`,
        done: true,
      },
      {
        sql: "SELECT * FROM my_view",
        rows: [],
        columns: ["approximate_arrival_timestamp", "data"],
        types: ["timestamp", "super"],
      },
      { sql: "REFRESH MATERIALIZED VIEW my_view", done: true },
      {
        sql: "SELECT status FROM sys_mv_refresh_history WHERE mv_name = 'my_view'",
        rows: [["Refresh successfully updated MV incrementally. Stream returned no new data."]],
        source: "r_SVL_MV_REFRESH_STATUS",
      },
      { sql: `CREATE MATERIALIZED VIEW everything AS SELECT * ${FROM}`, done: true },
      {
        sql: "SELECT * FROM everything",
        rows: [],
        columns: [
          "approximate_arrival_timestamp",
          "partition_key",
          "shard_id",
          "sequence_number",
          "refresh_time",
          "kinesis_data",
        ],
        types: ["timestamp", "varchar", "bpchar", "varchar", "timestamp", "varbyte"],
      },
      taken(`SELECT kinesis.kinesis_data ${FROM} AS kinesis WHERE kinesis.shard_id LIKE 'shardId-%'`),
      taken(`SELECT FROM_VARBYTE(kinesis_data, 'utf-8') AS data, UPPER(partition_key) AS k ${FROM}`),
      taken(`SELECT CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload ${FROM}`),
      taken(`SELECT JSON_EXTRACT_PATH_TEXT(FROM_VARBYTE(kinesis_data, 'utf-8'), 'a') AS a ${FROM}`),
      taken(`SELECT DATE_TRUNC('hour', approximate_arrival_timestamp) AS h, refresh_time ${FROM}`),
      taken(
        `SELECT shard_id, COUNT(*) AS n, SUM(LEN(partition_key)) AS s, MIN(refresh_time) AS lo, MAX(refresh_time) AS hi ${FROM} GROUP BY shard_id`,
      ),
      taken(`SELECT shard_id, AVG(LEN(partition_key)) AS mean ${FROM} GROUP BY shard_id HAVING COUNT(*) > 1`),
      taken(`SELECT COUNT(kinesis_data) AS n, MIN(kinesis_data) AS lo, MAX(kinesis_data) AS hi ${FROM}`),
      taken(`SELECT partition_key, shard_id, sequence_number ${FROM}`, "DISTKEY(1) SORTKEY(3) AUTO REFRESH YES"),
      taken(`SELECT partition_key ${FROM}`, "BACKUP NO DISTSTYLE EVEN SORTKEY (partition_key) AUTO REFRESH NO"),
      { sql: `CREATE MATERIALIZED VIEW v AS SELECT kinesis_data FROM kds."other-stream"`, error: "other-stream" },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT kinesis_data FROM nowhere.readings", error: "nowhere" },
      { sql: `CREATE MATERIALIZED VIEW v AS SELECT data ${FROM}`, error: 'column "data" does not exist' },
      { sql: `CREATE MATERIALIZED VIEW v AS SELECT approximatearrivaltimestamp ${FROM}`, error: "does not exist" },
      { sql: `SELECT * ${FROM}`, error: "readings" },
      { sql: `CREATE VIEW v AS SELECT kinesis_data ${FROM}`, error: "readings" },
      { sql: "CREATE TABLE kds.t (a INT)", error: "kds" },
      { sql: `INSERT INTO kds."conformance-readings" VALUES (1)`, error: "readings" },
    ],
  },
  {
    page: "materialized-view-streaming-ingestion",
    setup: [SCHEMA.replace("kds", "kds_refusing"), "CREATE TABLE sensors (k VARCHAR(256), name VARCHAR(20))"],
    cases: [
      refused(
        `WITH a AS (SELECT kinesis_data ${FROM_OTHER}) SELECT * FROM a`,
        `${REASON}Column aliases are not supported.`,
      ),
      refused(`SELECT x FROM (SELECT kinesis_data AS x ${FROM_OTHER}) q`, `${REASON}Column aliases are not supported.`),
      refused(`SELECT shard_id ${FROM_OTHER} WHERE partition_key IN (SELECT k FROM sensors)`, REASON),
      refused(`SELECT (SELECT MAX(name) FROM sensors) AS m ${FROM_OTHER}`, REASON),
      refused(
        `SELECT r.shard_id ${FROM_OTHER} r JOIN sensors s ON s.k = r.partition_key`,
        `${REASON}joins are not supported`,
      ),
      refused(
        `SELECT r.shard_id ${FROM_OTHER} r LEFT JOIN sensors s ON s.k = r.partition_key`,
        `${REASON}joins are not supported`,
      ),
      refused(
        `SELECT r.shard_id ${FROM_OTHER} r, sensors s WHERE s.k = r.partition_key`,
        `${REASON}joins are not supported`,
      ),
      refused(`SELECT a.shard_id ${FROM_OTHER} a, kds_refusing.other b`, `${REASON}joins are not supported`),
      refused(
        `SELECT shard_id ${FROM_OTHER} UNION ALL SELECT shard_id ${FROM_OTHER}`,
        `${REASON}UNION is not supported`,
      ),
      refused(`SELECT shard_id ${FROM_OTHER} INTERSECT SELECT k FROM sensors`, REASON),
      refused(`SELECT shard_id ${FROM_OTHER} EXCEPT SELECT k FROM sensors`, REASON),
      refused(`SELECT ROW_NUMBER() OVER (ORDER BY sequence_number) AS n ${FROM_OTHER}`, `${REASON}window functions`),
      refused(`SELECT shard_id ${FROM_OTHER} r QUALIFY ROW_NUMBER() OVER (ORDER BY sequence_number) = 1`, REASON),
      refused(`SELECT DISTINCT shard_id ${FROM_OTHER}`, `${REASON}DISTINCT is not supported`),
      refused(`SELECT shard_id ${FROM_OTHER} ORDER BY shard_id`, `${REASON}ORDER BY is not supported`),
      refused(`SELECT shard_id ${FROM_OTHER} LIMIT 5`, `${REASON}LIMIT is not supported`),
      refused(`SELECT shard_id ${FROM_OTHER} OFFSET 5`, `${REASON}OFFSET is not supported`),
      refused(`SELECT TOP 5 shard_id ${FROM_OTHER}`, `${REASON}TOP is not supported`),
      ...NOT_MAINTAINED.map((aggregate) =>
        refused(`SELECT ${aggregate} AS a ${FROM_OTHER}`, REASON, "materialized-view-refresh-sql-command"),
      ),
      ...MUTABLE.map((call) =>
        refused(
          `SELECT shard_id, ${call} AS m ${FROM_OTHER}`,
          "mutable function",
          "materialized-view-refresh-sql-command",
        ),
      ),
      refused(
        `SELECT shard_id ${FROM_OTHER} WHERE approximate_arrival_timestamp >= DATEADD(hour, -24, GETDATE())`,
        "mutable function getdate",
      ),
      {
        sql: `CREATE MATERIALIZED VIEW refused AUTO REFRESH YES AS SELECT shard_id ${FROM_OTHER} WHERE approximate_arrival_timestamp > GETDATE()`,
        error:
          "materialized view cannot be created, reason: auto refresh is not supported for materialized view with mutable function. Found mutable function :getdate.;",
      },
      {
        sql: `CREATE MATERIALIZED VIEW refused AUTO REFRESH YES AS SELECT approximate_arrival_timestamp::VARCHAR AS t ${FROM_OTHER}`,
        error: "Found mutable function :text.;",
      },
      refused(
        `SELECT JSON_PARSE(kinesis_data) AS payload, payload.sensor_id ${FROM_OTHER}`,
        'navigation on column "payload" is not allowed as it is not SUPER type',
      ),
      refused(
        `SELECT kinesis_data, COUNT(*) AS n ${FROM_OTHER} GROUP BY kinesis_data`,
        `${REASON}grouping by VARBYTE`,
        "r_VARBYTE_type",
      ),
      refused(`SELECT shard_id, COUNT(*) AS n ${FROM_OTHER}`, "must appear in the GROUP BY clause"),
      refused(
        `SELECT shard_id ${FROM_OTHER} WHERE JSON_VALID(kinesis_data)`,
        "function json_valid(binary varying) does not exist",
      ),
      refused(`SELECT FROM_BASE64(kinesis_data) AS d ${FROM_OTHER}`, "does not exist"),
      refused(
        `SELECT JSON_EXTRACT_PATH_TEXT(kinesis_data, 'a') AS a ${FROM_OTHER}`,
        "json_extract_path_text(binary varying",
        "JSON_EXTRACT_PATH_TEXT",
      ),
      refused(`SELECT shard_id, shard_id ${FROM_OTHER}`, "specified more than once"),
      {
        sql: `CREATE MATERIALIZED VIEW landed AS SELECT partition_key, kinesis_data, CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload ${FROM_OTHER}`,
        done: true,
      },
      { sql: `CREATE MATERIALIZED VIEW same_stream AS SELECT partition_key ${FROM_OTHER}`, done: true },
      {
        sql: "CREATE MATERIALIZED VIEW joined AS SELECT s.name, l.payload FROM landed l JOIN sensors s ON s.k = l.partition_key",
        done: true,
      },
      {
        sql: "CREATE MATERIALIZED VIEW late AUTO REFRESH YES AS SELECT partition_key FROM landed",
        error: "auto refresh is not supported",
      },
      {
        sql: "CREATE VIEW recent AS SELECT payload.sensor_id::INT AS sensor_id FROM landed WHERE GETDATE() > '2020-01-01'",
        done: true,
      },
      { sql: "REFRESH MATERIALIZED VIEW joined CASCADE", done: true },
      { sql: "SELECT COUNT(*) FROM joined", rows: [[0]] },
      { sql: "DELETE FROM landed", done: true },
      { sql: "DELETE FROM landed WHERE partition_key = 'a'", done: true },
      {
        sql: "DELETE FROM landed USING sensors WHERE sensors.k = landed.partition_key",
        done: true,
        source: "r_DELETE",
      },
      { sql: "TRUNCATE landed", done: true, source: "r_TRUNCATE" },
      { sql: "TRUNCATE TABLE same_stream", done: true, source: "r_TRUNCATE" },
      { sql: "INSERT INTO landed (partition_key) VALUES ('a')", error: "landed" },
      { sql: "UPDATE landed SET partition_key = 'a'", error: "landed" },
      { sql: "CREATE TABLE archive (partition_key VARCHAR(256))", done: true },
      { sql: "ALTER TABLE archive APPEND FROM same_stream", done: true, source: "r_ALTER_TABLE_APPEND" },
      { sql: "DROP SCHEMA kds_refusing", error: "other objects depend on it" },
      { sql: "ALTER MATERIALIZED VIEW landed AUTO REFRESH YES", done: true },
      { sql: "ALTER MATERIALIZED VIEW landed AUTO REFRESH NO", done: true },
      { sql: "DROP MATERIALIZED VIEW landed", error: "other objects depend on it" },
    ],
  },
];
