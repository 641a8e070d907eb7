import { quoteIdentifier } from "../engine/quote.ts";
import { OF_FIXED_SIZE } from "../plan/encoding.ts";
import { columnType } from "../plan/plan-column-definition.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { AlterTableAction } from "../sql/tree.ts";
import { type AlteredTable, alter, existingColumn } from "./altered-table.ts";
import type { Execution } from "./execution.ts";
import { positionOf } from "./names.ts";

/** Length of a VARCHAR that says none. */
const DEFAULT_LENGTH = 256;

/**
 * ALTER COLUMN ... TYPE, which changes the size of a VARCHAR and nothing else.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
 * @throws {SqlError} for another type, a size the data does not fit, and columns that can't be altered
 */
export async function alterColumnType(
  { column, type }: Extract<AlterTableAction, { kind: "column type" }>,
  table: AlteredTable,
  execution: Execution,
): Promise<void> {
  const { relation, stored } = table;
  const name = existingColumn(column, table);
  const now = relation.columns.find((candidate) => candidate.name === name)?.type;
  const layout = stored.columns.find((candidate) => candidate.name === name);
  const length = type.length ?? DEFAULT_LENGTH;
  const refuse = (reason: string): SqlError =>
    new SqlError("0A000", `cannot alter column "${name}" of relation "${relation.name}"${reason}`, positionOf(column));
  if (now?.name !== "varchar" || type.name !== "varchar") throw refuse(", target data type should be VARCHAR");
  if (OF_FIXED_SIZE.has(layout?.encoding ?? "")) throw refuse(` with encode type "${layout?.encoding}"`);
  if (layout?.default !== undefined) throw refuse(" with default value");
  const key = stored.constraints.find(({ columns }) => columns.includes(name));
  if (key !== undefined) throw refuse(` with ${key.kind} constraint`);
  if (now.length === length) throw refuse(", target column size should be different");
  const { rows } = await execution.connection.query(
    `SELECT coalesce(max(octet_length(${quoteIdentifier(name)})), 0) > ${length} FROM ${relation.engineName}`,
  );
  if (rows[0]?.[0] === "t") throw refuse(", target column size is smaller than the maximum size of its data");
  await alter(
    table,
    execution,
    `ALTER COLUMN ${quoteIdentifier(name)} TYPE ${columnType({ name: "varchar", length })}`,
  );
}
