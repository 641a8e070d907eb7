import { SqlError } from "../sql/sql-error.ts";
import type { Expression, FunctionCall } from "../sql/tree.ts";
import { refusePerl } from "./match.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { planTableFunction } from "./plan-function.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** Where each function has its parameters, 'p' among them. */
const PARAMETERS: Readonly<Record<string, number>> = {
  regexp_count: 3,
  regexp_instr: 5,
  regexp_replace: 4,
  regexp_substr: 4,
};

export const REGEXP_CALLS: Readonly<Record<string, SpecialCall>> = Object.fromEntries(
  Object.entries(PARAMETERS).map(([name, place]) => [name, (scope, call) => planRegexp(scope, call, place)]),
);

/**
 * A function of a regular expression, which is POSIX unless the parameters hold 'p'.
 * https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html
 */
function planRegexp(scope: Scope, call: FunctionCall, place: number): PlannedExpression {
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [pattern, written] = [values[1], call.arguments[1]];
  if (written !== undefined) refuseColumns(written);
  const perl = values[place]?.literal?.includes("p") ?? false;
  if (pattern?.literal !== undefined && !perl) refusePerl(pattern.literal, call.span.start + 1);
  return planTableFunction(scope.state, call, values);
}

/** A pattern is a constant. @throws SqlError in Redshift's words */
export function refuseColumns(pattern: Expression): void {
  if (!someExpression(pattern, (part) => part.kind === "column")) return;
  throw new SqlError("0A000", "The pattern must be a valid UTF-8 literal character expression", {
    position: pattern.span.start + 1,
  });
}
