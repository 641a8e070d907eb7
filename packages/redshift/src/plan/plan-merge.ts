import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, Merge } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { assign } from "./convert.ts";
import { refersTo, requireEquijoin } from "./equijoin.ts";
import { type PlanContext, PlanState } from "./plan-context.ts";
import { planCondition } from "./plan-expression.ts";
import { planFromItem } from "./plan-from.ts";
import { assigned, columnNames, columnOf, scopeOf, targetOf } from "./plan-target.ts";
import { Scope, type ScopeSource } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

export interface PlannedMerge {
  readonly target: CatalogRelation;
  /** Finds a row of the target that several rows of the source match. */
  readonly conflict: string;
  /** The engine's statements, in order. */
  readonly steps: readonly string[];
}

type When = Extract<Merge["action"], { kind: "when" }>;

/**
 * MERGE: https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html.
 * REMOVE DUPLICATES is the rows that match taken out and every row of the source put in.
 */
export function planMerge(merge: Merge, context: PlanContext): PlannedMerge {
  const state = new PlanState(context);
  const target = targetOf(merge.table, context);
  const position = merge.span.start + 1;
  const { scope, source: own } = scopeOf(state, target, undefined);
  refuseTarget(merge, target, context);
  const from = planFromItem(scope, merge.source);
  const source = scope.sources.find((candidate) => candidate !== own);
  if (source === undefined) throw new RangeError("a source has columns");
  if (merge.source.kind !== "table" && [...state.relations.values()].includes(target)) {
    throw new SqlError("0A000", "Source view/subquery in Merge statement cannot reference target table.", { position });
  }
  refusePartialSuper(merge, [own, source]);
  requireEquijoin(scope, own, [merge.on], merge.on.span.start + 1);
  const on = planCondition(scope, merge.on, "MERGE").sql;
  const into = `${target.engineName} AS ${quoteIdentifier(target.name)}`;
  const conflict = `SELECT 1 FROM ${into} JOIN ${from} ON ${on} GROUP BY ${quoteIdentifier(target.name)}.ctid HAVING count(*) > 1 LIMIT 1`;
  const { action } = merge;
  if (action.kind === "remove duplicates") {
    const columns = sourceColumns(target, source, position);
    return {
      target,
      conflict,
      steps: [
        `DELETE FROM ${into} USING ${from} WHERE ${on}`,
        `INSERT INTO ${target.engineName} (${columnNames(target.columns)}) SELECT ${columns.join(", ")} FROM ${from}`,
      ],
    };
  }
  const matched =
    action.matched.kind === "delete" ? "DELETE" : `UPDATE SET ${planSet(action.matched.set, scope, target)}`;
  const insert = planInsertion(action.insert, source, state, target, position);
  state.refuseMisplacedFunctions();
  const text = `MERGE INTO ${into} USING ${from} ON ${on} WHEN MATCHED THEN ${matched} WHEN NOT MATCHED THEN INSERT ${insert}`;
  return { target, conflict, steps: [text] };
}

function refuseTarget({ table, source, span }: Merge, target: CatalogRelation, { catalog }: PlanContext): void {
  const position = table.span.start + 1;
  if (target.kind !== "table") {
    const what = target.kind === "stream" ? "external table" : target.kind === "system" ? "system table" : target.kind;
    throw new SqlError("42809", `target of MERGE cannot be the ${what} "${target.name}"`, { position });
  }
  if (source.kind !== "table") return;
  const [last = "", schema] = source.parts.map(({ text }) => text).reverse();
  if (catalog.relation(schema, last)?.engineName === target.engineName) {
    throw new SqlError("0A000", "Source table and target table of MERGE cannot be the same", {
      position: span.start + 1,
    });
  }
}

/** Only whole SUPER columns may stand in a MERGE. */
function refusePartialSuper({ on, action }: Merge, sources: readonly ScopeSource[]): void {
  const values = action.kind === "when" ? valuesOf(action) : [];
  for (const expression of [on, ...values]) {
    const partial = someExpression(expression, (part) => part.kind === "navigation" || isPartial(part, sources));
    if (!partial) continue;
    const position = expression.span.start + 1;
    throw new SqlError("0A000", "Partial reference of SUPER column is not supported in MERGE statement.", { position });
  }
}

function valuesOf({ matched, insert }: When): readonly Expression[] {
  return [...(matched.kind === "update" ? matched.set.map(({ value }) => value) : []), ...insert.values];
}

function isPartial(part: Expression, sources: readonly ScopeSource[]): boolean {
  if (part.kind !== "column") return false;
  const [first, second] = part.parts.map(({ text }) => text);
  const qualified = sources.some(({ alias }) => alias === first)
    ? 1
    : sources.some(({ alias }) => alias === second)
      ? 2
      : 0;
  return part.parts.length - qualified > 1;
}

function planSet(
  set: Extract<When["matched"], { kind: "update" }>["set"],
  scope: Scope,
  target: CatalogRelation,
): string {
  return set
    .map(({ column, value }) => {
      const to = columnOf(target, column);
      return `${quoteIdentifier(to.name)} = ${assigned(scope, value, to)}`;
    })
    .join(", ");
}

/** The values of a new row are those of the source alone. */
function planInsertion(
  { columns, values }: When["insert"],
  source: ScopeSource,
  state: PlanState,
  target: CatalogRelation,
  position: number,
): string {
  const into =
    columns === undefined ? target.columns.slice(0, values.length) : columns.map((name) => columnOf(target, name));
  if (values.length !== into.length) {
    const more = values.length > into.length;
    const message = more
      ? "INSERT has more expressions than target columns"
      : "INSERT has more target columns than expressions";
    throw new SqlError("42601", message, { position });
  }
  const scope = new Scope(state);
  scope.add(source);
  const own: ScopeSource = { alias: target.name, columns: [] };
  const planned = values.map((value, index) => {
    if (refersTo(value, own, [source])) {
      const message = `invalid reference to target table "${target.name}" in WHEN NOT MATCHED`;
      throw new SqlError("42P10", message, { position: value.span.start + 1 });
    }
    const to = into[index];
    if (to === undefined) throw new RangeError("every value has its column");
    return assigned(scope, value, to);
  });
  return `(${columnNames(into)}) VALUES (${planned.join(", ")})`;
}

/** The source's columns as they are stored in the target's, one after the other. */
function sourceColumns(target: CatalogRelation, source: ScopeSource, position: number): readonly string[] {
  if (source.columns.length !== target.columns.length) {
    const message = "MERGE with REMOVE DUPLICATES needs a source of as many columns as the target";
    throw new SqlError("42601", message, { position });
  }
  return source.columns.map((column, index) => {
    const to = target.columns[index];
    if (to === undefined) throw new RangeError("every column has its like");
    return assign({ ...column, label: column.name }, to.type, to.name, position).sql;
  });
}
