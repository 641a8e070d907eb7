import type { EngineRelation } from "../catalog/engine-catalog.ts";
import type { StoredTable } from "../catalog/table-layouts.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { positionOf } from "./names.ts";

/** The table a statement alters. */
export interface AlteredTable {
  readonly relation: EngineRelation;
  readonly stored: StoredTable;
  /** Of the statement. */
  readonly position: number;
}

/** A column of the table, by name. @throws {SqlError} 42703 */
export function existingColumn(column: Name, { relation, stored }: AlteredTable): string {
  if (stored.columns.some(({ name }) => name === column.text)) return column.text;
  throw new SqlError(
    "42703",
    `column "${column.text}" of relation "${relation.name}" does not exist`,
    positionOf(column),
  );
}

/** Runs an ALTER TABLE of the engine's. */
export function alter({ relation }: AlteredTable, { connection }: Execution, action: string): Promise<void> {
  const kind = relation.kind === "view" ? "VIEW" : "TABLE";
  return connection.execute(`ALTER ${kind} ${relation.engineName} ${action}`);
}
