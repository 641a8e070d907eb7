import { deleteConstraint } from "../catalog/table-layouts.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { AlterTableAction } from "../sql/tree.ts";
import { type AlteredTable, alter, existingColumn } from "./altered-table.ts";
import { stillNeeded } from "./drop-relation.ts";
import type { Execution, Outcome } from "./execution.ts";
import { forgetDropped } from "./forget-dropped.ts";
import { dropMaterialized } from "./materialized-dependents.ts";
import { positionOf } from "./names.ts";

interface Reader {
  readonly id: string;
  readonly name: string;
  readonly engineName: string;
  readonly kind: "materialized view";
}

/**
 * ALTER TABLE ... DROP COLUMN: no key of the layout, not the last one, and with CASCADE alone what others depend on.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
 */
export async function dropColumn(
  { column, cascade }: Extract<AlterTableAction, { kind: "drop column" }>,
  table: AlteredTable,
  execution: Execution,
): Promise<NonNullable<Outcome["changed"]>> {
  const { relation, stored } = table;
  const name = existingColumn(column, table);
  const found = stored.columns.find((candidate) => candidate.name === name);
  const refuse = (message: string): SqlError => new SqlError("0A000", message, positionOf(column));
  if (found?.distributionKey) throw refuse(`cannot drop distkey column "${name}"`);
  if ((found?.sortPosition ?? 0) !== 0) throw refuse(`cannot drop sortkey column "${name}"`);
  if (stored.columns.length === 1) throw refuse(`cannot drop the only column "${name}" of table "${relation.name}"`);
  const keys = stored.constraints.filter(({ columns }) => columns.includes(name));
  const readers = await readersOf(relation.id, name, execution);
  const dependents = [
    ...keys.map((key) => `constraint ${key.name} on table ${relation.name}`),
    ...readers.map((view) => `materialized view ${view.name}`),
  ];
  if (dependents.length > 0 && !cascade)
    throw stillNeeded("cannot", `table ${relation.name} column ${name}`, dependents);
  for (const view of readers) await dropMaterialized(view, true, execution);
  await alter(table, execution, `DROP COLUMN ${quoteIdentifier(name)}${cascade ? " CASCADE" : ""}`);
  await execution.asEngine(async () => {
    for (const key of keys) await deleteConstraint(execution.connection, relation.id, key.name);
  });
  return cascade ? forgetDropped(execution) : ["catalog"];
}

/** Materialized views of the table whose query names the column: the engine, which sees tables only, does not know. */
async function readersOf(id: string, column: string, { connection, asEngine }: Execution): Promise<readonly Reader[]> {
  const { rows } = await asEngine(() =>
    connection.query(
      `SELECT c.oid, c.relname, c.oid::regclass FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id
       WHERE $1::oid = ANY (m.bases) AND position($2 IN m.body) > 0`,
      [id, quoteIdentifier(column)],
    ),
  );
  return rows.map(([oid, name, engineName]) => ({
    id: oid ?? "",
    name: name ?? "",
    engineName: engineName ?? "",
    kind: "materialized view",
  }));
}
