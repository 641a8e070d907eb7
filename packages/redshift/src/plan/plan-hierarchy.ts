import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Hierarchy } from "../sql/tree.ts";
import { planCondition } from "./plan-expression.ts";
import { withinLimit } from "./plan-recursive.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** FROM of a query with CONNECT BY. */
export interface PlannedHierarchy {
  /** What the rest of the query is planned in: the rows of the hierarchy under the names FROM gave them. */
  readonly scope: Scope;
  /** Printed last, when it is known whether the rest reads parent rows by PRIOR. */
  readonly from: () => string;
}

/**
 * CONNECT BY: FROM joined to itself, from the rows of START WITH (or all) down. WHERE comes after it.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CONNECT_BY_clause.html
 */
export function planHierarchy(scope: Scope, from: string, hierarchy: Hierarchy): PlannedHierarchy {
  const { startWith, connectBy, span } = hierarchy;
  if (!someExpression(connectBy, (part) => part.kind === "unary" && part.operator === "prior")) {
    throw new SqlError("42601", "CONNECT BY needs the operator PRIOR in one of its conditions", {
      position: span.start + 1,
    });
  }
  const columns = scope.sources.flatMap((source) => source.columns);
  const names = columns.map((_, index) => `c${index + 1}`);
  const columnOf = (source: string, prefix = "") => {
    const numbered = new Map(columns.map((column, index) => [column, `${prefix}${names[index]}`]));
    return (column: (typeof columns)[number]) => `${source}.${quoteIdentifier(numbered.get(column) ?? "")}`;
  };
  const list = columns.map((column, index) => `${column.sql} AS "${names[index]}"`).join(", ");
  const rows = quoteIdentifier(scope.state.freshName("rows"));
  const tree = quoteIdentifier(scope.state.freshName("tree"));
  const row = scope.renamed(columnOf('"row"'));
  row.pseudoColumns.set("level", level("1"));
  const start = startWith === undefined ? "true" : planCondition(row, startWith, "START WITH").sql;
  row.pseudoColumns.set("level", level('("parent"."level" + 1)'));
  const parent = scope.renamed(columnOf('"parent"'));
  parent.pseudoColumns.set("level", level('"parent"."level"'));
  row.prior = () => parent;
  const connected = planCondition(row, connectBy, "CONNECT BY").sql;

  const result = scope.renamed(columnOf('"hierarchy"'));
  result.pseudoColumns.set("level", level('"hierarchy"."level"'));
  let readsParents = false;
  const parents = scope.renamed(columnOf('"hierarchy"', "parent "));
  parents.pseudoColumns.set("level", level('("hierarchy"."level" - 1)'));
  result.prior = () => {
    readsParents = true;
    return parents;
  };
  return { scope: result, from: print };

  function print(): string {
    const parentNames = readsParents ? names.map((name) => `parent ${name}`) : [];
    const rowList = names.map((name) => `"row"."${name}"`);
    const none = readsParents ? names.map((name) => `CASE WHEN false THEN "row"."${name}" END`) : [];
    const above = readsParents ? names.map((name) => `"parent"."${name}"`) : [];
    const all = [...names, ...parentNames, "level"];
    return (
      ` FROM (WITH RECURSIVE ${rows} AS (SELECT ${list === "" ? "1" : list}${from}), ` +
      `${tree}(${all.map(quoteIdentifier).join(", ")}) AS (` +
      `SELECT ${[...rowList, ...none, "1"].join(", ")} FROM ${rows} AS "row" WHERE ${start} UNION ALL ` +
      `SELECT ${[...rowList, ...above, '"parent"."level" + 1'].join(", ")} ` +
      `FROM ${tree} AS "parent" JOIN ${rows} AS "row" ON ${connected}) ${withinLimit(tree, all)}) AS "hierarchy"`
    );
  }
}

function level(sql: string): PlannedExpression {
  return { sql, type: { name: "integer" }, label: "level", weight: 1 };
}
