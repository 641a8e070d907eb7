import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { planWindow } from "./plan-window.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";

interface WindowRule {
  readonly arguments: readonly [least: number, most: number];
  /** @default the first argument's type */
  readonly returns?: RedshiftType;
  readonly needsOrder?: boolean;
  readonly needsFrame?: boolean;
  /** What IGNORE NULLS makes of it: the engine has no such option. */
  readonly ignoringNulls?: (values: readonly string[]) => { readonly sql: string; readonly frame?: string };
}

const BIGINT: RedshiftType = { name: "bigint" };
const DOUBLE: RedshiftType = { name: "double precision" };
const BEFORE = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
const AFTER = "ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING";

/** The values of the frame without its NULLs: exact, at the cost of collecting the frame for every row. */
const PRESENT = "array_remove(array_agg($) OVER #, NULL)";

function present(value: string | undefined): string {
  return PRESENT.replace("$", () => value ?? "NULL");
}

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html */
export const WINDOW_FUNCTIONS: Readonly<Record<string, WindowRule>> = {
  cume_dist: { arguments: [0, 0], returns: DOUBLE },
  dense_rank: { arguments: [0, 0], returns: BIGINT },
  first_value: { arguments: [1, 1], needsFrame: true, ignoringNulls: ([value]) => ({ sql: `(${present(value)})[1]` }) },
  lag: {
    arguments: [1, 3],
    needsOrder: true,
    ignoringNulls: ([value, offset = "1"]) => {
      const values = present(value);
      return { sql: `(${values})[cardinality(${values}) - (${offset}) + 1]`, frame: BEFORE };
    },
  },
  last_value: {
    arguments: [1, 1],
    needsFrame: true,
    ignoringNulls: ([value]) => ({ sql: `(${present(value)})[cardinality(${present(value)})]` }),
  },
  lead: {
    arguments: [1, 3],
    needsOrder: true,
    ignoringNulls: ([value, offset = "1"]) => ({ sql: `(${present(value)})[${offset}]`, frame: AFTER }),
  },
  nth_value: {
    arguments: [2, 2],
    needsFrame: true,
    ignoringNulls: ([value, position]) => ({ sql: `(${present(value)})[${position}]` }),
  },
  ntile: { arguments: [1, 1], returns: BIGINT, needsOrder: true },
  percent_rank: { arguments: [0, 0], returns: DOUBLE },
  rank: { arguments: [0, 0], returns: BIGINT },
  ratio_to_report: { arguments: [1, 1], returns: DOUBLE },
  row_number: { arguments: [0, 0], returns: BIGINT },
};

export function planWindowFunction(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const rule = WINDOW_FUNCTIONS[name];
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [least, most] = rule?.arguments ?? [0, 0];
  if (rule === undefined || values.length < least || values.length > most || call.star || call.distinct) {
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
  scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, span: call.span });
  const type = rule.returns ?? values[0]?.type ?? BIGINT;
  const arguments_ = values.map((value) => value.sql);
  const done = (sql: string): PlannedExpression => ({ ...compose(sql, type, name, values), window: true });
  const needsFrame = rule.needsFrame ?? false;
  if (call.nulls === "ignore" && rule.ignoringNulls !== undefined) {
    const { sql, frame } = rule.ignoringNulls(arguments_);
    const over = planWindow(scope, call.over, { needsFrame, ...(frame === undefined ? {} : { frame }) });
    return done(sql.replaceAll("#", () => over));
  }
  const over = planWindow(scope, call.over, { needsFrame });
  if (name === "ratio_to_report") {
    return done(`((${arguments_[0]})::float8 / NULLIF(sum((${arguments_[0]})::float8) OVER ${over}, 0))`);
  }
  return done(`${name}(${arguments_.join(", ")}) OVER ${over}`);
}
