import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, Name, QualifiedName } from "../sql/tree.ts";
import type { CatalogColumn, CatalogRelation } from "./catalog.ts";
import { assign } from "./convert.ts";
import type { PlanContext, PlanState } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import { Scope, type ScopeSource } from "./scope.ts";

/** The relation a statement changes. @throws {SqlError} 42P01 */
export function targetOf(table: QualifiedName, { catalog }: PlanContext): CatalogRelation {
  const relation = catalog.relation(table.schema?.text, table.name.text);
  if (relation !== undefined) return relation;
  const written = table.schema === undefined ? table.name.text : `${table.schema.text}.${table.name.text}`;
  throw new SqlError("42P01", `relation "${written}" does not exist`, { position: table.span.start + 1 });
}

/** In the words of PostgreSQL 8, which are Redshift's. @throws {SqlError} when it is no table */
export function requireTable({ kind, name }: CatalogRelation, verb: string): void {
  if (kind === "table") return;
  throw new SqlError("0A000", `cannot ${verb} ${NOT_A_TABLE[kind]}${kind === "view" ? "" : ` "${name}"`}`);
}

const NOT_A_TABLE: Readonly<Record<Exclude<CatalogRelation["kind"], "table">, string>> = {
  view: "a view",
  "materialized view": "materialized view",
  stream: "external table",
  system: "system table",
};

/** A scope in which the target's columns are known. */
export function scopeOf(
  state: PlanState,
  target: CatalogRelation,
  alias: Name | undefined,
): { readonly scope: Scope; readonly source: ScopeSource } {
  const scope = new Scope(state);
  const called = alias?.text ?? target.name;
  const columns = target.columns.map(({ name, type }) => ({
    name,
    type,
    sql: `${quoteIdentifier(called)}.${quoteIdentifier(name)}`,
    weight: 1,
    relation: target,
  }));
  const source = alias === undefined ? { alias: called, schema: target.schema, columns } : { alias: called, columns };
  scope.add(source);
  return { scope, source };
}

/** A column of the target. @throws {SqlError} 42703 */
export function columnOf(target: CatalogRelation, name: Name): CatalogColumn {
  const column = target.columns.find((candidate) => candidate.name === name.text);
  if (column !== undefined) return column;
  throw new SqlError("42703", `column "${name.text}" of relation "${target.name}" does not exist`, {
    position: name.span.start + 1,
  });
}

/** A value as it is stored in a column. @throws {SqlError} for an IDENTITY column, whose values are made */
export function assigned(scope: Scope, value: Expression | "default", column: CatalogColumn): string {
  if (value === "default") return "DEFAULT";
  const position = value.span.start + 1;
  refuseIdentity(column, position);
  return assign(planExpression(scope, value), column.type, column.name, position).sql;
}

/** @throws {SqlError} for an IDENTITY column: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html */
export function refuseIdentity({ identity }: CatalogColumn, position: number): void {
  if (identity) throw new SqlError("0A000", "cannot set an identity column to a value", { position });
}

export function columnNames(columns: readonly CatalogColumn[]): string {
  return columns.map((column) => quoteIdentifier(column.name)).join(", ");
}
