import { type Probe, REFUSED } from "./probe.ts";

/** What Redshift's guide says can't be kept up incrementally, one construct a view; and two that it does not speak of. */
const CONSTRUCTS: readonly (readonly [id: string, what: string, definition: string, clauses?: string])[] = [
  ["cte", "a CTE", "WITH r AS (SELECT partition_key FROM {stream}) SELECT partition_key FROM r"],
  ["subquery", "a subquery", "SELECT partition_key FROM (SELECT partition_key FROM {stream}) r"],
  ["join", "a join", "SELECT a.partition_key FROM {stream} a JOIN {stream} b ON a.sequence_number = b.sequence_number"],
  ["union", "UNION ALL", "SELECT partition_key FROM {stream} UNION ALL SELECT shard_id FROM {stream}"],
  [
    "window",
    "a window function",
    "SELECT partition_key, ROW_NUMBER() OVER (PARTITION BY partition_key) AS n FROM {stream}",
  ],
  ["distinct", "SELECT DISTINCT", "SELECT DISTINCT partition_key FROM {stream}"],
  ["distinct-aggregate", "COUNT(DISTINCT)", "SELECT COUNT(DISTINCT partition_key) AS keys FROM {stream}"],
  ["median", "MEDIAN", "SELECT MEDIAN(refresh_time) AS middle FROM {stream}"],
  ["order-by", "ORDER BY", "SELECT partition_key FROM {stream} ORDER BY partition_key"],
  ["limit", "LIMIT", "SELECT partition_key FROM {stream} LIMIT 10"],
  ["getdate", "GETDATE() without auto refresh", "SELECT partition_key, GETDATE() AS seen FROM {stream}"],
  [
    "getdate-auto",
    "GETDATE() with auto refresh",
    "SELECT partition_key, GETDATE() AS seen FROM {stream}",
    "AUTO REFRESH YES",
  ],
  [
    "timestamp-text-auto",
    "a timestamp cast to text, with auto refresh",
    "SELECT refresh_time::VARCHAR AS seen FROM {stream}",
    "AUTO REFRESH YES",
  ],
  ["varbyte-group", "GROUP BY over VARBYTE", "SELECT kinesis_data, COUNT(*) AS n FROM {stream} GROUP BY kinesis_data"],
];

export const DEFINITION_PROBES: readonly Probe[] = CONSTRUCTS.map(([id, what, definition, clauses]) => ({
  id: `definition-${id}`,
  question: `Is a streaming view with ${what} refused, and in which words?`,
  asked: "the guide names the rule, and not the words of the error",
  ask: { sql: [`CREATE MATERIALIZED VIEW public.smoke_definition ${clauses ? `${clauses} ` : ""}AS ${definition}`] },
  meanings: [
    { when: new RegExp(`^${REFUSED}`), means: `Redshift refuses ${what}: its words are those to use.` },
    { when: /^done/, means: `Redshift takes ${what}: the emulator must not refuse it.` },
  ],
  byText: true,
  touches: "packages/redshift/src/plan/streaming-rules.ts: the rule and the text of its error",
  cleanUp: ["DROP MATERIALIZED VIEW IF EXISTS public.smoke_definition"],
}));
