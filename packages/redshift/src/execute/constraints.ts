import { loadTable, type StoredConstraint, saveConstraint } from "../catalog/table-layouts.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import type { NamedConstraint } from "../plan/table-constraints.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { QualifiedName } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { existingRelation, findRelation } from "./names.ts";

/** The columns a foreign key refers to; without `id`, those of the table being made. */
export interface ReferencedKey {
  readonly id?: string;
  readonly columns: readonly string[];
}

type Key = Pick<StoredConstraint, "kind" | "columns">;

/**
 * What a foreign key refers to: columns of a primary key or unique constraint; undefined for other constraints.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html
 * @throws {SqlError} when there is no such table or key
 */
export async function referencedKey(
  constraint: NamedConstraint,
  execution: Execution,
  own: { readonly name: QualifiedName; readonly constraints: readonly Key[] },
): Promise<ReferencedKey | undefined> {
  const { references, position } = constraint;
  if (references === undefined) return undefined;
  const isOwn =
    references.table.name.text === own.name.name.text && findRelation(references.table, execution) === undefined;
  const relation = isOwn ? undefined : existingRelation(references.table, execution);
  if (relation !== undefined && relation.kind !== "table") {
    throw new SqlError("42809", `referenced relation "${relation.name}" is not a table`, { position });
  }
  const keys = relation === undefined ? own.constraints : await keysOf(relation.id, execution);
  const columns = referencedColumns(keys, constraint);
  if (columns.length !== constraint.columns.length) {
    const message = "number of referencing and referenced columns for foreign key disagree";
    throw new SqlError("42830", message, { position });
  }
  return relation === undefined ? { columns } : { id: relation.id, columns };
}

/** Keeps a constraint of a table, and NOT NULL of a primary key's columns. */
export async function addConstraint(
  execution: Execution,
  table: { readonly id: string; readonly engineName: string },
  constraint: NamedConstraint,
  referenced: ReferencedKey | undefined,
): Promise<void> {
  const { connection } = execution;
  if (constraint.kind === "PRIMARY KEY") {
    const required = constraint.columns.map((column) => `ALTER COLUMN ${quoteIdentifier(column)} SET NOT NULL`);
    await connection.execute(`ALTER TABLE ${table.engineName} ${required.join(", ")}`);
  }
  await execution.asEngine(() =>
    saveConstraint(
      connection,
      table.id,
      constraint,
      referenced === undefined ? undefined : { id: referenced.id ?? table.id, columns: referenced.columns },
    ),
  );
}

async function keysOf(id: string, execution: Execution): Promise<readonly Key[]> {
  return (await execution.asEngine(() => loadTable(execution.connection, id))).constraints;
}

function referencedColumns(keys: readonly Key[], { references, position }: NamedConstraint): readonly string[] {
  const table = references?.table.name.text ?? "";
  const written = references?.columns?.map(({ text }) => text);
  if (written === undefined) {
    const primary = keys.find(({ kind }) => kind === "PRIMARY KEY");
    if (primary !== undefined) return primary.columns;
    throw new SqlError("42704", `there is no primary key for referenced table "${table}"`, { position });
  }
  const same = (columns: readonly string[]): boolean =>
    JSON.stringify(columns.toSorted()) === JSON.stringify(written.toSorted());
  if (keys.some(({ kind, columns }) => kind !== "FOREIGN KEY" && same(columns))) return written;
  const message = `there is no unique constraint matching given keys for referenced table "${table}"`;
  throw new SqlError("42830", message, { position });
}
