import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { loadTable, type StoredTable, saveDefaults, saveLayout } from "../catalog/table-layouts.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { columnType, planColumnDefinition, refuseType } from "../plan/plan-column-definition.ts";
import type { PlannedColumn } from "../plan/plan-query.ts";
import { planConstraints } from "../plan/table-constraints.ts";
import { type LayoutColumn, planTableLayout, type TableLayout } from "../plan/table-layout.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { ColumnDefinition, CreateTable, LikeTable } from "../sql/tree.ts";
import { addConstraint, type ReferencedKey, referencedKey } from "./constraints.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { keepNames } from "./keep-names.ts";
import { existingRelation, newRelationName, placeOf, positionOf } from "./names.ts";
import { planContextOf } from "./query-executors.ts";
import { defaultText, writtenSource } from "./written-source.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog"] };

/**
 * CREATE TABLE: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html.
 * Keys, distribution, encodings and constraints are informational: they are checked, kept and told.
 */
export const createTable: Executor<"create table"> = async (statement, execution) => {
  const { name, columns, temporary } = statement;
  const table = name.name.text;
  if (placeOf(name, execution, temporary) !== undefined) {
    if (statement.ifNotExists) return { ...DONE, notices: [`INFO:  Relation "${table}" already exists.`] };
    throw new SqlError("42P07", `Relation "${table}" already exists`, positionOf(name));
  }
  checkDefinitions(statement);
  const parent = statement.like === undefined ? undefined : await parentOf(statement.like, statement, execution);
  const layoutColumns = columnsWith(columns.map(layoutColumn), parent);
  const position = statement.span.start + 1;
  const planned = planTableLayout({ ...statement, table, columns: layoutColumns, position });
  const layout = parent === undefined ? planned : inherited(planned, parent.stored, temporary);
  const names = layoutColumns.map((column) => column.name);
  const constraints = planConstraints({ ...statement, table, columns: names, definitions: columns });
  const keys: (ReferencedKey | undefined)[] = [];
  for (const constraint of constraints) keys.push(await referencedKey(constraint, execution, { name, constraints }));
  const definitions = columns.map((column) => planColumnDefinition(column, planContextOf(execution)));
  if (parent !== undefined) definitions.splice(parent.like.before, 0, likeClause(parent));
  const engineName = await newRelationName(name, execution, { temporary });
  await keepNames(names, execution);
  await execution.connection.execute(`CREATE TABLE ${engineName} (${definitions.join(", ")})`);
  const id = await relationId(engineName, execution);
  await execution.asEngine(async () => {
    await saveLayout(execution.connection, id, layout);
    await saveDefaults(execution.connection, id, defaultsOf(statement, parent, execution.source));
  });
  for (const [index, constraint] of constraints.entries()) {
    await addConstraint(execution, { id, engineName }, constraint, keys[index]);
  }
  return CHANGED;
};

interface Parent {
  readonly like: LikeTable;
  readonly relation: EngineRelation;
  readonly stored: StoredTable;
}

/** OID of a relation just made. */
export async function relationId(engineName: string, { connection }: Pick<Execution, "connection">): Promise<string> {
  const { rows } = await connection.query("SELECT $1::regclass::oid", [engineName]);
  return rows[0]?.[0] ?? "";
}

/** Definitions of the columns of a query's result. */
export function columnList(columns: readonly Pick<PlannedColumn, "name" | "type">[]): string {
  return columns
    .map(({ name, type }) => {
      refuseType(name, type);
      return `${quoteIdentifier(name)} ${columnType(type)}`;
    })
    .join(", ");
}

/** What a column's definition says of its layout. */
export function layoutColumn(definition: ColumnDefinition): LayoutColumn {
  const { name, encoding, distributionKey, sortKey, span, collate } = definition;
  const type = collate === "case_insensitive" ? { ...definition.type, caseInsensitive: true } : definition.type;
  const column = { name: name.text, type, distributionKey, sortKey, position: span.start + 1 };
  return encoding === undefined ? column : { ...column, encoding };
}

function checkDefinitions({ columns, name, constraints }: CreateTable): void {
  const keys = new Set(
    constraints.flatMap((key) => (key.kind === "primary key" ? key.columns.map(({ text }) => text) : [])),
  );
  for (const column of columns) {
    const never = column.notNull || column.primaryKey || column.identity !== undefined || keys.has(column.name.text);
    if (!column.nullable || !never) continue;
    throw new SqlError(
      "42601",
      `conflicting NULL/NOT NULL declarations for column "${column.name.text}" of table "${name.name.text}"`,
      positionOf(column),
    );
  }
}

/** @throws {SqlError} when the parent is no table, or the statement sets what LIKE inherits */
async function parentOf(like: LikeTable, statement: CreateTable, execution: Execution): Promise<Parent> {
  const { attributes, columns } = statement;
  const sets =
    attributes.distribution !== undefined ||
    attributes.sortKey !== undefined ||
    attributes.backup !== undefined ||
    columns.some((column) => column.distributionKey || column.sortKey);
  if (sets) {
    const message =
      "DISTSTYLE, DISTKEY, SORTKEY and BACKUP cannot be specified in CREATE TABLE LIKE: they are inherited";
    throw new SqlError("0A000", message, positionOf(like.table));
  }
  const relation = existingRelation(like.table, execution);
  if (relation.kind !== "table") {
    throw new SqlError("42809", `inherited relation "${relation.name}" is not a table`, positionOf(like.table));
  }
  const stored = await execution.asEngine(() => loadTable(execution.connection, relation.id));
  return { like, relation, stored };
}

/** Column names, types, NOT NULL and, if so written, defaults; the engine's LIKE takes neither identity nor keys along. */
function likeClause({ like, relation }: Parent): string {
  return `LIKE ${relation.engineName}${like.includeDefaults ? " INCLUDING DEFAULTS" : ""}`;
}

function columnsWith(own: readonly LayoutColumn[], parent: Parent | undefined): readonly LayoutColumn[] {
  if (parent === undefined) return own;
  const { like, relation } = parent;
  return [
    ...own.slice(0, like.before),
    ...relation.columns.map(({ name, type }) => ({ name, type })),
    ...own.slice(like.before),
  ];
}

/** The parent's keys, style, encodings and BACKUP; a temporary table's columns are not compressed. */
function inherited(planned: TableLayout, stored: StoredTable, temporary: boolean): TableLayout {
  const { distribution, sort, backup, encodeAuto } = stored;
  const { sort: _, ...rest } = planned;
  return {
    ...rest,
    distribution,
    ...(sort === undefined ? {} : { sort }),
    backup,
    encodeAuto,
    columns: planned.columns.map((column) => {
      const of = stored.columns.find(({ name }) => name === column.name);
      if (of === undefined) return column;
      const { encoding, distributionKey, sortPosition } = of;
      return { ...column, encoding: temporary ? column.encoding : encoding, distributionKey, sortPosition };
    }),
  };
}

function defaultsOf(statement: CreateTable, parent: Parent | undefined, source: string): ReadonlyMap<string, string> {
  const own = statement.columns.flatMap(({ name, type, default: value }) =>
    value === undefined
      ? []
      : [[name.text, defaultText(value, type, writtenSource(value, statement, source))] as const],
  );
  const theirs = parent?.like.includeDefaults ? parent.stored.columns : [];
  return new Map([
    ...theirs.flatMap(({ name, default: text }) => (text === undefined ? [] : [[name, text] as const])),
    ...own,
  ]);
}
