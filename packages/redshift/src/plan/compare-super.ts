import { coerce } from "./convert.ts";
import { noOperator, padded } from "./plan-operator.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { familyOf, type TypeFamily } from "./type-rules.ts";

/** The dynamic type a SUPER must have to equal a value of a family, and the function that reads it. */
const DYNAMIC: Partial<Record<TypeFamily, { readonly kind: string; readonly read: (sql: string) => string }>> = {
  number: { kind: "number", read: (sql) => `redshift_internal.as_number(${sql})` },
  boolean: { kind: "boolean", read: (sql) => `redshift_internal.as_boolean(${sql})` },
  string: { kind: "string", read: (sql) => `redshift_internal.as_string(${sql})::bpchar` },
  unknown: { kind: "string", read: (sql) => `redshift_internal.as_string(${sql})::bpchar` },
};

/**
 * A comparison with a SUPER goes by the value's own type: where it is another than the other side's, = is false, <> true and an order NULL.
 * https://docs.aws.amazon.com/redshift/latest/dg/query-super.html#dynamic-typing-lax-processing
 * @throws SqlError when no SUPER can be of the other side's type
 */
export function compareSuper(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const [one, other] = superSides(operator, left, right, position);
  const compared = (sql: string): PlannedExpression => compose(sql, { name: "boolean" }, "?column?", [left, right]);
  if (left.type.name === "super" && right.type.name === "super") {
    if (operator === "=") return compared(`(${one.sql} OPERATOR(redshift_internal.=) ${other.sql})`);
    if (operator === "<>") return compared(`(NOT (${one.sql} OPERATOR(redshift_internal.=) ${other.sql}))`);
    return compared(`(redshift_internal.super_order(${one.sql}, ${other.sql}) ${operator} 0)`);
  }
  const sql = `(${one.sql} ${operator} ${other.sql})`;
  const [dynamic, fixed] = left.type.name === "super" ? [left, right] : [right, left];
  const kind = DYNAMIC[familyOf(fixed.type)]?.kind;
  if ((operator !== "=" && operator !== "<>") || kind === undefined || fixed.sql === "NULL") return compared(sql);
  const known = fixed.literal === undefined ? ` AND ${fixed.sql} IS NOT NULL` : "";
  const mistyped = `WHEN json_typeof(${dynamic.sql}) <> 'null'${known} THEN ${operator === "<>"}`;
  const exact = compared(`(CASE WHEN json_typeof(${dynamic.sql}) = '${kind}' THEN ${sql} ${mistyped} END)`);
  return operator === "=" ? { ...exact, filter: sql } : exact;
}

/** Both sides as the engine compares them; two SUPERs, whose JSON null is NULL, have operators of their own. */
export function superSides(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): readonly [PlannedExpression, PlannedExpression] {
  if (left.type.name === "super" && right.type.name === "super") return [present(left), present(right)];
  const fixed = left.type.name === "super" ? right : left;
  const family = familyOf(fixed.type);
  const dynamic = DYNAMIC[family];
  if (dynamic === undefined && family !== "datetime") throw noOperator(operator, [left, right], position);
  const side = (value: PlannedExpression): PlannedExpression => {
    if (value.type.name !== "super") return dynamic?.kind === "string" ? padded(value) : value;
    if (dynamic === undefined) return coerce(value, fixed.type);
    return { ...value, sql: dynamic.read(value.sql), type: fixed.type };
  };
  return [side(left), side(right)];
}

function present(value: PlannedExpression): PlannedExpression {
  return { ...value, sql: `redshift_internal.super_value(${value.sql})` };
}
