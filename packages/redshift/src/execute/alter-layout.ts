import { saveLayout } from "../catalog/table-layouts.ts";
import { defaultEncoding, RAW } from "../plan/encoding.ts";
import { checkSortKey, keyColumn, type LayoutColumn, planEncoding, type TableLayout } from "../plan/table-layout.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { AlterTableAction } from "../sql/tree.ts";
import { type AlteredTable, existingColumn } from "./altered-table.ts";
import type { Execution } from "./execution.ts";
import { positionOf } from "./names.ts";

type Keys = Extract<AlterTableAction, { kind: "keys" }>;

/** ALTER COLUMN ... ENCODE of one or more columns: the table is no longer ENCODE AUTO. */
export async function alterEncodings(
  encodings: Extract<AlterTableAction, { kind: "column encodings" }>["encodings"],
  table: AlteredTable,
  execution: Execution,
): Promise<void> {
  const { relation, stored } = table;
  const changed = new Map<string, string>();
  for (const { column, encoding } of encodings) {
    const name = existingColumn(column, table);
    const refuse = (reason: string): SqlError =>
      new SqlError("0A000", `cannot alter encoding of column "${name}": ${reason}`, positionOf(column));
    if (stored.sort === "interleaved") throw refuse("the table has an interleaved sort key");
    if (changed.has(name)) throw refuse("it is altered more than once in the statement");
    const type = relation.columns.find((candidate) => candidate.name === name)?.type ?? { name: "varchar" };
    const planned = planEncoding({ name, type, encoding }, false, positionOf(column).position);
    if (stored.columns.find((candidate) => candidate.name === name)?.encoding === planned) {
      throw refuse(`its encoding is ${planned} already`);
    }
    changed.set(name, planned);
  }
  const columns = stored.columns.map((column) => ({
    ...column,
    encoding: changed.get(column.name) ?? column.encoding,
  }));
  await save({ ...stored, encodeAuto: false, columns }, table, execution);
}

/** ALTER ENCODE AUTO keeps the encodings there are. */
export function encodeAutomatically(table: AlteredTable, execution: Execution): Promise<void> {
  return save({ ...table.stored, encodeAuto: true }, table, execution);
}

/** ALTER DISTSTYLE, DISTKEY and SORTKEY. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html */
export async function alterKeys(
  { distribution, sortKey }: Keys,
  table: AlteredTable,
  execution: Execution,
): Promise<void> {
  const { relation, stored, position } = table;
  const everywhere = distribution?.style === "all" || distribution?.style === "even";
  const refused =
    stored.sort === "interleaved" ? everywhere || distribution?.key !== undefined : relation.temporary && everywhere;
  if (distribution !== undefined && refused) {
    const of = stored.sort === "interleaved" ? "tables with interleaved sort keys" : "temporary tables";
    const what = distribution.key === undefined ? `DISTSTYLE ${distribution.style?.toUpperCase()}` : "DISTKEY";
    throw new SqlError("0A000", `ALTER ${what} is not supported for ${of}`, { position });
  }
  const distributed = distribution === undefined ? stored : withDistribution(distribution, table);
  const sorted = sortKey === undefined ? distributed : withSortKey(sortKey, distributed, table);
  await save(sorted, table, execution);
}

function withDistribution({ style, key }: NonNullable<Keys["distribution"]>, table: AlteredTable): TableLayout {
  const { relation, stored, position } = table;
  const name =
    key === undefined ? undefined : keyColumn<LayoutColumn>(relation.columns, key, relation.name, position).name;
  return {
    ...stored,
    distribution: style ?? "key",
    columns: stored.columns.map((column) => ({ ...column, distributionKey: column.name === name })),
  };
}

/** A sort key's columns are RAW; those it gives up get the encoding of their type. */
function withSortKey(
  sortKey: NonNullable<Keys["sortKey"]>,
  layout: TableLayout,
  { relation, position }: AlteredTable,
): TableLayout {
  if (sortKey === "none") {
    const { sort: _, ...rest } = layout;
    return { ...rest, columns: layout.columns.map((column) => ({ ...column, sortPosition: 0 })) };
  }
  // SORTKEY AUTO keeps the key there is.
  if (sortKey.style === "auto") return { ...layout, sort: "auto" };
  const names = sortKey.columns.map(
    (key) => keyColumn<LayoutColumn>(relation.columns, key, relation.name, position).name,
  );
  checkSortKey("compound", names, position);
  return {
    ...layout,
    sort: "compound",
    columns: layout.columns.map((column) => {
      const sortPosition = names.indexOf(column.name) + 1;
      const type = relation.columns.find(({ name }) => name === column.name)?.type.name ?? "varchar";
      const free = column.sortPosition !== 0 && layout.encodeAuto ? defaultEncoding(type) : column.encoding;
      return { ...column, sortPosition, encoding: sortPosition === 0 ? free : RAW };
    }),
  };
}

function save(layout: TableLayout, { relation }: AlteredTable, execution: Execution): Promise<void> {
  return execution.asEngine(() => saveLayout(execution.connection, relation.id, layout));
}
