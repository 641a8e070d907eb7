import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Delete, Expression, FromItem, Insert, RedshiftType, Update } from "../sql/tree.ts";
import type { CatalogColumn, CatalogRelation } from "./catalog.ts";
import { assign } from "./convert.ts";
import { joinConditions, refersTo, refuseOuterJoins, requireEquijoin } from "./equijoin.ts";
import { type PlanContext, PlanState, type UsedFunction } from "./plan-context.ts";
import { planCondition } from "./plan-expression.ts";
import { planFrom } from "./plan-from.ts";
import { planInnerQuery } from "./plan-query.ts";
import { assigned, columnNames, columnOf, refuseIdentity, requireTable, scopeOf, targetOf } from "./plan-target.ts";
import { planWith } from "./plan-with.ts";
import { Scope, type ScopeSource } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

export interface PlannedChange {
  /** The engine's SQL. */
  readonly text: string;
  /** The relation it changes. */
  readonly target: CatalogRelation;
  /** What it reads besides. */
  readonly relations: readonly CatalogRelation[];
  readonly functions: readonly UsedFunction[];
  /** Finds a row of the target that several rows match: an error where the session says so. */
  readonly conflict?: string;
}

/** INSERT: values are converted as Redshift assigns them, lengths in bytes. https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html */
export function planInsert(insert: Insert, context: PlanContext): PlannedChange {
  const state = new PlanState(context);
  const target = targetOf(insert.table, context);
  requireTable(target, "insert into");
  const { source } = insert;
  if (source.kind === "default values")
    return planned(state, target, `INSERT INTO ${target.engineName} DEFAULT VALUES`);
  const columns = insert.columns === undefined ? target.columns : insert.columns.map((name) => columnOf(target, name));
  const position = insert.span.start + 1;
  if (source.kind === "values") {
    if (source.rows.length > 1) refuseQueries(source.rows);
    const rows = source.rows.map((row) => {
      const given = insert.columns === undefined ? columns.slice(0, row.length) : columns;
      if (row.length !== given.length || row.length > columns.length)
        throw tooMany(row.length > columns.length, position);
      return `(${row.map((value, index) => assignedTo(new Scope(state), value, given[index])).join(", ")})`;
    });
    const first = source.rows[0]?.length ?? 0;
    if (source.rows.some((row) => row.length !== first)) {
      throw new SqlError("42601", "VALUES lists must all be the same length", { position });
    }
    return planned(
      state,
      target,
      `INSERT INTO ${target.engineName} (${columnNames(columns.slice(0, first))}) VALUES ${rows.join(", ")}`,
    );
  }
  const query = planInnerQuery(new Scope(state), source);
  if (query.columns.length > columns.length) throw tooMany(true, position);
  if (insert.columns !== undefined && query.columns.length < columns.length) throw tooMany(false, position);
  const taken = columns.slice(0, query.columns.length);
  for (const column of taken) refuseIdentity(column, position);
  const values = query.columns.map((column, index) => {
    const type: RedshiftType = column.untyped ? { name: "unknown" } : column.type;
    // The engine has made text of a literal without a type.
    const value = {
      sql: `"source"."c${index + 1}"${column.untyped ? "::text" : ""}`,
      type,
      label: column.name,
      weight: 1,
    };
    const to = taken[index];
    return to === undefined ? value.sql : assign(value, to.type, to.name, position).sql;
  });
  const inner = query.columns.map((_, index) => `"c${index + 1}"`).join(", ");
  const text = `INSERT INTO ${target.engineName} (${columnNames(taken)}) SELECT ${values.join(", ")} FROM (${query.text}) AS "source"(${inner})`;
  return planned(state, target, text);
}

/** UPDATE ... FROM: https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html */
export function planUpdate(update: Update, context: PlanContext): PlannedChange {
  const state = new PlanState(context);
  const target = targetOf(update.table, context);
  requireTable(target, "update");
  const { scope, source } = scopeOf(state, target, update.alias);
  const prefix = planWith(scope, update);
  const position = update.table.span.start + 1;
  refuseOuterJoins(update.from, position);
  const from = planFrom(scope, update.from);
  const same = sameTable(scope, source, target, update);
  if (same === undefined) requireEquijoin(scope, source, [update.where, ...joinConditions(update.from)], position);
  // Where the target stands in FROM under another name, its columns there are those that change.
  const values = same === undefined ? scope : without(scope, source);
  const set = update.set.map(({ column, value }) => {
    const to = columnOf(target, column);
    return `${quoteIdentifier(to.name)} = ${assigned(values, value, to)}`;
  });
  const where = whereOf(values, update.where, same);
  const alias = quoteIdentifier(source.alias);
  const into = `${target.engineName} AS ${alias}`;
  const change = planned(state, target, `${prefix}UPDATE ${into} SET ${set.join(", ")}${from}${where}`);
  if (from === "") return change;
  const read = `FROM ${into}, ${from.slice(" FROM ".length)}${where}`;
  return { ...change, conflict: `${prefix}SELECT 1 ${read} GROUP BY ${alias}.ctid HAVING count(*) > 1 LIMIT 1` };
}

/** DELETE ... USING: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html */
export function planDelete(statement: Delete, context: PlanContext): PlannedChange {
  const state = new PlanState(context);
  const target = targetOf(statement.table, context);
  // Streaming views can be deleted from.
  if (target.kind !== "materialized view") requireTable(target, "delete from");
  const { scope, source } = scopeOf(state, target, statement.alias);
  const prefix = planWith(scope, statement);
  // The target may be named again, which says nothing new.
  const using = planFrom(
    scope,
    statement.using.filter((item) => !isRepeated(item, statement)),
    "USING",
  );
  const where = whereOf(scope, statement.where);
  const alias = quoteIdentifier(source.alias);
  return planned(state, target, `${prefix}DELETE FROM ${target.engineName} AS ${alias}${using}${where}`);
}

function planned(state: PlanState, target: CatalogRelation, text: string): PlannedChange {
  state.refuseMisplacedFunctions();
  return { text, target, relations: [...state.relations.values()], functions: state.functions };
}

/** What may be assigned; a value too many is told of elsewhere. */
function assignedTo(scope: Scope, value: Expression | "default", column: CatalogColumn | undefined): string {
  return column === undefined ? "NULL" : assigned(scope, value, column);
}

/**
 * The condition that makes the target in FROM, under another name, the one that changes: when the statement speaks of it under that name
 * only. `UPDATE t SET a = 1 FROM u JOIN t other ON u.id = other.id WHERE other.b = 2`
 */
function sameTable(scope: Scope, own: ScopeSource, target: CatalogRelation, update: Update): string | undefined {
  const others = scope.sources.filter((source) => source !== own);
  const again = others.filter(
    ({ columns }) => columns[0]?.relation === target && columns.every(({ sql }) => sql.includes(".")),
  );
  const [only] = again;
  if (only === undefined || again.length > 1) return undefined;
  const spoken = [update.where, ...joinConditions(update.from)];
  const bare: ScopeSource = { alias: own.alias, columns: [] };
  if (spoken.some((condition) => condition !== undefined && refersTo(condition, bare, others))) return undefined;
  return `${quoteIdentifier(own.alias)}.ctid = ${quoteIdentifier(only.alias)}.ctid`;
}

function without(scope: Scope, source: ScopeSource): Scope {
  const index = scope.sources.indexOf(source);
  scope.sources.splice(index, 1);
  return scope;
}

function isRepeated(item: FromItem, { table, alias }: Delete): boolean {
  if (item.kind !== "table" || item.alias !== undefined || alias !== undefined) return false;
  const [name, schema] = [...item.parts].reverse();
  return name?.text === table.name.text && schema?.text === table.schema?.text;
}

const QUERIES: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>([
  ...(["exists", "in query", "quantified", "scalar query"] as const),
]);

/** @throws {SqlError} in Redshift's words: https://docs.aws.amazon.com/redshift/latest/dg/c_Examples_of_INSERT_30.html */
function refuseQueries(rows: readonly (readonly (Expression | "default")[])[]): void {
  for (const value of rows.flat()) {
    if (value === "default" || !someExpression(value, ({ kind }) => QUERIES.has(kind))) continue;
    throw new SqlError("0A000", "can't use subqueries in multi-row VALUES", { position: value.span.start + 1 });
  }
}

function whereOf(scope: Scope, where: Expression | undefined, also?: string): string {
  const conditions = [
    ...(where === undefined ? [] : [planCondition(scope, where, "WHERE").sql]),
    ...(also === undefined ? [] : [also]),
  ];
  return conditions.length === 0 ? "" : ` WHERE ${conditions.map((sql) => `(${sql})`).join(" AND ")}`;
}

function tooMany(more: boolean, position: number): SqlError {
  const message = more
    ? "INSERT has more expressions than target columns"
    : "INSERT has more target columns than expressions";
  return new SqlError("42601", message, { position });
}
