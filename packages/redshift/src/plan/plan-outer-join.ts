import { SqlError } from "../sql/sql-error.ts";
import type { ColumnReference, Expression, FromItem } from "../sql/tree.ts";
import type { Scope, ScopeSource } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** WHERE of a query with the operator (+), taken apart. */
export interface OuterJoins {
  /** Items of FROM, by position, in an order in which each joins what stands before it; `on` makes it a left outer join. */
  readonly items: readonly { readonly index: number; readonly on?: Expression }[];
  /** What is left for WHERE. */
  readonly where?: Expression;
}

/** True when a condition uses Oracle's outer-join operator. */
export function hasOuterJoinMarks(expression: Expression): boolean {
  return someExpression(expression, isMarked);
}

/**
 * The joins that `t.a = u.b(+)` in WHERE stands for: `u` gives NULLs for the rows of `t` it has no row for.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
 * @throws SqlError in the documented words, where there are any.
 */
export function outerJoinsOf(scope: Scope, items: readonly FromItem[], where: Expression): OuterJoins {
  const joined = items.find((item) => item.kind !== "table" && item.kind !== "subquery");
  if (joined !== undefined) {
    throw refused("Outer join operator (+) is not allowed in a query that has join syntax in its FROM clause", where);
  }
  const conditions = new Map<number, Expression[]>();
  const others = new Map<number, Set<string>>();
  const filters: Expression[] = [];
  for (const condition of conjunctsOf(where)) {
    const join = joinOf(scope, condition);
    if (join === undefined) {
      filters.push(condition);
      continue;
    }
    const index = scope.sources.indexOf(join.source);
    if (items[index]?.kind !== "table") {
      throw refused("Outer join operator (+) is only allowed for columns of tables and views", condition);
    }
    conditions.set(index, [...(conditions.get(index) ?? []), condition]);
    const known = others.get(index) ?? new Set();
    for (const other of join.others) known.add(other);
    others.set(index, known);
    if (known.size > 1) throw refused("A table may be outer joined to at most one other table.", condition);
  }
  // A table compared with constants only is joined to nothing: the operator has no effect.
  for (const [index, on] of conditions) {
    if (others.get(index)?.size !== 0) continue;
    filters.push(...on);
    conditions.delete(index);
  }
  const ordered = inOrder(scope, items, conditions, others, where);
  const rest = allOf(filters);
  return { items: ordered, ...(rest === undefined ? {} : { where: rest }) };
}

/** The table a condition marks, and the other tables it names; undefined for a condition without marks. */
function joinOf(
  scope: Scope,
  condition: Expression,
): { readonly source: ScopeSource; readonly others: ReadonlySet<string> } | undefined {
  if (!hasOuterJoinMarks(condition)) return undefined;
  if (someExpression(condition, (part) => isAlternative(part) && hasOuterJoinMarks(part))) {
    throw refused("Outer join operator (+) not allowed in operand of OR or IN.", condition);
  }
  const marked = new Set<string>();
  const named = new Set<string>();
  someExpression(condition, (part) => {
    if (part.kind === "column") (part.outerJoined ? marked : named).add(tableOf(scope, part));
    return false;
  });
  const [alias, ...more] = marked;
  const source = scope.sources.find((candidate) => candidate.alias === alias);
  if (more.length > 0) throw refused("A condition may outer join one table only", condition);
  if (source === undefined) {
    throw new SqlError("42P01", `missing FROM-clause entry for table "${alias}"`, {
      position: condition.span.start + 1,
    });
  }
  named.delete(source.alias);
  // A table of an outer query joins nothing here.
  const own = (name: string): boolean =>
    scope.parent === undefined || scope.sources.some((candidate) => candidate.alias === name);
  return { source, others: new Set([...named].filter(own)) };
}

/** The alias of the item of FROM a column belongs to. */
function tableOf(scope: Scope, { parts }: ColumnReference): string {
  const [first, second, third] = parts;
  if (first === undefined) return "";
  if (second !== undefined) return third !== undefined && hasSchema(scope, first.text) ? second.text : first.text;
  const owner = scope.sources.find((source) => source.columns.some((column) => column.name === first.text));
  return owner?.alias ?? first.text;
}

function hasSchema(scope: Scope, name: string): boolean {
  return scope.sources.some((source) => source.schema === name);
}

/** Items without a join first, then each joined one once the table it is joined to stands. */
function inOrder(
  scope: Scope,
  items: readonly FromItem[],
  conditions: ReadonlyMap<number, readonly Expression[]>,
  others: ReadonlyMap<number, ReadonlySet<string>>,
  where: Expression,
): OuterJoins["items"] {
  const placed: { index: number; on?: Expression }[] = [];
  const aliases = new Set<string>();
  const place = (index: number, on?: Expression): void => {
    placed.push(on === undefined ? { index } : { index, on });
    aliases.add(scope.sources[index]?.alias ?? "");
  };
  for (const index of items.keys()) if (!conditions.has(index)) place(index);
  while (placed.length < items.length) {
    const next = [...conditions].find(
      ([index]) =>
        !placed.some((item) => item.index === index) && [...(others.get(index) ?? [])].every((one) => aliases.has(one)),
    );
    const on = next === undefined ? undefined : allOf(next[1]);
    if (next === undefined || on === undefined) {
      throw refused("Two tables cannot be outer joined to each other", where);
    }
    place(next[0], on);
  }
  return placed;
}

function conjunctsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== "binary" || expression.operator !== "and") return [expression];
  return [...conjunctsOf(expression.left), ...conjunctsOf(expression.right)];
}

function allOf(conditions: readonly Expression[]): Expression | undefined {
  return conditions.reduce<Expression | undefined>(
    (left, right) => (left === undefined ? right : { kind: "binary", operator: "and", left, right, span: right.span }),
    undefined,
  );
}

function isMarked(part: Expression): boolean {
  return part.kind === "column" && part.outerJoined === true;
}

function isAlternative(part: Expression): boolean {
  return (part.kind === "binary" && part.operator === "or") || part.kind === "in list" || part.kind === "in query";
}

function refused(message: string, { span }: Expression): SqlError {
  return new SqlError("0A000", message, { position: span.start + 1 });
}
