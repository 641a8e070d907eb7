import {
  BOOLEAN,
  DATE,
  DOUBLE,
  type FunctionRule,
  rule,
  TIMESTAMP,
  TIMESTAMPTZ,
  typeOf,
  VARCHAR,
} from "./function-rule.ts";

const GETDATE = "redshift_internal.getdate()";
const SYSDATE = "redshift_internal.sysdate()";

/** Deprecated functions of the leader node. https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html */
const LEADER = { volatility: "stable", leaderOnly: true, once: true } as const;
const STABLE = { volatility: "stable" } as const;
const NOW = { volatility: "stable", once: true } as const;

/** DATEADD and the others that take a date part are in plan/plan-date-part.ts. https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html */
export const DATE_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  add_months: [rule("timestamp, whole", TIMESTAMP, "redshift_internal.add_months($1, $2)")],
  age: [
    rule("timestamp", { name: "interval" }, "age($1)", { volatility: "stable", leaderOnly: true }),
    rule("timestamp, timestamp", { name: "interval" }, "age($1, $2)", { volatility: "stable", leaderOnly: true }),
  ],
  convert_timezone: [
    rule("string, timestamp", TIMESTAMP, "redshift_internal.convert_timezone('UTC', $1, $2)"),
    rule("string, string, timestamp", TIMESTAMP, "redshift_internal.convert_timezone($1, $2, $3)"),
  ],
  current_date: [rule("", DATE, `${SYSDATE}::date`, { ...NOW, label: "date" })],
  current_time: [rule("", { name: "timetz" }, `${SYSDATE}::timestamptz::timetz`, LEADER)],
  current_timestamp: [rule("", TIMESTAMPTZ, `${SYSDATE}::timestamptz`, LEADER)],
  date: [rule("timestamp", DATE, "($1)::date"), rule("string", DATE, "($1)::date", STABLE)],
  date_cmp: [rule("date, date", { name: "integer" }, "sign(($1) - ($2))::int4")],
  date_part_year: [rule("date", { name: "integer" }, "date_part('year', $1)::int4")],
  getdate: [rule("", TIMESTAMP, GETDATE, NOW)],
  isfinite: [rule("timestamp", BOOLEAN, "isfinite($1)", LEADER)],
  last_day: [rule("timestamp", DATE, "redshift_internal.last_day($1)")],
  localtime: [rule("", { name: "time" }, `${SYSDATE}::time`, LEADER)],
  localtimestamp: [rule("", TIMESTAMP, SYSDATE, LEADER)],
  months_between: [rule("timestamp, timestamp", DOUBLE, "redshift_internal.months_between($1, $2)")],
  next_day: [rule("timestamp, string", DATE, "redshift_internal.next_day($1, $2)")],
  now: [rule("", TIMESTAMPTZ, `${SYSDATE}::timestamptz`, LEADER)],
  sysdate: [rule("", TIMESTAMP, SYSDATE, { ...NOW, label: "timestamp" })],
  timeofday: [rule("", VARCHAR, `to_char(${GETDATE}, 'Dy Mon DD HH24:MI:SS.US YYYY UTC')`, { volatility: "volatile" })],
  to_char: [
    rule("timestamptz, string", VARCHAR, "to_char($1, $2)", STABLE),
    rule("timestamp, string", VARCHAR, "to_char($1, $2)"),
    rule("number, string", VARCHAR, "to_char($1, $2)"),
  ],
  to_date: [rule("string, string", DATE, "to_date($1, $2)"), rule("string, string, boolean", DATE, "to_date($1, $2)")],
  to_number: [rule("string, string", { name: "decimal" }, "to_number($1, $2)")],
  to_timestamp: [rule("string, string", TIMESTAMPTZ, "to_timestamp($1, $2)", STABLE)],
  trunc: [
    rule("timestamp", DATE, "date_trunc('day', $1)::date"),
    rule("decimal", typeOf(0), "trunc($1)"),
    rule("double precision", DOUBLE, "trunc($1)"),
    rule("decimal, whole", typeOf(0), "trunc($1, $2)"),
    rule("double precision, whole", DOUBLE, "trunc(($1)::numeric, $2)::float8"),
  ],
};
