import type { TableAttributes } from "./definition-tree.ts";
import type { Name } from "./expression-tree.ts";
import { SqlError } from "./sql-error.ts";
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
    const twice =
      (backup !== undefined && attributes.backup !== undefined) ||
      (sortKey !== undefined && attributes.sortKey !== undefined) ||
      (distribution !== undefined && conflicting(attributes.distribution, distribution));
    if (twice) throw new SqlError("42601", "conflicting or redundant options", { position: reader.peek().start + 1 });
    attributes = {
      ...attributes,
      ...(backup === undefined ? {} : { backup }),
      ...(distribution === undefined ? {} : { distribution: { ...distribution, ...attributes.distribution } }),
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

/** DISTSTYLE { EVEN | ALL | KEY | AUTO } and DISTKEY (column), either or both; undefined where neither stands. */
export function parseDistribution(reader: TokenReader): Distribution | undefined {
  const style = reader.acceptWords("diststyle") ? reader.expectOneOf(["even", "all", "key", "auto"]) : undefined;
  if (!reader.acceptWords("distkey")) return style === undefined ? undefined : { style };
  reader.expectOperator("(");
  const key = parseKeyColumn(reader);
  reader.expectOperator(")");
  return style === undefined ? { key } : { style, key };
}

function conflicting(one: TableAttributes["distribution"], other: Distribution): boolean {
  return (one?.style !== undefined && other.style !== undefined) || (one?.key !== undefined && other.key !== undefined);
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
