import { AUTO_VIEW } from "./auto-refresh-latency.ts";
import { MANY_VIEWS, manyView } from "./many-views.ts";
import { type Probe, REFUSED } from "./probe.ts";
import { RESHARD_VIEW } from "./reshard.ts";

const HISTORY = (view: string) =>
  `SELECT TRIM(refresh_type) AS refresh_type, status FROM sys_mv_refresh_history WHERE TRIM(mv_name) = '${view}' ORDER BY start_time DESC LIMIT 1`;

/** What refreshes do with records and with what is deleted. */
export const LANDING_PROBES: readonly Probe[] = [
  {
    id: "poison-record",
    question: "What does a record do that the view's expression fails on, and what do the error views say of it?",
    asked: "the guide has the columns of SYS_STREAM_SCAN_ERRORS, and none of its codes",
    prepare: [
      "CREATE MATERIALIZED VIEW public.smoke_poison AS SELECT JSON_PARSE(kinesis_data) AS payload FROM {stream}",
    ],
    put: ["{not json"],
    ask: {
      sql: [
        "REFRESH MATERIALIZED VIEW public.smoke_poison",
        "SELECT COUNT(*) AS landed FROM public.smoke_poison",
        "SELECT error_code, TRIM(error_reason) AS error_reason FROM sys_stream_scan_errors WHERE TRIM(mv_name) = 'smoke_poison' ORDER BY record_time DESC LIMIT 3",
        HISTORY("smoke_poison"),
      ],
    },
    meanings: [
      { when: new RegExp(`^${REFUSED}`), means: "One bad record fails the whole refresh, as the guide says." },
      { when: /^done/, means: "A bad record does not fail the refresh: it is skipped, and the error views say why." },
    ],
    byText: true,
    touches:
      "packages/redshift/src/stream/judge-record.ts: skip or fail; packages/redshift/src/stream/scan-account.ts: the codes",
    cleanUp: ["DROP MATERIALIZED VIEW IF EXISTS public.smoke_poison"],
  },
  {
    id: "status-qualifiers",
    question: "How does the history punctuate what it adds to a refresh's status?",
    asked: "the guide lists what is added, and not how",
    prepare: [
      "CREATE MATERIALIZED VIEW public.smoke_guarded AS SELECT partition_key, JSON_PARSE(kinesis_data) AS payload FROM {stream} WHERE CAN_JSON_PARSE(kinesis_data)",
    ],
    put: ["{not json", '{"smoke": true}'],
    ask: {
      sql: [
        "REFRESH MATERIALIZED VIEW public.smoke_guarded",
        HISTORY("smoke_guarded"),
        "REFRESH MATERIALIZED VIEW public.smoke_guarded",
        HISTORY("smoke_guarded"),
      ],
    },
    meanings: [
      { when: /returned no new data/i, means: "A refresh without news says so in its status; the text shows how." },
      { when: /incrementally/i, means: "A refresh without news has the status of any other." },
    ],
    byText: true,
    touches: "packages/redshift/src/stream/refresh-history.ts: the texts of status",
    cleanUp: ["DROP MATERIALIZED VIEW IF EXISTS public.smoke_guarded"],
  },
  {
    id: "conditional-delete",
    question: "May records leave a streaming view by DELETE with a condition, and does a refresh read them again?",
    asked: "the grammar allows it, and no example of the guide shows it",
    prepare: ["CREATE MATERIALIZED VIEW public.smoke_delete AS SELECT partition_key, sequence_number FROM {stream}"],
    put: ['{"smoke": "delete"}'],
    ask: {
      sql: [
        "REFRESH MATERIALIZED VIEW public.smoke_delete",
        "DELETE FROM public.smoke_delete WHERE partition_key = 'smoke'",
        "REFRESH MATERIALIZED VIEW public.smoke_delete",
        "SELECT COUNT(*) AS left_over FROM public.smoke_delete WHERE partition_key = 'smoke'",
      ],
    },
    meanings: [
      {
        when: new RegExp(`^.*\\n${REFUSED}`),
        means: "The condition is refused: retention has to hold the window beside the view.",
      },
      { when: /left_over=0/, means: "Records leave by a condition, and do not come back." },
      { when: /left_over=[1-9]/, means: "Records leave by a condition, and the next refresh reads them again." },
    ],
    touches:
      "packages/redshift/src/execute/require-streaming.ts: --refuse-conditional-delete and its default; packages/core/src/setup/retention-machine.ts",
    cleanUp: ["DROP MATERIALIZED VIEW IF EXISTS public.smoke_delete"],
  },
  {
    id: "stream-outside-view",
    question: "May a stream be queried outside a materialized view?",
    asked: "the guide does not say",
    ask: { sql: ["SELECT partition_key FROM {stream} LIMIT 1"] },
    meanings: [
      { when: new RegExp(`^${REFUSED}`), means: "A stream is read through a materialized view only." },
      { when: /^/, means: "A stream can be queried as a table is." },
    ],
    byText: true,
    touches: "packages/redshift/src/plan/stream-source.ts",
  },
  {
    id: "many-views",
    question: "How many streaming views does one stream take?",
    asked: "the guide advises one and names no limit",
    ask: { action: "manyViews" },
    cleanUp: Array.from({ length: MANY_VIEWS }, (_, view) => `DROP MATERIALIZED VIEW IF EXISTS ${manyView(view)}`),
    meanings: [
      { when: new RegExp(REFUSED), means: "There is a limit, and it is below what was tried." },
      { when: /^\d+ views/, means: "There is no limit as low as what was tried." },
    ],
    touches: "packages/redshift/SUPPORT.md",
  },
  {
    id: "auto-refresh-latency",
    question: "How long after it arrives is a record visible by auto refresh?",
    asked: "the guide promises no time",
    ask: { action: "autoRefreshLatency" },
    cleanUp: [`DROP MATERIALIZED VIEW IF EXISTS ${AUTO_VIEW}`],
    meanings: [
      { when: /^visible after (\d|[1-5]\d) s/, means: "Within a minute: the bound of 120 s for auto refresh holds." },
      {
        when: /^visible after/,
        means: "More than a minute: FRESHNESS_SECONDS of stages with auto refresh must be raised.",
      },
      { when: /^not visible/, means: "Auto refresh is too late to be relied on: stages should refresh at a rate." },
    ],
    touches:
      "packages/core/src/stage/stage-environment.ts (freshnessOf); the polling of packages/redshift/src/stream/streaming-views.ts",
  },
  {
    id: "reshard",
    question: "After a split, are a parent's records all read, and its children's too?",
    asked: "the guide does not speak of it",
    ask: { action: "reshard" },
    cleanUp: [`DROP MATERIALIZED VIEW IF EXISTS ${RESHARD_VIEW}`],
    meanings: [
      { when: /lost 0\b/, means: "Nothing is lost over a split; the shards show in which order they were read." },
      {
        when: /lost [1-9]/,
        means: "A view does not follow a split by itself: the runbook must say so before a reshard.",
      },
    ],
    touches: "packages/redshift/src/stream/stream-scan.ts; docs/runbook.md, write-throttled",
  },
  {
    id: "enhanced-vpc-routing",
    question: "Does streaming ingestion work with enhanced VPC routing, by the Kinesis endpoint alone?",
    asked: "the guide speaks of it for other sources only",
    slow: true,
    ask: { action: "enhancedVpcRouting" },
    meanings: [
      { when: /refreshed with it on/, means: "It does: infra/new-warehouse.ts may turn it on." },
      { when: new RegExp(REFUSED), means: "It needs more ways than Kinesis's: it stays off." },
    ],
    touches: "infra/new-warehouse.ts (enhancedVpcRouting) and its limit in tests/infra/limits/redshift-limits.ts",
  },
  {
    id: "cross-account",
    question: "How does a view read a stream of another account?",
    asked: "the guide has a recipe for other sources only",
    ask: { unasked: "It takes a second account with a stream and a role: not something that a smoke can make." },
    meanings: [],
    touches: "packages/local/src/services/redshift-serverless/kinesis-as-role.ts",
  },
];
