import {
  BOOLEAN,
  DATE,
  DOUBLE,
  type FunctionRule,
  INTEGER,
  rule,
  TIMESTAMP,
  TIMESTAMPTZ,
  VARCHAR,
} from "./function-rule.ts";
import { digits } from "./number-rules.ts";

const GETDATE = "redshift_internal.getdate()";
const SYSDATE = "redshift_internal.sysdate()";

const STABLE = { volatility: "stable" } as const;
const NOW = { volatility: "stable", once: true } as const;
/** Deprecated functions of the leader node. https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html */
const LEADER = { ...NOW, leaderOnly: true } as const;
const LEADER_ROWS = { volatility: "stable", leaderOnly: true } as const;

/** -1, 0 or 1, by functions the engine has of the same names; one between a zoned and an unzoned time depends on the session's zone. */
const COMPARISONS: Readonly<Record<string, readonly FunctionRule[]>> = Object.fromEntries(
  [
    ["date_cmp", "date, date"],
    ["date_cmp_timestamp", "date, timestamp"],
    ["date_cmp_timestamptz", "date, timestamptz"],
    ["interval_cmp", "interval, interval"],
    ["timestamp_cmp", "timestamp, timestamp"],
    ["timestamp_cmp_date", "timestamp, date"],
    ["timestamp_cmp_timestamptz", "timestamp, timestamptz"],
    ["timestamptz_cmp", "timestamptz, timestamptz"],
    ["timestamptz_cmp_date", "timestamptz, date"],
    ["timestamptz_cmp_timestamp", "timestamptz, timestamp"],
  ].map(([name = "", parameters = ""]) => [
    name,
    [rule(parameters, INTEGER, `${name}($1, $2)`, /tz_cmp_|_timestamptz/.test(name) ? STABLE : {})],
  ]),
);

/**
 * DATEADD and the others that take a date part are in plan/plan-date-part.ts, what takes a format in plan/plan-format-call.ts.
 * https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html
 */
export const DATE_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  ...COMPARISONS,
  add_months: [rule("timestamp, whole", TIMESTAMP, "redshift_internal.add_months($1, $2)")],
  age: [
    rule("timestamp", { name: "interval" }, `age(${SYSDATE}::date, $1)`, LEADER_ROWS),
    rule("timestamp, timestamp", { name: "interval" }, "age($1, $2)", LEADER_ROWS),
  ],
  convert_timezone: [
    rule("string, timestamp", TIMESTAMP, "redshift_internal.convert_timezone('UTC', $1, $2)"),
    rule("string, string, timestamp", TIMESTAMP, "redshift_internal.convert_timezone($1, $2, $3)"),
  ],
  current_date: [rule("", DATE, `${SYSDATE}::date`, { ...NOW, label: "date" })],
  current_time: [rule("", { name: "timetz" }, `${SYSDATE}::timestamptz::timetz`, { ...LEADER, label: "timetz" })],
  current_timestamp: [rule("", TIMESTAMPTZ, `${SYSDATE}::timestamptz`, { ...LEADER, label: "timestamptz" })],
  date: [rule("timestamp", DATE, "($1)::date"), rule("string", DATE, "($1)::date", STABLE)],
  date_part_year: [rule("date", INTEGER, "date_part('year', $1)::int4")],
  getdate: [rule("", TIMESTAMP, GETDATE, { ...NOW, label: "timestamp" })],
  isfinite: [rule("timestamp", BOOLEAN, "isfinite($1)", LEADER_ROWS)],
  last_day: [rule("timestamp", DATE, "redshift_internal.last_day($1)")],
  localtime: [rule("", { name: "time" }, `${SYSDATE}::time`, { ...LEADER, label: "time" })],
  localtimestamp: [rule("", TIMESTAMP, SYSDATE, { ...LEADER, label: "timestamp" })],
  months_between: [rule("timestamp, timestamp", DOUBLE, "redshift_internal.months_between($1, $2)")],
  next_day: [rule("timestamp, string", DATE, "redshift_internal.next_day($1, $2)")],
  now: [rule("", TIMESTAMPTZ, `${SYSDATE}::timestamptz`, LEADER)],
  // Rows of text, each a record: https://docs.aws.amazon.com/redshift/latest/dg/time-zone-names.html , time-zone-abbrevs.html
  pg_timezone_abbrevs: [rule("", VARCHAR, "pg_timezone_abbrevs_abbrevs()::text", LEADER_ROWS)],
  pg_timezone_names: [rule("", VARCHAR, "pg_timezone_names()::text", LEADER_ROWS)],
  sysdate: [rule("", TIMESTAMP, SYSDATE, { ...NOW, label: "timestamp" })],
  timeofday: [
    rule("", VARCHAR, `to_char(${SYSDATE}::timestamptz, 'Dy Mon DD HH24:MI:SS.US YYYY TZ')`, {
      volatility: "volatile",
    }),
  ],
  timezone: [
    rule("string, timestamp", TIMESTAMPTZ, "timezone($1, $2)", STABLE),
    rule("string, timestamptz", TIMESTAMP, "timezone($1, $2)", STABLE),
  ],
  to_char: [
    rule("timestamptz, string", VARCHAR, "to_char($1, $2)", STABLE),
    rule("timestamp, string", VARCHAR, "to_char($1, $2)"),
    rule("number, string", VARCHAR, "to_char($1, $2)"),
  ],
  to_date: [
    rule("string, string", DATE, "redshift_internal.to_timestamp($1, $2, false)::date"),
    rule("string, string, boolean", DATE, "redshift_internal.to_timestamp($1, $2, $3)::date"),
  ],
  to_number: [rule("string, string", { name: "decimal" }, "to_number($1, $2)")],
  to_timestamp: [
    rule("string, string", TIMESTAMPTZ, "redshift_internal.to_timestamp($1, $2, false)::timestamptz", STABLE),
    rule("string, string, boolean", TIMESTAMPTZ, "redshift_internal.to_timestamp($1, $2, $3)::timestamptz", STABLE),
  ],
  trunc: [rule("timestamp", DATE, "date_trunc('day', $1)::date"), ...digits("trunc")],
};
