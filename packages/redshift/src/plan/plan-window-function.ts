import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { planWindow, type WindowOptions } from "./plan-window.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";

interface WindowRule {
  readonly arguments: readonly [least: number, most: number];
  readonly clauses: NonNullable<WindowOptions["clauses"]>;
  /** @default the first argument's type */
  readonly returns?: RedshiftType;
  readonly needsOrder?: boolean;
  /** The engine's type where it is another than ours. */
  readonly castTo?: string;
  /** What IGNORE NULLS makes of it: the engine has no such option. */
  readonly ignoringNulls?: (values: readonly string[]) => Ignoring;
}

/** `#` stands for the window. */
interface Ignoring extends Pick<WindowOptions, "frame" | "reversed"> {
  readonly sql: string;
}

const INTEGER: RedshiftType = { name: "integer" };
const BIGINT: RedshiftType = { name: "bigint" };
const DOUBLE: RedshiftType = { name: "double precision" };
const BEFORE = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";

/** The n-th present value: exact, at the cost of collecting the frame for every row. */
function nthPresent(value: string, place: (values: string) => string): string {
  const values = `array_remove(array_agg(${value}) OVER #, NULL)`;
  return `(${values})[${place(values)}]`;
}

function firstPresent(value = "NULL"): string {
  return `redshift_internal.first_present(${value}) OVER #`;
}

function lastPresent(value = "NULL"): string {
  return `redshift_internal.last_present(${value}) OVER #`;
}

/** The n-th present value before the current row, or, the order reversed, after it. */
function offsetPresent(reversed: boolean): WindowRule["ignoringNulls"] {
  return ([value = "NULL", offset = "1"]) => {
    if (offset === "0") return { sql: `nth_value(${value}, 1) OVER #`, frame: "ROWS CURRENT ROW" };
    const sql =
      offset === "1" ? lastPresent(value) : nthPresent(value, (values) => `cardinality(${values}) - (${offset}) + 1`);
    return { sql, frame: BEFORE, reversed };
  };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html */
export const WINDOW_FUNCTIONS: Readonly<Record<string, WindowRule>> = {
  cume_dist: { arguments: [0, 0], clauses: "ordered", returns: DOUBLE },
  dense_rank: { arguments: [0, 0], clauses: "ordered", returns: INTEGER, castTo: "int4" },
  first_value: { arguments: [1, 1], clauses: "framed", ignoringNulls: ([value]) => ({ sql: firstPresent(value) }) },
  lag: { arguments: [1, 2], clauses: "ordered", needsOrder: true, ignoringNulls: offsetPresent(false) },
  last_value: { arguments: [1, 1], clauses: "framed", ignoringNulls: ([value]) => ({ sql: lastPresent(value) }) },
  lead: { arguments: [1, 2], clauses: "ordered", needsOrder: true, ignoringNulls: offsetPresent(true) },
  nth_value: {
    arguments: [2, 2],
    clauses: "framed",
    ignoringNulls: ([value = "NULL", place = "1"]) => ({ sql: nthPresent(value, () => place) }),
  },
  ntile: { arguments: [1, 1], clauses: "ordered", returns: BIGINT, castTo: "int8" },
  percent_rank: { arguments: [0, 0], clauses: "ordered", returns: DOUBLE },
  rank: { arguments: [0, 0], clauses: "ordered", returns: INTEGER, castTo: "int4" },
  ratio_to_report: { arguments: [1, 1], clauses: "partitioned", returns: DOUBLE },
  row_number: { arguments: [0, 0], clauses: "ordered", returns: BIGINT },
};

export function planWindowFunction(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const rule = WINDOW_FUNCTIONS[name];
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [least, most] = rule?.arguments ?? [0, 0];
  if (values.length === 3 && (name === "lag" || name === "lead")) {
    throw new SqlError("0A000", `Default parameter not be supported for window function ${name}`, { position });
  }
  const fits = values.length >= least && values.length <= most;
  if (rule === undefined || !fits || call.star || call.distinct || call.withinGroup !== undefined) {
    throw undefinedFunction(name, values, position);
  }
  if (call.over === undefined)
    throw new SqlError("42809", `window function ${name} requires an OVER clause`, { position });
  if (rule.needsOrder && call.over.orderBy.length === 0) {
    throw new SqlError("42601", `${name.toUpperCase()} requires an ORDER BY clause in its window`, { position });
  }
  if (call.nulls !== undefined && rule.ignoringNulls === undefined) {
    throw new SqlError("42601", `${name.toUpperCase()} does not take IGNORE NULLS or RESPECT NULLS`, { position });
  }
  if (values.some((value) => value.window)) {
    throw new SqlError("42P20", "window functions may not be nested", { position });
  }
  scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, span: call.span });
  const given = argumentsOf(name, values);
  const type = rule.returns ?? given[0]?.type ?? BIGINT;
  const { clauses } = rule;
  const done = (sql: string): PlannedExpression => ({ ...compose(sql, type, name, values), window: true });
  const sqls = given.map((value) => value.sql);
  if (call.nulls === "ignore" && rule.ignoringNulls !== undefined) {
    const { sql, ...options } = rule.ignoringNulls(sqls);
    const over = planWindow(scope, call.over, { clauses, ...options });
    return done(sql.replaceAll("#", () => over));
  }
  const over = planWindow(scope, call.over, { clauses });
  if (name === "ratio_to_report") {
    return done(`((${sqls[0]})::float8 / NULLIF(sum((${sqls[0]})::float8) OVER ${over}, 0))`);
  }
  const sql = `${name}(${sqls.join(", ")}) OVER ${over}`;
  return done(rule.castTo === undefined ? sql : `(${sql})::${rule.castTo}`);
}

/** A literal is text, and offsets and numbers of groups are INTEGER to the engine. */
function argumentsOf(name: string, values: readonly PlannedExpression[]): readonly PlannedExpression[] {
  return values.map((value, index) => {
    const counts = index === 1 || name === "ntile";
    if (counts) return value.type.name === "integer" ? value : { ...value, sql: `(${value.sql})::int4` };
    return value.type.name === "unknown" ? coerce(value, { name: "varchar" }) : value;
  });
}
