import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { columnType, planColumnDefinition, refuseInterval } from "../plan/plan-column-definition.ts";
import { type PlannedColumn, planQuery } from "../plan/plan-query.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { AlterTable } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { existingRelation, findRelation, newRelationName, positionOf, requireOwner } from "./names.ts";
import { existingPrincipal } from "./principals.ts";
import { planContextOf, refuseSelectInto } from "./query-executors.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog"] };

/** CREATE TABLE; keys and distribution are informational: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html */
export const createTable: Executor<"create table"> = async (statement, execution) => {
  const { name, columns, temporary } = statement;
  if (statement.like !== undefined) throw new NotSupportedSql("CREATE TABLE ... LIKE", positionOf(statement));
  if (statement.ifNotExists && findRelation(name, execution) !== undefined) return DONE;
  const definitions = columns.map((column) => planColumnDefinition(column, planContextOf(execution)));
  await execution.connection.execute(
    `CREATE TABLE ${await newRelationName(name, execution, { temporary })} (${definitions.join(", ")})`,
  );
  return CHANGED;
};

/** CREATE TABLE AS: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html */
export const createTableAs: Executor<"create table as"> = async (statement, execution) => {
  refuseSelectInto(statement.query);
  const planned = planQuery(statement.query, planContextOf(execution));
  const columns = planned.columns.map((column, index) => ({
    ...column,
    name: statement.columns?.[index]?.text ?? column.name,
  }));
  const engineName = await newRelationName(statement.name, execution, statement);
  await execution.connection.execute(`CREATE TABLE ${engineName} (${columnList(columns)})`);
  const { rowCount } = await execution.connection.query(`INSERT INTO ${engineName} ${planned.text}`);
  return { ...CHANGED, rowCount };
};

/** ALTER TABLE: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html */
export const alterTable: Executor<"alter table"> = async ({ table, action }, execution) => {
  const relation = existingRelation(table, execution);
  if (relation.kind !== "table" && action.kind !== "owner") {
    throw new SqlError("42809", `"${relation.name}" is not a table`, positionOf(table));
  }
  await execution.connection.execute(`ALTER TABLE ${relation.engineName} ${await alteration(action, execution)}`);
  return CHANGED;
};

/**
 * ALTER TABLE ... APPEND moves every row of a table or streaming view to a table of the same columns.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_APPEND.html
 */
export const alterTableAppend: Executor<"alter table append"> = async (statement, execution) => {
  if (statement.ignoreExtra || statement.fillTarget) {
    throw new NotSupportedSql("ALTER TABLE APPEND ... IGNOREEXTRA or FILLTARGET", positionOf(statement));
  }
  const target = existingRelation(statement.table, execution);
  const source = existingRelation(statement.from, execution);
  if (target.kind !== "table")
    throw new SqlError("42809", `"${target.name}" is not a table`, positionOf(statement.table));
  const shapeOf = ({ columns }: typeof source) => JSON.stringify(columns);
  if (shapeOf(target) !== shapeOf(source)) {
    throw new SqlError(
      "42804",
      `the columns of "${source.name}" are not those of "${target.name}"`,
      positionOf(statement.from),
    );
  }
  await requireOwner(target, execution);
  await requireOwner(source, execution);
  const { rowCount } = await execution.connection.query(
    `INSERT INTO ${target.engineName} SELECT * FROM ${source.engineName}`,
  );
  await execution.connection.execute(`DELETE FROM ${source.engineName}`);
  return { rowCount };
};

/** TRUNCATE, of tables and streaming views: https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html */
export const truncate: Executor<"truncate"> = async ({ table }, execution) => {
  const relation = existingRelation(table, execution);
  if (relation.kind === "view") throw new SqlError("42809", `"${relation.name}" is not a table`, positionOf(table));
  await requireOwner(relation, execution);
  await execution.connection.execute(await emptying(relation, execution));
  return DONE;
};

/** What empties a relation: a view that groups a stream is one of the engine's, which knows no TRUNCATE for it. */
async function emptying({ id, engineName }: EngineRelation, { connection }: Execution): Promise<string> {
  const { rows } = await connection.query("SELECT relkind FROM pg_class WHERE oid = $1::oid", [id]);
  return `${rows[0]?.[0] === "v" ? "DELETE FROM" : "TRUNCATE"} ${engineName}`;
}

/** Definitions of the columns of a query's result. */
export function columnList(columns: readonly Pick<PlannedColumn, "name" | "type">[]): string {
  return columns
    .map(({ name, type }) => {
      refuseInterval(name, type);
      return `${quoteIdentifier(name)} ${columnType(type)}`;
    })
    .join(", ");
}

async function alteration(action: AlterTable["action"], execution: Execution): Promise<string> {
  switch (action.kind) {
    case "add column":
      return `ADD COLUMN ${planColumnDefinition(action.column, planContextOf(execution))}`;
    case "drop column":
      return `DROP COLUMN ${quoteIdentifier(action.column.text)}${action.cascade ? " CASCADE" : ""}`;
    case "rename":
      return `RENAME TO ${quoteIdentifier(action.to.text)}`;
    case "rename column":
      return `RENAME COLUMN ${quoteIdentifier(action.column.text)} TO ${quoteIdentifier(action.to.text)}`;
    case "owner":
      return `OWNER TO ${await existingPrincipal(execution, "user", action.to)}`;
    case "column type":
      return `ALTER COLUMN ${quoteIdentifier(action.column.text)} TYPE ${columnType(action.type)}`;
  }
}
