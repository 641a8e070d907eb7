import type { TableAttributes } from "./definition-tree.ts";
import type { Name } from "./expression-tree.ts";
import type { TokenReader } from "./token-reader.ts";

type Distribution = NonNullable<TableAttributes["distribution"]>;
type SortKey = NonNullable<TableAttributes["sortKey"]>;

/** DISTSTYLE, DISTKEY, SORTKEY, BACKUP and ENCODE AUTO of a table, in any order. */
export function parseTableAttributes(reader: TokenReader): TableAttributes {
  let attributes: TableAttributes = {};
  for (;;) {
    const backup = parseBackup(reader);
    const distribution = parseDistribution(reader);
    const sortKey = parseSortKey(reader);
    const encode = reader.acceptWords("encode auto");
    if (backup === undefined && distribution === undefined && sortKey === undefined && !encode) return attributes;
    attributes = {
      ...attributes,
      ...(backup === undefined ? {} : { backup }),
      ...(distribution === undefined ? {} : { distribution: { ...attributes.distribution, ...distribution } }),
      ...(sortKey === undefined ? {} : { sortKey }),
      ...(encode ? { encode: "auto" as const } : {}),
    };
  }
}

/** BACKUP { YES | NO } */
export function parseBackup(reader: TokenReader): boolean | undefined {
  return reader.acceptWords("backup") ? parseYesNo(reader) : undefined;
}

/** `YES` or `NO` */
export function parseYesNo(reader: TokenReader): boolean {
  return reader.expectOneOf(["yes", "no"]) === "yes";
}

/** DISTSTYLE { EVEN | ALL | KEY | AUTO } and DISTKEY (column), either or both. */
export function parseDistribution(reader: TokenReader): Distribution | undefined {
  const style = reader.acceptWords("diststyle") ? reader.expectOneOf(["even", "all", "key", "auto"]) : undefined;
  if (!reader.acceptWords("distkey")) return style === undefined ? undefined : { style };
  reader.expectOperator("(");
  const key = parseKeyColumn(reader);
  reader.expectOperator(")");
  return { style: style ?? "key", key };
}

/** [COMPOUND | INTERLEAVED] SORTKEY (columns), or SORTKEY AUTO. */
export function parseSortKey(reader: TokenReader): SortKey | undefined {
  if (reader.acceptWords("sortkey auto")) return { style: "auto", columns: [] };
  const style = ["compound", "interleaved"].find((word) => reader.atWords(`${word} sortkey`));
  if (style !== undefined) reader.next();
  if (!reader.acceptWords("sortkey")) return undefined;
  const columns = reader.list(() => parseKeyColumn(reader));
  return { style: style === "interleaved" ? "interleaved" : "compound", columns };
}

/** A column by name, or by its ordinal as AWS's own streaming sample does. */
function parseKeyColumn(reader: TokenReader): Name | number {
  return reader.peek().kind === "number" ? reader.expectInteger() : reader.expectName();
}
