import type { RedshiftTypeName } from "../sql/redshift-type.ts";
import type { AtTimeZone } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";

/** What a value in another zone is: a time with its zone loses it, one without gets it. */
const RESULTS: Partial<Record<RedshiftTypeName, RedshiftTypeName>> = {
  timestamp: "timestamptz",
  date: "timestamptz",
  unknown: "timestamptz",
  timestamptz: "timestamp",
};

/** `value AT TIME ZONE 'zone'`; its column is called as its type is. https://docs.aws.amazon.com/redshift/latest/dg/r_AT_TIME_ZONE.html */
export function planAtTimeZone(scope: Scope, { operand, zone, span }: AtTimeZone): PlannedExpression {
  const value = planExpression(scope, operand);
  const where = planExpression(scope, zone);
  const name = RESULTS[value.type.name];
  if (name === undefined) throw undefinedFunction("pg_catalog.timezone", [where, value], span.start + 1);
  scope.state.functions.push({ name: "timezone", volatility: "stable", leaderOnly: false, span: operand.span });
  const stamp = name === "timestamptz" ? coerce(value, { name: "timestamp" }) : value;
  return compose(`((${stamp.sql}) AT TIME ZONE (${where.sql})::text)`, { name }, name, [value, where]);
}
