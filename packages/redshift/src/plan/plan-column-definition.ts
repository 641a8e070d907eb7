import { quoteIdentifier } from "../engine/quote.ts";
import { formatType, type RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { ColumnDefinition, Expression } from "../sql/tree.ts";
import { assign } from "./convert.ts";
import { type PlanContext, PlanState } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import { Scope } from "./scope.ts";
import { engineType } from "./type-rules.ts";
import { someExpression } from "./walk-expression.ts";

/**
 * A column of CREATE TABLE as the engine's SQL.
 *
 * PRIMARY KEY, UNIQUE and REFERENCES are informational in Redshift and not printed; NOT NULL is enforced.
 * https://docs.aws.amazon.com/redshift/latest/dg/t_Defining_constraints.html
 */
export function planColumnDefinition(column: ColumnDefinition, context: PlanContext): string {
  refuseType(column.name.text, column.type, column.span.start + 1);
  if (column.collate !== undefined && column.type.name !== "varchar" && column.type.name !== "char") {
    const type = formatType({ name: column.type.name });
    throw new SqlError("42804", `collations are not supported by type ${type}`, { position: column.span.start + 1 });
  }
  const parts = [quoteIdentifier(column.name.text), columnType(column.type)];
  const { identity } = column;
  if (identity !== undefined) {
    if (column.type.name !== "integer" && column.type.name !== "bigint") {
      throw new SqlError("42P16", `identity column "${column.name.text}" must be of type INT or BIGINT`, {
        position: column.span.start + 1,
      });
    }
    const generated = identity.byDefault ? "BY DEFAULT" : "ALWAYS";
    // The engine's sequences begin at 1 unless told otherwise.
    const bound = identity.step < 0 ? "MAXVALUE" : "MINVALUE";
    const sequence = `START WITH ${identity.seed} INCREMENT BY ${identity.step} ${bound} ${identity.seed}`;
    parts.push(`GENERATED ${generated} AS IDENTITY (${sequence})`);
  }
  if (column.notNull || column.primaryKey) parts.push("NOT NULL");
  if (column.type.name === "varbyte" && column.type.length !== undefined) {
    // The engine's bytes have no length of their own. NULL passes a check.
    parts.push(`CHECK (length(redshift_internal.fit_bytes(${parts[0]}, ${column.type.length})) >= 0)`);
  }
  if (column.default !== undefined) parts.push(`DEFAULT ${defaultOf(column, context)}`);
  return parts.join(" ");
}

/** The engine's type of a stored column. Lengths count bytes there, characters here: what is stored has been checked before. */
export function columnType(type: RedshiftType): string {
  const name = engineType(type);
  if (type.name === "varchar") return type.length === undefined ? "varchar" : `varchar(${type.length})`;
  return name;
}

/** Types that no column of a table can be of: an INTERVAL without fields, and those of the catalogs. */
const UNSTORED: ReadonlySet<RedshiftType["name"]> = new Set<RedshiftType["name"]>([
  "interval",
  "oid",
  "name",
  "regclass",
]);

/** @throws SqlError for a type that no table holds: https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html */
export function refuseType(name: string, type: RedshiftType, position?: number): void {
  if (!UNSTORED.has(type.name)) return;
  throw new SqlError(
    "0A000",
    `Column "${name}" has unsupported type "${type.name}".`,
    position === undefined ? {} : { position },
  );
}

/** Constants and functions without columns. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html */
function defaultOf(column: ColumnDefinition, context: PlanContext): string {
  if (column.default === undefined) return "NULL";
  const state = new PlanState({ ...context, withoutQueries: true });
  const position = column.default.span.start + 1;
  const refuse = (sqlState: string, what: string): SqlError =>
    new SqlError(sqlState, `cannot use ${what} in default expression`, { position });
  if (someExpression(column.default, (part) => QUERIES.has(part.kind))) throw refuse("0A000", "subquery");
  if (someExpression(column.default, (part) => part.kind === "column")) {
    throw refuse("42P10", "column references");
  }
  const value = planExpression(new Scope(state), column.default);
  if (value.aggregate) throw refuse("42803", "aggregate function");
  if (value.window) throw refuse("42P20", "window function");
  return assign(value, column.type, column.name.text, position).sql;
}

const QUERIES: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>([
  ...(["exists", "in query", "quantified", "scalar query"] as const),
]);
