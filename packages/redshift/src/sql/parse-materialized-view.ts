import type { AlterMaterializedView, CreateMaterializedView, RefreshMaterializedView } from "./definition-tree.ts";
import { parseQuery } from "./parse-query.ts";
import { parseBackup, parseDistribution, parseSortKey, parseYesNo } from "./parse-table-attributes.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * CREATE MATERIALIZED VIEW name [BACKUP ..] [DISTSTYLE ..] [DISTKEY (..)] [SORTKEY (..)] [AUTO REFRESH ..] AS query.
 *
 * The order is fixed, and there is neither IF NOT EXISTS nor OR REPLACE.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
 */
export function parseCreateMaterializedView(reader: TokenReader): CreateMaterializedView {
  const start = reader.peek().start;
  reader.expectWords("create materialized view");
  if (reader.atWords("if not exists")) throw reader.syntaxError();
  const name = reader.expectQualifiedName();
  const backup = parseBackup(reader) ?? true;
  const distribution = parseDistribution(reader);
  const sortKey = parseSortKey(reader);
  const autoRefresh = reader.acceptWords("auto refresh") && parseYesNo(reader);
  reader.expectWords("as");
  const query = parseQuery(reader);
  return {
    kind: "create materialized view",
    name,
    backup,
    autoRefresh,
    query,
    ...(distribution === undefined ? {} : { distribution }),
    ...(sortKey === undefined ? {} : { sortKey }),
    span: reader.spanFrom(start),
  };
}

/** REFRESH MATERIALIZED VIEW name [RESTRICT | CASCADE] */
export function parseRefresh(reader: TokenReader): RefreshMaterializedView {
  const start = reader.peek().start;
  reader.expectWords("refresh materialized view");
  const name = reader.expectQualifiedName();
  const cascade = reader.acceptOneOf(["restrict", "cascade"]) === "cascade";
  return { kind: "refresh materialized view", name, cascade, span: reader.spanFrom(start) };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_MATERIALIZED_VIEW.html */
export function parseAlterMaterializedView(reader: TokenReader): AlterMaterializedView {
  const start = reader.peek().start;
  reader.expectWords("alter materialized view");
  const name = reader.expectQualifiedName();
  const action = parseAction(reader);
  return { kind: "alter materialized view", name, action, span: reader.spanFrom(start) };
}

function parseAction(reader: TokenReader): AlterMaterializedView["action"] {
  if (reader.acceptWords("auto refresh")) return { kind: "auto refresh", enabled: parseYesNo(reader) };
  if (reader.acceptWords("owner to")) return { kind: "owner", to: reader.expectName() };
  if (reader.atWords("row level security")) throw reader.notSupported("ROW LEVEL SECURITY");
  reader.expectWords("alter");
  if (reader.acceptWords("distkey")) {
    return { kind: "distribution", distribution: { style: "key", key: reader.expectName() } };
  }
  if (reader.acceptWords("diststyle key distkey")) {
    return { kind: "distribution", distribution: { style: "key", key: reader.expectName() } };
  }
  if (reader.acceptWords("diststyle")) {
    return { kind: "distribution", distribution: { style: reader.expectOneOf(["all", "even", "auto"] as const) } };
  }
  if (reader.acceptWords("sortkey none")) return { kind: "sort key", sortKey: undefined };
  const sortKey = parseSortKey(reader);
  if (sortKey === undefined) throw reader.syntaxError();
  return { kind: "sort key", sortKey };
}
