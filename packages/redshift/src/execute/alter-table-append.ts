import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { loadTable, type StoredColumn, type StoredTable } from "../catalog/table-layouts.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { AlterTableAppend, QualifiedName } from "../sql/tree.ts";
import type { Execution, Executor } from "./execution.ts";
import { existingRelation, positionOf, requireOwner } from "./names.ts";

/**
 * ALTER TABLE ... APPEND moves every row of a table or streaming view into a table; columns go by their names.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_APPEND.html
 * @throws {SqlError} when the tables are not alike
 */
export const alterTableAppend: Executor<"alter table append"> = async (statement, execution) => {
  const { connection } = execution;
  const target = permanentTable(statement.table, execution, ["table"]);
  const source = permanentTable(statement.from, execution, ["table", "materialized view"]);
  await requireOwner(target, execution);
  await requireOwner(source, execution);
  const [into, from] = await execution.asEngine(async () => [
    await loadTable(connection, target.id),
    await loadTable(connection, source.id),
  ]);
  if (into === undefined || from === undefined) throw new RangeError("a table that is there can be read");
  checkExtras(statement, into, from);
  const shared = from.columns.filter(
    ({ name, identity }) => !isGenerated(identity) && into.columns.some((column) => column.name === name),
  );
  const alike = source.kind === "table" ? KEPT_ALIKE : STORED_ALIKE;
  if (source.kind === "table") requireSameKeys(statement, into, from);
  for (const column of shared) requireAlike(statement, column, into, alike);
  const names = shared.map(({ name }) => quoteIdentifier(name)).join(", ");
  const overriding = shared.some(
    ({ name }) => into.columns.find((column) => column.name === name)?.identity !== undefined,
  );
  const { rowCount } = await connection.query(
    `INSERT INTO ${target.engineName} (${names})${overriding ? " OVERRIDING SYSTEM VALUE" : ""} SELECT ${names} FROM ${source.engineName}`,
  );
  await connection.execute(`DELETE FROM ${source.engineName}`);
  return { rowCount };
};

type Attribute = readonly [string, (column: StoredColumn) => unknown];

/** What columns of one name must have in common, and of a view, whose rows are kept in their own way. */
const STORED_ALIKE: readonly Attribute[] = [["data type", ({ type }) => type]];
const KEPT_ALIKE: readonly Attribute[] = [
  ...STORED_ALIKE,
  ["compression encoding", ({ encoding }) => encoding],
  ["NOT NULL", ({ notNull }) => notNull],
];

function permanentTable(
  name: QualifiedName,
  execution: Execution,
  kinds: readonly EngineRelation["kind"][],
): EngineRelation {
  const relation = existingRelation(name, execution);
  if (!kinds.includes(relation.kind))
    throw new SqlError("42809", `"${relation.name}" is not a table`, positionOf(name));
  if (relation.temporary) {
    throw new SqlError(
      "0A000",
      `ALTER TABLE APPEND is not supported for the temporary table "${relation.name}"`,
      positionOf(name),
    );
  }
  return relation;
}

/** An IDENTITY column's values are never appended; those of a default identity column are. */
function isGenerated(identity: StoredColumn["identity"]): boolean {
  return identity !== undefined && !identity.byDefault;
}

function checkExtras(
  { ignoreExtra, fillTarget, ...statement }: AlterTableAppend,
  into: StoredTable,
  from: StoredTable,
): void {
  const [ofSource, ofTarget] = [from, into].map(({ columns }) =>
    columns.filter(({ identity }) => isGenerated(identity)),
  );
  const refuse = (message: string): SqlError =>
    new SqlError("0A000", `ALTER TABLE APPEND: ${message}`, positionOf(statement));
  if ((ofSource?.length ?? 0) > 0 && (ofTarget?.length ?? 0) > 0) throw refuse("both tables have an IDENTITY column");
  const without = (columns: readonly StoredColumn[], other: StoredTable): readonly StoredColumn[] =>
    columns.filter(
      ({ name, identity }) => isGenerated(identity) || !other.columns.some((column) => column.name === name),
    );
  const extra = without(from.columns, into);
  const missing = without(into.columns, from);
  const list = (columns: readonly StoredColumn[]): string => columns.map(({ name }) => `"${name}"`).join(", ");
  if (extra.length > 0 && !ignoreExtra) {
    throw refuse(`source table has columns that are not in the target table (${list(extra)}): use IGNOREEXTRA`);
  }
  if (missing.length > 0 && !fillTarget) {
    throw refuse(`target table has columns that are not in the source table (${list(missing)}): use FILLTARGET`);
  }
}

function requireAlike(
  statement: AlterTableAppend,
  column: StoredColumn,
  into: StoredTable,
  attributes: readonly Attribute[],
): void {
  const other = into.columns.find(({ name }) => name === column.name);
  const different = attributes.find(([, of]) => other === undefined || of(other) !== of(column));
  if (different === undefined) return;
  const message = `ALTER TABLE APPEND: column "${column.name}" has another ${different[0]} in the target table`;
  throw new SqlError("42804", message, positionOf(statement));
}

function requireSameKeys(statement: AlterTableAppend, into: StoredTable, from: StoredTable): void {
  const distribution = ({ distribution: style, columns }: StoredTable): string =>
    JSON.stringify([style, columns.find(({ distributionKey }) => distributionKey)?.name]);
  const sort = ({ sort: style, columns }: StoredTable): string =>
    JSON.stringify([
      style,
      columns
        .filter((column) => column.sortPosition !== 0)
        .map((column) => [column.name, column.sortPosition])
        .toSorted(),
    ]);
  for (const [what, of] of [
    ["distribution style or key", distribution],
    ["sort key", sort],
  ] as const) {
    if (of(into) !== of(from)) {
      throw new SqlError("0A000", `ALTER TABLE APPEND: the tables have another ${what}`, positionOf(statement));
    }
  }
}
