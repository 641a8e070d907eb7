import type { RedshiftType, RedshiftTypeName } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name, TableAttributes } from "../sql/tree.ts";
import { defaultEncoding, encodingFor, RAW } from "./encoding.ts";

/** How Redshift would keep a table: told in catalogs and by SHOW TABLE, and what some statements must agree with. */
export interface TableLayout {
  readonly distribution: "auto" | "even" | "all" | "key";
  readonly sort?: "compound" | "interleaved" | "auto";
  readonly backup: boolean;
  readonly encodeAuto: boolean;
  readonly columns: readonly ColumnLayout[];
}

export interface ColumnLayout {
  readonly name: string;
  /** As the catalogs write it: `none` for RAW. */
  readonly encoding: string;
  readonly distributionKey: boolean;
  /** Its place in the sort key from 1, 0 for none; every second one of an interleaved key is negative. */
  readonly sortPosition: number;
  /** COLLATE CASE_INSENSITIVE. */
  readonly caseInsensitive?: boolean;
}

/** A column as the layout needs it. */
export interface LayoutColumn {
  readonly name: string;
  readonly type: RedshiftType;
  readonly encoding?: string;
  readonly distributionKey?: boolean;
  readonly sortKey?: boolean;
  readonly position?: number;
}

interface LayoutRequest {
  readonly table: string;
  readonly columns: readonly LayoutColumn[];
  readonly attributes: TableAttributes;
  readonly temporary: boolean;
  /** Of the statement. */
  readonly position: number;
}

/** Types a distribution or sort key can have. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html */
const KEY_TYPES: ReadonlySet<RedshiftTypeName> = new Set<RedshiftTypeName>([
  ...(["boolean", "real", "double precision", "smallint", "integer", "bigint", "decimal"] as const),
  ...(["date", "time", "timetz", "timestamp", "timestamptz", "char", "varchar"] as const),
]);

const MOST_COLUMNS = 1600;
const MOST_SORT_KEYS = { compound: 400, interleaved: 8 } as const;

/**
 * The layout of a table to be made, by the rules of https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html.
 * @throws {SqlError} when keys, styles or encodings contradict each other or the columns' types
 */
export function planTableLayout(request: LayoutRequest): TableLayout {
  const { columns, attributes, position } = request;
  checkColumns(columns, position);
  const distribution = planDistribution(request);
  const sortKey = planSortKey(request);
  const encoded = columns.some((column) => column.encoding !== undefined);
  return {
    distribution: distribution.style,
    ...(sortKey.style === undefined ? {} : { sort: sortKey.style }),
    backup: attributes.backup ?? true,
    encodeAuto: attributes.encode === "auto" || !encoded,
    columns: columns.map((column) => {
      const place = sortKey.columns.indexOf(column.name) + 1;
      return {
        name: column.name,
        encoding: planEncoding(column, place > 0 || request.temporary, position),
        distributionKey: column.name === distribution.key,
        sortPosition: sortKey.style === "interleaved" && place % 2 === 0 ? -place : place,
        ...(column.type.caseInsensitive ? { caseInsensitive: true } : {}),
      };
    }),
  };
}

/** A column's encoding. @param plain it is RAW unless it says otherwise @throws {SqlError} when its type can't have it */
export function planEncoding(
  { name, type, encoding, position: own }: LayoutColumn,
  plain: boolean,
  position: number,
): string {
  if (encoding === undefined) return plain ? RAW : defaultEncoding(type.name);
  const known = encodingFor(encoding, type.name);
  if (known !== undefined) return known;
  throw new SqlError("42P16", `invalid encoding type specified for column "${name}"`, { position: own ?? position });
}

/** The column a key names. @throws {SqlError} when there is none, or its type can't be a key */
export function keyColumn<Column extends LayoutColumn>(
  columns: readonly Column[],
  key: Name | number,
  table: string,
  statementPosition: number,
): Column {
  const position = typeof key === "number" ? statementPosition : key.span.start + 1;
  const column = typeof key === "number" ? columns[key - 1] : columns.find(({ name }) => name === key.text);
  if (column === undefined) {
    const written = typeof key === "number" ? String(key) : key.text;
    const message = `column "${written}" specified as distkey/sortkey is not in the table "${table}"`;
    throw new SqlError("0A000", message, { position });
  }
  return requireKeyType(column, "distkey/sortkey", position);
}

function requireKeyType<Column extends LayoutColumn>(column: Column, key: string, position: number): Column {
  if (KEY_TYPES.has(column.type.name)) return column;
  const type = column.type.name.toUpperCase();
  throw new SqlError("0A000", `${type} column "${column.name}" cannot be a ${key}`, { position });
}

/** @throws {SqlError} for more sort key columns than there may be, or one named twice */
export function checkSortKey(style: "compound" | "interleaved", columns: readonly string[], position: number): void {
  const most = MOST_SORT_KEYS[style];
  if (columns.length > most) {
    const message = `more than ${most} columns specified in the ${style} sort key`;
    throw new SqlError("54011", message, { position });
  }
  const twice = columns.find((name, index) => columns.indexOf(name) < index);
  if (twice !== undefined) {
    throw new SqlError("42701", `column "${twice}" specified more than once in the sort key`, { position });
  }
}

function checkColumns(columns: readonly LayoutColumn[], position: number): void {
  if (columns.length > MOST_COLUMNS) {
    throw new SqlError("54011", `tables can have at most ${MOST_COLUMNS} columns`, { position });
  }
  const seen = new Set<string>();
  for (const column of columns) {
    if (seen.has(column.name)) {
      throw new SqlError("42701", `column "${column.name}" duplicated`, { position: column.position ?? position });
    }
    seen.add(column.name);
  }
}

function planDistribution({ table, columns, attributes, position }: LayoutRequest): {
  readonly style: TableLayout["distribution"];
  readonly key?: string;
} {
  const { style, key } = attributes.distribution ?? {};
  const ofTable = key === undefined ? [] : [keyColumn(columns, key, table, position).name];
  const ofColumns = columns
    .filter((column) => column.distributionKey)
    .map((column) => requireKeyType(column, "distkey", column.position ?? position).name);
  const keys = [...new Set([...ofColumns, ...ofTable])];
  const refuse = (message: string): SqlError => new SqlError("42P16", message, { position });
  if (keys.length > 1)
    throw refuse(
      `multiple DISTKEY columns specified for table "${table}": only one column can be the distribution key`,
    );
  const [only] = keys;
  if (only !== undefined) {
    if (style === undefined || style === "key") return { style: "key", key: only };
    throw refuse(`DISTKEY cannot be specified with DISTSTYLE ${style.toUpperCase()}: DISTSTYLE must be KEY or not set`);
  }
  if (style === "key") throw refuse(`DISTSTYLE KEY requires a DISTKEY column for table "${table}"`);
  return { style: style ?? "auto" };
}

function planSortKey({ table, columns, attributes, position }: LayoutRequest): {
  readonly style?: NonNullable<TableLayout["sort"]>;
  readonly columns: readonly string[];
} {
  const ofColumns = columns
    .filter((column) => column.sortKey)
    .map((column) => requireKeyType(column, "sortkey", column.position ?? position).name);
  const { sortKey } = attributes;
  if (ofColumns.length > 1 || (ofColumns.length === 1 && sortKey !== undefined)) {
    throw new SqlError("42P16", `multiple SORTKEY definitions specified for table "${table}"`, { position });
  }
  if (sortKey === undefined)
    return ofColumns.length === 0 ? { style: "auto", columns: [] } : { style: "compound", columns: ofColumns };
  if (sortKey.style === "auto") return { style: "auto", columns: [] };
  const names = sortKey.columns.map((key) => keyColumn(columns, key, table, position).name);
  checkSortKey(sortKey.style, names, position);
  return { style: sortKey.style, columns: names };
}
