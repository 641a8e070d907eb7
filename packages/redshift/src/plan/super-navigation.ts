import { quoteLiteral } from "../engine/quote.ts";
import { isOn } from "../session/parameter-table.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import type { PlanState } from "./plan-context.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { isInteger } from "./type-rules.ts";

/** A step reads the document's text; with a cast it is worth computing once. */
const NAVIGATION_WEIGHT = 6;

export type PlannedStep =
  | { readonly kind: "attribute"; readonly name: Name }
  | { readonly kind: "index"; readonly index: PlannedExpression };

/**
 * SUPER navigation, lax unless the session says otherwise: what is missing is NULL. An attribute's name folds to lower case unless the session says otherwise.
 * https://docs.aws.amazon.com/redshift/latest/dg/query-super.html , super-configurations.html
 * @throws SqlError when the base is no SUPER.
 */
export function navigate(
  state: PlanState,
  base: PlannedExpression,
  steps: readonly PlannedStep[],
  position: number,
): PlannedExpression {
  if (steps.length === 0) return base;
  if (base.type.name !== "super") {
    throw new SqlError("42809", `navigation on column "${base.label}" is not allowed as it is not SUPER type`, {
      position,
    });
  }
  const strict = state.context.setting !== undefined && !isOn(state.context.setting("navigate_super_null_on_error"));
  let sql = base.sql;
  let path = "";
  let label = base.label;
  for (const step of steps) {
    const key = step.kind === "index" ? subscript(step.index, position) : attribute(state, step.name);
    path += ` -> ${key}`;
    sql = strict ? `redshift_internal.strict_step(${sql}, ${key})` : `(${sql} -> ${key})`;
    if (step.kind === "attribute") label = step.name.text;
  }
  const parts = steps.flatMap((step) => (step.kind === "index" ? [step.index] : []));
  const planned = compose(sql, { name: "super" }, label, [base, ...parts]);
  const weighed = { ...planned, weight: planned.weight + NAVIGATION_WEIGHT };
  const isColumn = /^"(?:[^"]|"")+"[.]"(?:[^"]|"")+"$/.test(base.sql);
  return !isColumn || strict ? weighed : { ...weighed, navigation: { column: base.sql, steps: path } };
}

function attribute(state: PlanState, name: Name): string {
  return quoteLiteral(state.context.caseSensitiveSuper ? name.written : name.text);
}

/** Redshift counts from 0 and never from the end. */
function subscript(index: PlannedExpression, position: number): string {
  if (index.literal !== undefined && /^\d+$/.test(index.literal) && isInteger(index.type)) return index.literal;
  const whole = isInteger(index.type) || index.type.name === "super";
  if (!whole) throw new SqlError("42804", "array subscript must have type integer", { position });
  const place = index.type.name === "super" ? coerce(index, { name: "integer" }).sql : `(${index.sql})::int4`;
  return `(CASE WHEN ${place} >= 0 THEN ${place} END)`;
}
