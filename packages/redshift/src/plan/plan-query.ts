import { quoteIdentifier } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { CommonTable, Query, QueryBody, SetOperation, SortKey } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { countReferences } from "./count-references.ts";
import { sortKey } from "./plan-aggregate.ts";
import { toShared } from "./plan-case.ts";
import { type PlanContext, PlanState, type UsedFunction } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import { planSelect } from "./plan-select.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import { Scope } from "./scope.ts";
import { commonType, engineType } from "./type-rules.ts";

export interface PlannedColumn {
  readonly name: string;
  readonly type: RedshiftType;
  readonly weight: number;
  /** The table's column it is, when it is nothing else. */
  readonly source?: { readonly relation: CatalogRelation; readonly column: string };
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
  const { text, columns } = planInnerQuery(new Scope(state), query);
  state.refuseLeaderFunctions();
  return { text, columns, relations: [...state.relations.values()], functions: state.functions };
}

/** A query in a scope of its own (its outer query's is the parent). */
export function planInnerQuery(scope: Scope, query: Query): PlannedPart {
  const common = query.with.flatMap((table) => planCommon(scope, query, table));
  const prefix = common.length === 0 ? "" : `WITH ${common.join(", ")} `;
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

/**
 * A name of WITH. Used once, it is printed in place, where conditions reach through it; used more often, it is computed once.
 * Gives what the engine's WITH needs for it.
 */
function planCommon(scope: Scope, query: Query, table: CommonTable): readonly string[] {
  const position = table.span.start + 1;
  if (query.recursive) throw new SqlError("0A000", "WITH RECURSIVE is not supported", { position });
  const inner = planInnerQuery(scope.withoutSources(), table.query);
  const names = table.columns?.map((name) => name.text);
  const { text, columns } = fence(renamed(inner, names, position));
  const once = countReferences(query, table.name.text) <= 1;
  const engineName = once ? `(${text})` : quoteIdentifier(scope.state.freshName(table.name.text));
  scope.defineCommon(table.name.text, {
    engineName,
    columns: columns.map(({ name, type, weight }) => ({ name, type, weight, sql: "" })),
  });
  return once ? [] : [`${engineName} AS (${text})`];
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

function limitSql(scope: Scope, query: Query): string {
  const clause = (word: string, expression: Query["limit"]): string => {
    if (expression === undefined) return "";
    const planned = planExpression(new Scope(scope.state), expression);
    const bare = planned.type.name === "unknown" ? `(${planned.sql})::int8` : planned.sql;
    return ` ${word} ${bare}`;
  };
  const top = query.body.kind === "select" ? query.body.top : undefined;
  if (top !== undefined && query.limit !== undefined) {
    throw new SqlError("42601", "TOP and LIMIT cannot be used together", { position: query.limit.span.start + 1 });
  }
  return `${clause("LIMIT", query.limit ?? top)}${clause("OFFSET", query.offset)}`;
}

function planArm(scope: Scope, arm: QueryBody | Query): PlannedPart {
  const inner = new Scope(scope.state, scope);
  if (arm.kind === "query") return planInnerQuery(inner, arm);
  if (arm.kind === "set operation") return planSetOperation(inner, arm);
  const query: Query = { kind: "query", recursive: false, with: [], body: arm, orderBy: [], span: arm.span };
  return planInnerQuery(inner, query);
}

/** UNION, INTERSECT, EXCEPT: columns by position, of the types both arms share. */
function planSetOperation(scope: Scope, { operator, all, left, right, span }: SetOperation): PlannedPart {
  const [one, other] = [planArm(scope, left), planArm(scope, right)];
  const name = operator.toUpperCase();
  if (one.columns.length !== other.columns.length) {
    throw new SqlError("42601", `each ${name} query must have the same number of columns`, {
      position: span.start + 1,
    });
  }
  const columns = one.columns.map((column, index): PlannedColumn => {
    const second = other.columns[index]?.type ?? column.type;
    const type = commonType(column.type, second);
    if (type === undefined) {
      throw new SqlError("42804", `${name} types ${column.type.name} and ${second.name} cannot be matched`, {
        position: span.start + 1,
      });
    }
    return { name: column.name, type, weight: Math.max(column.weight, other.columns[index]?.weight ?? 0) };
  });
  const arms = [one, other].map((arm) => converted(arm, columns));
  return { text: `(${arms[0]}) ${name}${all ? " ALL" : ""} (${arms[1]})`, columns };
}

/** An arm whose columns have the types of the whole. */
function converted(arm: PlannedPart, columns: readonly PlannedColumn[]): string {
  const same = arm.columns.every(
    ({ type }, index) => type.name === columns[index]?.type.name && type.scale === columns[index]?.type.scale,
  );
  if (same) return arm.text;
  const names = arm.columns.map((_, index) => `"c${index + 1}"`);
  const items = arm.columns.map((column, index) => {
    const value: PlannedExpression = { sql: `"arm".${names[index]}`, type: column.type, label: "", weight: 1 };
    const type = columns[index]?.type ?? column.type;
    const sql =
      column.type.name === "unknown" ? `(${value.sql})::${engineType({ name: type.name })}` : toShared(value, type).sql;
    return `${sql} AS ${quoteIdentifier(columns[index]?.name ?? column.name)}`;
  });
  return `SELECT ${items.join(", ")} FROM (${arm.text}) AS "arm"(${names.join(", ")})`;
}

/** ORDER BY of a set operation: names and ordinals of the result only. */
function orderOfResult(columns: readonly PlannedColumn[], keys: readonly SortKey[]): string {
  if (keys.length === 0) return "";
  const sorted = keys.map((key) => {
    const { expression } = key;
    const position = { position: expression.span.start + 1 };
    if (expression.kind === "number") return sortKey({ ...blank, sql: expression.text }, key);
    const name = expression.kind === "column" ? expression.parts.at(-1)?.text : undefined;
    if (name === undefined || !columns.some((column) => column.name === name)) {
      throw new SqlError(
        "0A000",
        "ORDER BY on a UNION/INTERSECT/EXCEPT result must be on one of the result columns",
        position,
      );
    }
    return sortKey({ ...blank, sql: quoteIdentifier(name) }, key);
  });
  return ` ORDER BY ${sorted.join(", ")}`;
}

const blank: PlannedExpression = { sql: "", type: { name: "unknown" }, label: "", weight: 1 };
