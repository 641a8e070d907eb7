import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { checkLateBinding } from "../plan/late-binding-view.ts";
import { fence, type PlannedColumn, planQuery } from "../plan/plan-query.ts";
import { formatType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { CreateView } from "../sql/tree.ts";
import { relationId } from "./create-table.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { keepNames } from "./keep-names.ts";
import { newRelationName, placeOf, positionOf, requireOwner } from "./names.ts";
import { planContextOf } from "./query-executors.ts";
import { writtenSource } from "./written-source.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog"] };

/** CREATE [OR REPLACE] VIEW; a name that begins with # is a view of this session. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html */
export const createView: Executor<"create view"> = async (statement, execution) => {
  const { name, query, orReplace } = statement;
  const temporary = name.name.text.startsWith("#");
  const existing = placeOf(name, execution, temporary);
  if (existing !== undefined && (!orReplace || existing.kind !== "view")) {
    const words = orReplace ? `"${existing.name}" is not a view` : `Relation "${existing.name}" already exists`;
    throw new SqlError(orReplace ? "42809" : "42P07", words, positionOf(name));
  }
  const engineName = await newRelationName(name, execution, { temporary });
  const { connection } = execution;
  const lateBinding = statement.noSchemaBinding;
  if (lateBinding) checkLateBinding(query, (schema) => execution.catalog.hasSchema(schema));
  const body = lateBinding ? undefined : await planView(statement, existing, execution);
  if (existing !== undefined) await requireOwner(existing, execution);
  // A view that changes its kind is made anew: the engine's columns would be others.
  if (existing !== undefined && (existing.lateBinding !== undefined) !== lateBinding) {
    await connection.execute(`DROP VIEW ${engineName}`);
  }
  if (body !== undefined) await connection.execute(`CREATE OR REPLACE VIEW ${engineName} ${body}`);
  else if (existing?.lateBinding === undefined)
    await connection.execute(`CREATE VIEW ${engineName} AS SELECT 1 AS "stub"`);
  const id = await relationId(engineName, execution);
  const written = definitionOf(statement, execution);
  await execution.asEngine(() =>
    connection.query(
      `INSERT INTO redshift_internal.view_definition (id, query, late_binding) VALUES ($1::oid, $2, $3::boolean)
       ON CONFLICT (id) DO UPDATE SET query = excluded.query, late_binding = excluded.late_binding`,
      [id, written, String(lateBinding)],
    ),
  );
  return CHANGED;
};

/** The engine's columns and query. @throws {SqlError} for a stream, and for columns other than those of the view replaced */
async function planView(
  { name, query, columns }: CreateView,
  existing: EngineRelation | undefined,
  execution: Execution,
): Promise<string> {
  const planned = planQuery(query, planContextOf(execution));
  // Who makes a view must be able to read what it reads: the engine would ask only when somebody reads the view.
  if (!execution.user.superuser)
    await execution.connection.query(`SELECT 1 FROM (${planned.text}) AS "checked" LIMIT 0`);
  if (columns !== undefined && columns.length > planned.columns.length) {
    throw new SqlError("42601", "CREATE VIEW specifies more column names than columns", positionOf(name));
  }
  const named = planned.columns.map((column, index) => ({ ...column, name: columns?.[index]?.text ?? column.name }));
  const twice = named.find((column, index) => named.findIndex((other) => other.name === column.name) < index);
  if (twice !== undefined) throw new SqlError("42701", `column "${twice.name}" duplicated`, positionOf(name));
  if (existing !== undefined && existing.lateBinding === undefined) requireSameColumns(named, existing, name);
  await keepNames(
    named.map((column) => column.name),
    execution,
  );
  return `(${named.map((column) => quoteIdentifier(column.name)).join(", ")}) AS ${fence(planned).text}`;
}

/** A view is replaced by one of the same columns, in the words of PostgreSQL 8. */
function requireSameColumns(
  columns: readonly PlannedColumn[],
  existing: EngineRelation,
  name: CreateView["name"],
): void {
  const refuse = (message: string): SqlError => new SqlError("42P16", message, positionOf(name));
  if (columns.length !== existing.columns.length) throw refuse("cannot change number of columns in view");
  for (const [index, column] of columns.entries()) {
    const was = existing.columns[index];
    if (was?.name !== column.name) throw refuse(`cannot change name of view column "${was?.name}"`);
    const same = was.type.name === column.type.name || column.type.name === "unknown";
    if (
      !same ||
      (column.type.name !== "varchar" &&
        formatType(was.type) !== formatType(column.type) &&
        column.type.name !== "unknown")
    ) {
      throw refuse(`cannot change data type of view column "${was.name}"`);
    }
  }
}

/** The query as written; one of a late-binding view with its names for the columns. */
function definitionOf(statement: CreateView, { source }: Execution): string {
  const query = writtenSource(statement.query, statement, source);
  if (statement.columns === undefined || !statement.noSchemaBinding) return query;
  const names = statement.columns.map(({ text }) => quoteIdentifier(text)).join(", ");
  return `SELECT * FROM (${query}) AS renamed(${names})`;
}
