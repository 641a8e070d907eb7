import { SqlError } from "../sql/sql-error.ts";
import type { Span } from "../sql/tree.ts";

const GUIDE = "https://docs.aws.amazon.com/redshift/latest/dg";
const STREAMING = `${GUIDE}/materialized-view-streaming-ingestion.html`;
const GETTING_STARTED = `${GUIDE}/materialized-view-streaming-ingestion-getting-started.html`;
const CREATE = `${GUIDE}/materialized-view-create-sql-command.html`;
const REFRESH = `${GUIDE}/materialized-view-refresh-sql-command.html`;
const VARBYTE = `${GUIDE}/r_VARBYTE_type.html`;
const SUPER = `${GUIDE}/query-super.html`;

/** Why a definition is refused, where Redshift says so, and what to write instead. */
export interface StreamingRule {
  readonly why: string;
  /** Page of the rule. */
  readonly source: string;
  readonly rewrite: string;
}

const NOT_INCREMENTAL =
  "A streaming view is kept up incrementally, because a stream can't be read again from its start";

/** What a materialized view over a stream can't hold. */
export const STREAMING_RULES = {
  "common table": {
    why: "A view over a stream is one SELECT over the stream itself: no WITH, no query in FROM. Redshift reports the first column such a query would name.",
    source: STREAMING,
    rewrite:
      "Write the expression wherever it is needed, or land the raw record (JSON_PARSE(kinesis_data) AS payload) and give the names in a plain view on top.",
  },
  subquery: {
    why: "A view over a stream is one SELECT over the stream itself: no query in FROM, WHERE or an expression.",
    source: REFRESH,
    rewrite: "Land the records without it, and put the subquery into a view on top of the materialized view.",
  },
  join: {
    why: "A view over a stream reads one stream and joins nothing.",
    source: STREAMING,
    rewrite: "Land the stream alone, and join in a second view, plain or materialized, on top of it.",
  },
  "set operation": {
    why: `${NOT_INCREMENTAL}; set operations prevent that.`,
    source: REFRESH,
    rewrite: "Make one streaming view a SELECT, and combine them in a view on top.",
  },
  "sorted or limited": {
    why: "No materialized view has ORDER BY, LIMIT, OFFSET or TOP.",
    source: CREATE,
    rewrite: "Leave it out, and sort or limit in the query that reads the view. SORTKEY keeps the rows sorted.",
  },
  distinct: {
    why: `${NOT_INCREMENTAL}; DISTINCT prevents that.`,
    source: REFRESH,
    rewrite: "Group by the columns instead (GROUP BY keeps one row of each), or remove duplicates in a view on top.",
  },
  window: {
    why: `${NOT_INCREMENTAL}; window functions prevent that.`,
    source: REFRESH,
    rewrite: "Land the records, and compute the window (and QUALIFY) in a view on top.",
  },
  "select into": {
    why: "A materialized view is defined by a query that only reads.",
    source: CREATE,
    rewrite: "Leave INTO out.",
  },
  aggregate: {
    why: `${NOT_INCREMENTAL}; of the aggregates only COUNT, SUM, MIN, MAX and AVG, without DISTINCT, can be added to.`,
    source: REFRESH,
    rewrite: "Land the records, and aggregate in a view on top, plain or materialized.",
  },
  grouping: {
    why: "New records are added to the groups of a plain GROUP BY; ROLLUP, CUBE and GROUPING SETS are several groupings at once.",
    source: REFRESH,
    rewrite: "Group by the finest columns here, and add the groups up in a view on top.",
  },
  "group by bytes": {
    why: "Rows are not grouped incrementally by VARBYTE or SUPER.",
    source: VARBYTE,
    rewrite: "Group by text: FROM_VARBYTE(kinesis_data, 'utf-8'), or an attribute cast to VARCHAR.",
  },
  "mutable function": {
    why: `${NOT_INCREMENTAL}; a function of the time, the session or chance gives another result at each refresh.`,
    source: REFRESH,
    rewrite:
      "Take refresh_time for the time of loading. A window such as the last 24 hours belongs in a plain view on top, and old rows go with DELETE, TRUNCATE or ALTER TABLE APPEND.",
  },
  "automatic refresh": {
    why: "AUTO REFRESH YES takes no mutable function; a conversion between text and date or time counts as one.",
    source: CREATE,
    rewrite: "Keep the text (or the SUPER value) in the view, and convert in a view on top.",
  },
  "navigation by alias": {
    why: "A SELECT list can't navigate into what it has just named: the name is no SUPER column yet.",
    source: SUPER,
    rewrite: "Land payload as a SUPER column, and navigate (payload.sensor_id) in a view on top.",
  },
  "one stream": {
    why: 'A view over a stream names one stream, as schema."stream", in FROM.',
    source: GETTING_STARTED,
    rewrite: "Make a streaming view for each stream, and combine them in a view on top.",
  },
} satisfies Readonly<Record<string, StreamingRule>>;

export type StreamingRuleName = keyof typeof STREAMING_RULES;

/** A streaming view that Redshift refuses, with the rule it breaks. */
export class StreamingViewError extends SqlError {
  override readonly name = "StreamingViewError";
  readonly rule: StreamingRuleName;

  constructor(rule: StreamingRuleName, sqlState: string, message: string, span: Span) {
    const { why, source, rewrite } = STREAMING_RULES[rule];
    super(sqlState, message, { position: span.start + 1, detail: `${why} ${source}`, hint: rewrite });
    this.rule = rule;
  }
}
