import { type Probe, REFUSED } from "./probe.ts";

/** What functions, system views and the Data API answer. */
export const ANSWER_PROBES: readonly Probe[] = [
  {
    id: "from-varbyte-invalid",
    question: "What does FROM_VARBYTE do with bytes that are not UTF-8?",
    asked: "the guide does not say",
    ask: {
      sql: [
        "SELECT FROM_VARBYTE(TO_VARBYTE('ff', 'hex'), 'utf8') AS text",
        "SELECT LEN(CAST(TO_VARBYTE('ff', 'hex') AS VARCHAR)) AS characters",
      ],
    },
    meanings: [
      {
        when: new RegExp(`^${REFUSED}`),
        means: "It is an error, so that the views must test bytes before they convert them.",
      },
      { when: /text=NULL/, means: "It gives NULL." },
      { when: /text=/, means: "It gives a text with something in the place of the byte." },
    ],
    byText: true,
    touches: "packages/redshift/src/functions/varbyte-functions.ts",
  },
  {
    id: "json-extract-varbyte",
    question: "Does JSON_EXTRACT_PATH_TEXT take a VARBYTE?",
    asked: "the guide has text arguments only, and does not say what else does",
    ask: { sql: [`SELECT JSON_EXTRACT_PATH_TEXT(TO_VARBYTE('{"a": 1}', 'utf8'), 'a') AS a`] },
    meanings: [
      { when: new RegExp(`^${REFUSED}`), means: "It takes text only." },
      { when: /a=1/, means: "It takes a VARBYTE as text." },
    ],
    byText: true,
    touches: "packages/redshift/src/plan/plan-json-call.ts",
  },
  {
    id: "json-extract-missing",
    question: "Is a path that is not there NULL, or an empty text?",
    asked: "the guide of 2023 and today's differ",
    ask: { sql: [`SELECT JSON_EXTRACT_PATH_TEXT('{"a": 1}', 'b') IS NULL AS is_null`] },
    meanings: [
      { when: /is_null=true/, means: "NULL, as today's guide says." },
      { when: /is_null=false/, means: "An empty text, as the guide of 2023 says." },
    ],
    touches: "packages/redshift/src/functions/json-functions.ts",
  },
  {
    id: "is-utf8",
    question: "Is there a function IS_UTF8?",
    asked: "samples use it, and it has no page",
    ask: { sql: ["SELECT is_utf8(TO_VARBYTE('ff', 'hex')) AS is_text"] },
    meanings: [
      { when: new RegExp(`^${REFUSED}.*does not exist`, "s"), means: "There is none." },
      { when: /is_text=/, means: "There is: the views could use it." },
    ],
    touches: "packages/redshift/src/functions/function-table.ts",
  },
  {
    id: "aggregate-filter",
    question: "Are aggregate FILTER and DISTINCT ON taken?",
    asked: "the guide has neither",
    ask: {
      sql: [
        "SELECT COUNT(*) FILTER (WHERE partition_key <> '') AS n FROM public.sensor_records",
        "SELECT DISTINCT ON (partition_key) partition_key FROM public.sensor_records",
      ],
    },
    meanings: [
      { when: new RegExp(`^${REFUSED}[\\s\\S]*${REFUSED}`), means: "Neither is." },
      { when: /^/, means: "At least one is: what is not refused may be supported." },
    ],
    touches:
      "packages/redshift/src/sql and packages/redshift/src/plan/plan-aggregate.ts; packages/redshift/src/sql/SUPPORT.md",
  },
  {
    id: "scan-states-columns",
    question: "Which columns has SYS_STREAM_SCAN_STATES beside those of the guide?",
    asked: "others saw lag_from_latest and max_latency_s, which the guide has not",
    ask: { sql: ["SELECT * FROM sys_stream_scan_states LIMIT 1"] },
    meanings: [
      { when: /lag_from_latest=/, means: "It tells how far behind a shard is: the scan-lag alarm could use it." },
      { when: /stream_record_time_max=/, means: "It has the guide's columns only." },
    ],
    touches: "packages/redshift/src/catalog/views/redshift-views.ts: SYS_STREAM_SCAN_STATES",
  },
  {
    id: "mv-info-flags",
    question: "Are the flags of SVV_MV_INFO t and f, or 1 and 0?",
    asked: "the guide's text and its sample differ",
    ask: {
      sql: [
        "SELECT TRIM(is_stale) AS is_stale, state, TRIM(autorewrite) AS autorewrite, TRIM(autorefresh) AS autorefresh FROM svv_mv_info WHERE TRIM(name) = 'sensor_records'",
      ],
    },
    meanings: [
      { when: /autorefresh=[tf]/, means: "Letters." },
      { when: /autorefresh=[01]/, means: "Digits." },
    ],
    touches: "packages/redshift/src/catalog/views/redshift-views.ts: SVV_MV_INFO",
  },
  {
    id: "result-page-size",
    question: "How much does a page of GetStatementResult hold in JSON?",
    asked: "the guide has a size for CSV only",
    ask: { action: "resultPageSize" },
    meanings: [
      { when: /in one page/, means: "More than what was asked for, which came in one page." },
      { when: /first page/, means: "What the first page held." },
    ],
    touches: "packages/redshift/src/data-api/get-statement-result.ts",
  },
  {
    id: "statement-event",
    question: "What are the resources of the event that a statement of a workgroup sends?",
    asked: "the guide's sample is of a cluster",
    ask: { action: "statementEvent" },
    meanings: [
      { when: /redshift-serverless:.*:workgroup\//, means: "The workgroup's ARN." },
      { when: /resources: \[\]/, means: "None." },
      { when: /cluster:/, means: "An ARN in the form of a cluster's." },
    ],
    touches: "packages/local/src/services/redshift-data (its events), packages/local/src/services/events/SUPPORT.md",
  },
];
