import { isRefusedFunction } from "../functions/refused-functions.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { AGGREGATES, planAggregate } from "./plan-aggregate.ts";
import { CONDITIONAL_CALLS } from "./plan-conditional-call.ts";
import { DATE_PART_CALLS } from "./plan-date-part.ts";
import { planExpression } from "./plan-expression.ts";
import { FORMAT_CALLS } from "./plan-format-call.ts";
import { planTableFunction, undefinedFunction } from "./plan-function.ts";
import { planGrouping } from "./plan-group-by.ts";
import { JSON_CALLS } from "./plan-json-call.ts";
import { NUMBER_CALLS } from "./plan-number-call.ts";
import { REGEXP_CALLS } from "./plan-regexp-call.ts";
import { SYSTEM_CALLS } from "./plan-system-call.ts";
import { planWindowFunction, WINDOW_FUNCTIONS } from "./plan-window-function.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";

/** Plans a call whose arguments need more than a rule of the table. */
export type SpecialCall = (scope: Scope, call: FunctionCall) => PlannedExpression;

const SPECIAL: Readonly<Record<string, SpecialCall>> = {
  ...CONDITIONAL_CALLS,
  ...DATE_PART_CALLS,
  ...FORMAT_CALLS,
  ...JSON_CALLS,
  ...SYSTEM_CALLS,
  grouping: planGrouping,
  grouping_id: planGrouping,
  ...NUMBER_CALLS,
  ...REGEXP_CALLS,
};

/** A function call: of an aggregate, of a window function, one with rules of its own, or one of the table. */
export function planCall(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const { schema } = call.name;
  if (schema !== undefined && schema.text !== "pg_catalog") {
    throw new SqlError("42883", `function ${schema.text}.${name}() does not exist`, { position });
  }
  if (Object.hasOwn(WINDOW_FUNCTIONS, name)) return planWindowFunction(scope, call);
  if (Object.hasOwn(AGGREGATES, name)) return planAggregate(scope, call);
  const decoration = decorationOf(call);
  if (decoration !== undefined) {
    throw new SqlError("42809", `${decoration} specified, but ${name} is not an aggregate function`, { position });
  }
  if (Object.hasOwn(SPECIAL, name)) {
    const special = SPECIAL[name];
    if (special !== undefined) return special(scope, call);
  }
  if (isRefusedFunction(name)) throw new NotSupportedSql(`the function ${name.toUpperCase()}`, { position });
  const values = call.arguments.map((argument) => planArgument(scope, argument, name));
  return planTableFunction(scope.state, call, values);
}

function planArgument(scope: Scope, argument: FunctionCall["arguments"][number], name: string): PlannedExpression {
  if (argument.kind === "row") throw undefinedFunction(name, [], argument.span.start + 1);
  return planExpression(scope, argument);
}

function decorationOf(call: FunctionCall): string | undefined {
  if (call.over !== undefined) return "OVER";
  if (call.distinct) return "DISTINCT";
  if (call.star) return "(*)";
  if (call.withinGroup !== undefined) return "WITHIN GROUP";
  return call.approximate ? "APPROXIMATE" : undefined;
}
