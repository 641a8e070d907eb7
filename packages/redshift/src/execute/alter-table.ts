import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { deleteConstraint, loadTable, saveDefaults, saveLayout } from "../catalog/table-layouts.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { planColumnDefinition } from "../plan/plan-column-definition.ts";
import { existingConstraint, multiplePrimaryKeys, planConstraint, unusedName } from "../plan/table-constraints.ts";
import { planEncoding } from "../plan/table-layout.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { AlterTableAction, ColumnDefinition, Name, TableConstraint } from "../sql/tree.ts";
import { alterColumnType } from "./alter-column-type.ts";
import { alterEncodings, alterKeys, encodeAutomatically } from "./alter-layout.ts";
import { type AlteredTable, alter, existingColumn } from "./altered-table.ts";
import { addConstraint, referencedKey } from "./constraints.ts";
import { layoutColumn } from "./create-table.ts";
import { dropColumn } from "./drop-column.ts";
import { stillNeeded } from "./drop-relation.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { keepNames } from "./keep-names.ts";
import { existingRelation, positionOf, requireOwner } from "./names.ts";
import { existingPrincipal } from "./principals.ts";
import { planContextOf } from "./query-executors.ts";
import { defaultText } from "./written-source.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog"] };

/** What goes with a column is more than the table: see `dropColumn`. */
type Action = Exclude<AlterTableAction, { kind: "drop column" }>;

type Alter<Kind extends Action["kind"]> = (
  action: Extract<Action, { kind: Kind }>,
  table: AlteredTable,
  execution: Execution,
) => Promise<void>;

const ACTIONS: { readonly [Kind in Action["kind"]]: Alter<Kind> } = {
  "add column": ({ column }, table, execution) => addColumn(column, table, execution),
  "add constraint": ({ constraint }, table, execution) => addTableConstraint(constraint, table, execution),
  "drop constraint": dropConstraint,
  rename,
  "rename column": async ({ column, to }, table, execution) => {
    await keepNames([to.text], execution);
    const renamed = `RENAME COLUMN ${quoteIdentifier(existingColumn(column, table))} TO ${quoteIdentifier(to.text)}`;
    return alter(table, execution, renamed);
  },
  owner: async ({ to }, table, execution) =>
    alter(table, execution, `OWNER TO ${await existingPrincipal(execution, "user", to)}`),
  "column type": alterColumnType,
  "column encodings": ({ encodings }, table, execution) => alterEncodings(encodings, table, execution),
  "encode auto": (_, table, execution) => encodeAutomatically(table, execution),
  keys: alterKeys,
};

/** ALTER TABLE: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html. A view can be renamed and given to another owner by it. */
export const alterTable: Executor<"alter table"> = async (statement, execution) => {
  const { table, action } = statement;
  const relation = existingRelation(table, execution);
  const ofView = action.kind === "owner" || (action.kind === "rename" && relation.kind === "view");
  if (relation.kind !== "table" && !ofView) {
    throw new SqlError("42809", `"${relation.name}" is not a table`, positionOf(table));
  }
  if (relation.kind === "system")
    throw new SqlError("42501", `permission denied: "${relation.name}" is a system catalog`);
  await requireOwner(relation, execution);
  const stored = await execution.asEngine(() => loadTable(execution.connection, relation.id));
  const altered = { relation, stored, position: statement.span.start + 1 };
  if (action.kind === "drop column") return { ...DONE, changed: await dropColumn(action, altered, execution) };
  // The table pairs every kind with its own function, which the compiler can't follow through an index.
  const run = ACTIONS[action.kind] as Alter<Action["kind"]>;
  await run(action, altered, execution);
  return CHANGED;
};

async function addColumn(column: ColumnDefinition, table: AlteredTable, execution: Execution): Promise<void> {
  const { relation, stored } = table;
  const at = positionOf(column);
  const refused = refusedAttribute(column);
  if (refused !== undefined) throw new SqlError("0A000", `ALTER TABLE ADD COLUMN does not support ${refused}`, at);
  if (stored.columns.some(({ name }) => name === column.name.text)) {
    throw new SqlError("42701", `column "${column.name.text}" of relation "${relation.name}" already exists`, at);
  }
  if (column.notNull && (column.default === undefined || column.default.kind === "null")) {
    throw new SqlError(
      "42601",
      "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression",
      at,
    );
  }
  const encoding = planEncoding(layoutColumn(column), relation.temporary === true, at.position);
  await keepNames([column.name.text], execution);
  await alter(table, execution, `ADD COLUMN ${planColumnDefinition(column, planContextOf(execution))}`);
  const added = { name: column.name.text, encoding, distributionKey: false, sortPosition: 0 };
  const written = execution.source.slice(
    (column.default?.span.start ?? 0) - (table.position - 1),
    (column.default?.span.end ?? 0) - (table.position - 1),
  );
  await execution.asEngine(async () => {
    const { connection } = execution;
    await saveLayout(connection, relation.id, { ...stored, columns: [added] });
    if (column.default === undefined) return;
    await saveDefaults(
      connection,
      relation.id,
      new Map([[added.name, defaultText(column.default, column.type, written)]]),
    );
  });
}

/** What ADD COLUMN can't say of a column. */
function refusedAttribute(column: ColumnDefinition): string | undefined {
  if (column.unique) return "UNIQUE";
  if (column.primaryKey) return "PRIMARY KEY";
  if (column.references !== undefined) return "REFERENCES";
  if (column.identity !== undefined) return column.identity.byDefault ? "GENERATED BY DEFAULT AS IDENTITY" : "IDENTITY";
  if (column.distributionKey) return "DISTKEY";
  if (column.sortKey) return "SORTKEY";
  return column.collate === undefined ? undefined : "COLLATE";
}

async function addTableConstraint(
  constraint: TableConstraint,
  table: AlteredTable,
  execution: Execution,
): Promise<void> {
  const { relation, stored } = table;
  const names = stored.columns.map(({ name }) => name);
  const planned = planConstraint(constraint, relation.name, names);
  const taken = new Set(stored.constraints.map(({ name }) => name));
  if (planned.written && taken.has(planned.name)) throw existingConstraint(planned, relation.name);
  if (planned.kind === "PRIMARY KEY") {
    if (stored.constraints.some(({ kind }) => kind === "PRIMARY KEY")) {
      throw multiplePrimaryKeys(relation.name, planned.position);
    }
    const nullable = stored.columns.find(({ name, notNull }) => planned.columns.includes(name) && !notNull);
    if (nullable !== undefined) {
      const message = `cannot add a primary key to nullable column "${nullable.name}"`;
      throw new SqlError("0A000", message, { position: planned.position });
    }
  }
  const named = { ...planned, name: unusedName(planned.name, taken) };
  const referenced = await referencedKey(named, execution, {
    name: { name: relationName(relation), span: constraint.span },
    constraints: stored.constraints,
  });
  await addConstraint(execution, relation, named, referenced);
}

function relationName({ name }: EngineRelation): Name {
  return { text: name, written: name, quoted: true, span: { start: 0, end: 0 } };
}

async function dropConstraint(
  { name, cascade }: Extract<AlterTableAction, { kind: "drop constraint" }>,
  { relation, stored }: AlteredTable,
  execution: Execution,
): Promise<void> {
  const { connection } = execution;
  const constraint = stored.constraints.find((candidate) => candidate.name === name.text);
  if (constraint === undefined) {
    throw new SqlError("42704", `constraint "${name.text}" does not exist`, positionOf(name));
  }
  await execution.asEngine(async () => {
    const found = await connection.query(
      `SELECT k.table_id, k.name, k.table_id::regclass::text FROM redshift_internal.table_constraint k
       WHERE k.referenced_table = $1::oid AND redshift_internal.column_names($1::oid, k.referenced_columns)::jsonb = $2::jsonb`,
      [relation.id, JSON.stringify(constraint.columns)],
    );
    const readers = constraint.kind === "FOREIGN KEY" ? [] : found.rows;
    if (readers.length > 0 && !cascade) {
      throw stillNeeded(
        "cannot",
        `constraint ${name.text} on table ${relation.name}`,
        readers.map(([, key, by]) => `constraint ${key} on table ${by}`),
      );
    }
    for (const [id, key] of readers) await deleteConstraint(connection, id ?? "", key ?? "");
    await deleteConstraint(connection, relation.id, name.text);
  });
}

async function rename(
  { to }: Extract<AlterTableAction, { kind: "rename" }>,
  table: AlteredTable,
  execution: Execution,
): Promise<void> {
  await keepNames([to.text], execution);
  if (to.text.startsWith("#") && table.relation.temporary !== true) {
    throw new NotSupportedSql("Renaming a permanent table to a name that begins with #", positionOf(to));
  }
  if (execution.catalog.stored(table.relation.schema, to.text) !== undefined) {
    throw new SqlError("42P07", `Relation "${to.text}" already exists`, positionOf(to));
  }
  await alter(table, execution, `RENAME TO ${quoteIdentifier(to.text)}`);
}
