import { SqlError } from "../sql/sql-error.ts";
import type { Expression, FromItem, JoinItem } from "../sql/tree.ts";
import type { Scope, ScopeSource } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** Conditions of inner joins at any depth of FROM, subqueries apart. */
export function joinConditions(items: readonly FromItem[]): readonly Expression[] {
  return joinsOf(items).flatMap(({ on }) => (on === undefined ? [] : [on]));
}

/** @throws {SqlError} for an outer join: https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html */
export function refuseOuterJoins(items: readonly FromItem[], position: number): void {
  if (joinsOf(items).some(({ type }) => type !== "inner" && type !== "cross")) throw noEquijoin(position);
}

/**
 * A table that is changed by the rows of others must be equal to them in something.
 * @throws {SqlError} in Redshift's words
 */
export function requireEquijoin(
  scope: Scope,
  target: ScopeSource,
  conditions: readonly (Expression | undefined)[],
  position: number,
): void {
  const others = scope.sources.filter((source) => source !== target);
  if (others.length === 0) return;
  const joined = conditions.flatMap(conjuncts).some((condition) => {
    if (condition.kind !== "binary" || condition.operator !== "=") return false;
    const { left, right } = condition;
    const meets = (one: Expression, other: Expression): boolean =>
      refersTo(one, target, others) && others.some((source) => refersTo(other, source, [target]));
    return meets(left, right) || meets(right, left);
  });
  if (!joined) throw noEquijoin(position);
}

/** Whether a column of the source stands in the expression. */
export function refersTo(expression: Expression, source: ScopeSource, others: readonly ScopeSource[]): boolean {
  return someExpression(expression, (part) => {
    if (part.kind !== "column") return false;
    const [first, second] = part.parts;
    if (first === undefined) return false;
    const has = ({ columns }: ScopeSource): boolean => columns.some(({ name }) => name === first.text);
    if (second === undefined) return has(source) && !others.some(has);
    return (
      first.text === source.alias ||
      second.text === source.alias ||
      (has(source) && !others.some(({ alias }) => alias === first.text))
    );
  });
}

function joinsOf(items: readonly FromItem[]): readonly JoinItem[] {
  return items.flatMap((item) => (item.kind === "join" ? [item, ...joinsOf([item.left, item.right])] : []));
}

function conjuncts(condition: Expression | undefined): readonly Expression[] {
  if (condition === undefined) return [];
  if (condition.kind !== "binary" || condition.operator !== "and") return [condition];
  return [...conjuncts(condition.left), ...conjuncts(condition.right)];
}

function noEquijoin(position: number): SqlError {
  return new SqlError("0A000", "Target table must be part of an equijoin predicate", { position });
}
