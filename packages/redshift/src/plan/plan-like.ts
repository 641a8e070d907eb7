import { SqlError } from "../sql/sql-error.ts";
import type { Like } from "../sql/tree.ts";
import { refuseMixedCollations } from "./case-insensitive.ts";
import { planExpression } from "./plan-expression.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

/**
 * LIKE, ILIKE and SIMILAR TO on text. ESCAPE defaults to a backslash, as in PostgreSQL. LIKE and ILIKE see the blanks a CHAR is padded with,
 * and ILIKE knows the two cases of ASCII letters only.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html , pattern-matching-conditions-similar-to.html
 */
export function planLike(scope: Scope, like: Like): PlannedExpression {
  const position = like.span.start + 1;
  const value = planExpression(scope, like.operand);
  const operand = textOf(value, position);
  const patternValue = planExpression(scope, like.pattern);
  refuseMixedCollations([value, patternValue], position);
  const pattern = textOf(patternValue, position);
  const escaped = like.escape === undefined ? undefined : textOf(planExpression(scope, like.escape), position);
  const matched = like.operator === "similar to" ? operand.sql : padded(value, operand.sql);
  const name = like.operator === "like" && value.type.caseInsensitive ? "ilike" : like.operator;
  const operator = `${like.negated ? "NOT " : ""}${name.toUpperCase()}`;
  const suffix = escaped === undefined ? "" : ` ESCAPE ${escaped.sql}`;
  // The collation "C" has the cases of ASCII letters.
  const letters = name === "ilike" ? ' COLLATE "C"' : "";
  return compose(`(${matched}${letters} ${operator} ${pattern.sql}${suffix})`, { name: "boolean" }, "?column?", [
    operand,
    pattern,
  ]);
}

function textOf(value: PlannedExpression, position: number): PlannedExpression {
  const family = familyOf(value.type);
  if (value.type.name === "varchar") return value;
  if (family === "super") return { ...value, sql: `redshift_internal.as_string(${value.sql})` };
  if (family !== "varbyte" && family !== "boolean") return { ...value, sql: `(${value.sql})::text` };
  throw new SqlError("42883", `operator does not exist: ${value.type.name} ~~ "unknown"`, { position });
}

function padded({ type, sql }: PlannedExpression, text: string): string {
  return type.name === "char" && type.length !== undefined ? `rpad(${sql}, ${type.length})` : text;
}
