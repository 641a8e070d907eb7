import { quoteIdentifier } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Query } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { readsClock } from "./datetime-literal.ts";
import { type PlanContext, PlanState, type UsedFunction } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import { planSelect } from "./plan-select.ts";
import { orderOfResult, planSetOperation } from "./plan-set-operation.ts";
import { planWith } from "./plan-with.ts";
import { Scope } from "./scope.ts";

export interface PlannedColumn {
  readonly name: string;
  readonly type: RedshiftType;
  readonly weight: number;
  /** The table's column it is, when it is nothing else. */
  readonly source?: { readonly relation: CatalogRelation; readonly column: string };
  /** It is a literal without a type, which takes that of the column it is stored in. */
  readonly untyped?: true;
}

export interface PlannedQuery {
  /** The engine's SQL. */
  readonly text: string;
  readonly columns: readonly PlannedColumn[];
  /** Every relation it reads, each once. */
  readonly relations: readonly CatalogRelation[];
  readonly functions: readonly UsedFunction[];
}

/** Part of a query: its text and columns. */
export interface PlannedPart {
  readonly text: string;
  readonly columns: readonly PlannedColumn[];
}

/** Above this much to compute, a query in FROM keeps its columns computed once (see `fence`). */
const FENCE_WEIGHT = 12;

/**
 * Plans a query: names resolved, every construct allowed by name, types known, printed for the engine.
 * @throws SqlError in Redshift's words.
 */
export function planQuery(query: Query, context: PlanContext): PlannedQuery {
  const state = new PlanState(context);
  const { text, columns } = planWhole(new Scope(state), query);
  state.refuseMisplacedFunctions();
  const functions = [...state.functions];
  // A literal such as 'today' is what SYSDATE is.
  if (readsClock(text)) functions.push({ name: "sysdate", volatility: "stable", leaderOnly: false, span: query.span });
  return { text, columns, relations: [...state.relations.values()], functions };
}

/** A query in a scope of its own (its outer query's is the parent). @throws SqlError for WITH RECURSIVE in a subquery */
export function planInnerQuery(scope: Scope, query: Query): PlannedPart {
  if (query.recursive) {
    throw new SqlError("0A000", "WITH RECURSIVE inside a subquery is not supported", {
      position: query.span.start + 1,
    });
  }
  return planWhole(scope, query);
}

function planWhole(scope: Scope, query: Query): PlannedPart {
  const prefix = planWith(scope, query);
  const { body } = query;
  const limit = limitSql(scope, query);
  if (body.kind === "select") {
    const planned = planSelect(scope, body, query.orderBy);
    return { text: `${prefix}${planned.text}${limit}`, columns: planned.columns };
  }
  const planned = planSetOperation(scope, body);
  const order = orderOfResult(planned.columns, query.orderBy);
  return { text: `${prefix}${planned.text}${order}${limit}`, columns: planned.columns };
}

/** Columns under other names; fewer names leave the rest as they are. */
export function renamed(part: PlannedPart, names: readonly string[] | undefined, position: number): PlannedPart {
  if (names === undefined) return part;
  if (names.length > part.columns.length) {
    throw new SqlError(
      "42P10",
      `query has ${part.columns.length} columns available but ${names.length} columns specified`,
      { position },
    );
  }
  const columns = part.columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
  const list = columns.map((column) => quoteIdentifier(column.name)).join(", ");
  return { text: `SELECT * FROM (${part.text}) AS "renamed"(${list})`, columns };
}

/**
 * Keeps a query's columns computed once.
 *
 * The engine flattens nested queries by putting expressions in place of columns, so a chain of WITH that names each step once becomes an
 * expression that repeats each step wherever it is used, and grows without bound. A volatile column stops the flattening, yet lets
 * conditions on the other columns through to the scan, which OFFSET 0 would not.
 */
export function fence(part: PlannedPart): PlannedPart {
  if (part.columns.every((column) => column.weight <= FENCE_WEIGHT)) return part;
  const names = part.columns.map((column) => quoteIdentifier(column.name));
  if (new Set(names).size !== names.length) return part;
  const text = `SELECT ${names.join(", ")} FROM (SELECT *, random() AS "fence of columns" FROM (${part.text}) AS "computed") AS "fenced"`;
  return { text, columns: part.columns.map((column) => ({ ...column, weight: 1 })) };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ORDER_BY_clause.html#order-by-clause-limit */
const MOST_ROWS = 2_147_483_647;

function limitSql(scope: Scope, query: Query): string {
  const clause = (word: string, expression: Query["limit"]): string => {
    if (expression === undefined) return "";
    const planned = planExpression(new Scope(scope.state), expression);
    const written = planned.literal === undefined ? undefined : Number(planned.literal);
    if (written !== undefined && (written < 0 || written > MOST_ROWS)) {
      const problem = written < 0 ? "must not be negative" : `must not be greater than ${MOST_ROWS}`;
      throw new SqlError(word === "LIMIT" ? "2201W" : "2201X", `${word} ${problem}`, {
        position: expression.span.start + 1,
      });
    }
    const bare = planned.type.name === "unknown" ? `(${planned.sql})::int8` : planned.sql;
    return ` ${word} ${bare}`;
  };
  const top = query.body.kind === "select" ? query.body.top : undefined;
  if (top !== undefined && query.limit !== undefined) {
    throw new SqlError("42601", "TOP and LIMIT cannot be used together", { position: query.limit.span.start + 1 });
  }
  return `${clause("LIMIT", query.limit ?? top)}${clause("OFFSET", query.offset)}`;
}
