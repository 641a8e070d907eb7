import { quoteLiteral } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import type { PlanState } from "./plan-context.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";

export type PlannedStep =
  | { readonly kind: "attribute"; readonly name: Name }
  | { readonly kind: "index"; readonly index: PlannedExpression };

/**
 * SUPER navigation, lax: what is missing is NULL. An attribute's name folds to lower case unless the session says otherwise.
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
  let sql = base.sql;
  let label = base.label;
  for (const step of steps) {
    if (step.kind === "index") {
      sql = `(${sql} -> (${step.index.sql})::int4)`;
    } else {
      const name = state.context.caseSensitiveSuper ? step.name.written : step.name.text;
      sql = `(${sql} -> ${quoteLiteral(name)})`;
      label = step.name.text;
    }
  }
  const parts = steps.flatMap((step) => (step.kind === "index" ? [step.index] : []));
  return compose(sql, { name: "super" }, label, [base, ...parts]);
}
