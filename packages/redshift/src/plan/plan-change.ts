import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Delete, Expression, Insert, Name, QualifiedName, Update } from "../sql/tree.ts";
import type { CatalogColumn, CatalogRelation } from "./catalog.ts";
import { assign } from "./convert.ts";
import { type PlanContext, PlanState, type UsedFunction } from "./plan-context.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { planFrom } from "./plan-from.ts";
import { planInnerQuery } from "./plan-query.ts";
import { Scope } from "./scope.ts";

export interface PlannedChange {
  /** The engine's SQL. */
  readonly text: string;
  /** The relation it changes. */
  readonly target: CatalogRelation;
  /** What it reads besides. */
  readonly relations: readonly CatalogRelation[];
  readonly functions: readonly UsedFunction[];
}

/** INSERT: values are converted as Redshift assigns them, lengths in bytes. https://docs.aws.amazon.com/redshift/latest/dg/r_INSERT_30.html */
export function planInsert(insert: Insert, context: PlanContext): PlannedChange {
  const state = new PlanState(context);
  const target = targetOf(insert.table, context);
  const { source } = insert;
  if (source.kind === "default values")
    return planned(state, target, `INSERT INTO ${target.engineName} DEFAULT VALUES`);
  const columns = insert.columns === undefined ? target.columns : insert.columns.map((name) => columnOf(target, name));
  const position = insert.span.start + 1;
  if (source.kind === "values") {
    const rows = source.rows.map((row) => {
      const given = insert.columns === undefined ? columns.slice(0, row.length) : columns;
      if (row.length !== given.length || row.length > columns.length)
        throw tooMany(row.length > columns.length, position);
      return `(${row.map((value, index) => assigned(new Scope(state), value, given[index])).join(", ")})`;
    });
    const first = source.rows[0]?.length ?? 0;
    if (source.rows.some((row) => row.length !== first)) {
      throw new SqlError("42601", "VALUES lists must all be the same length", { position });
    }
    return planned(
      state,
      target,
      `INSERT INTO ${target.engineName} (${names(columns.slice(0, first))}) VALUES ${rows.join(", ")}`,
    );
  }
  const query = planInnerQuery(new Scope(state), source);
  if (query.columns.length > columns.length) throw tooMany(true, position);
  if (insert.columns !== undefined && query.columns.length < columns.length) throw tooMany(false, position);
  const taken = columns.slice(0, query.columns.length);
  const values = query.columns.map((column, index) => {
    const value = { sql: `"source"."c${index + 1}"`, type: column.type, label: column.name, weight: 1 };
    const to = taken[index];
    return to === undefined ? value.sql : assign(value, to.type, to.name, position).sql;
  });
  const inner = query.columns.map((_, index) => `"c${index + 1}"`).join(", ");
  const text = `INSERT INTO ${target.engineName} (${names(taken)}) SELECT ${values.join(", ")} FROM (${query.text}) AS "source"(${inner})`;
  return planned(state, target, text);
}

/** UPDATE ... FROM: https://docs.aws.amazon.com/redshift/latest/dg/r_UPDATE.html */
export function planUpdate(update: Update, context: PlanContext): PlannedChange {
  const state = new PlanState(context);
  const target = targetOf(update.table, context);
  const scope = scopeOf(state, target, update.alias);
  const from = planFrom(scope, update.from);
  const set = update.set.map(({ column, value }) => {
    const to = columnOf(target, column);
    return `${quoteIdentifier(to.name)} = ${assigned(scope, value, to)}`;
  });
  const where = whereOf(scope, update.where);
  const alias = quoteIdentifier(update.alias?.text ?? target.name);
  return planned(state, target, `UPDATE ${target.engineName} AS ${alias} SET ${set.join(", ")}${from}${where}`);
}

/** DELETE ... USING: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html */
export function planDelete(statement: Delete, context: PlanContext): PlannedChange {
  const state = new PlanState(context);
  const target = targetOf(statement.table, context);
  const scope = scopeOf(state, target, statement.alias);
  const using = planFrom(scope, statement.using, "USING");
  const where = whereOf(scope, statement.where);
  const alias = quoteIdentifier(statement.alias?.text ?? target.name);
  return planned(state, target, `DELETE FROM ${target.engineName} AS ${alias}${using}${where}`);
}

function planned(state: PlanState, target: CatalogRelation, text: string): PlannedChange {
  state.refuseMisplacedFunctions();
  return { text, target, relations: [...state.relations.values()], functions: state.functions };
}

function targetOf(table: QualifiedName, { catalog }: PlanContext): CatalogRelation {
  const relation = catalog.relation(table.schema?.text, table.name.text);
  if (relation !== undefined) return relation;
  const written = table.schema === undefined ? table.name.text : `${table.schema.text}.${table.name.text}`;
  throw new SqlError("42P01", `relation "${written}" does not exist`, { position: table.span.start + 1 });
}

function scopeOf(state: PlanState, target: CatalogRelation, alias: Name | undefined): Scope {
  const scope = new Scope(state);
  const called = alias?.text ?? target.name;
  const columns = target.columns.map(({ name, type }) => ({
    name,
    type,
    sql: `${quoteIdentifier(called)}.${quoteIdentifier(name)}`,
    weight: 1,
    relation: target,
  }));
  scope.add(alias === undefined ? { alias: called, schema: target.schema, columns } : { alias: called, columns });
  return scope;
}

function columnOf(target: CatalogRelation, name: Name): CatalogColumn {
  const column = target.columns.find((candidate) => candidate.name === name.text);
  if (column !== undefined) return column;
  throw new SqlError("42703", `column "${name.text}" of relation "${target.name}" does not exist`, {
    position: name.span.start + 1,
  });
}

function assigned(scope: Scope, value: Expression | "default", column: CatalogColumn | undefined): string {
  if (value === "default") return "DEFAULT";
  const expression = planExpression(scope, value);
  return column === undefined ? expression.sql : assign(expression, column.type, column.name, value.span.start + 1).sql;
}

function whereOf(scope: Scope, where: Expression | undefined): string {
  return where === undefined ? "" : ` WHERE ${planCondition(scope, where, "WHERE").sql}`;
}

function names(columns: readonly CatalogColumn[]): string {
  return columns.map((column) => quoteIdentifier(column.name)).join(", ");
}

function tooMany(more: boolean, position: number): SqlError {
  const message = more
    ? "INSERT has more expressions than target columns"
    : "INSERT has more target columns than expressions";
  return new SqlError("42601", message, { position });
}
