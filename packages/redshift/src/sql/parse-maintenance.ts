import type { QualifiedName } from "./expression-tree.ts";
import { SqlError } from "./sql-error.ts";
import type { Analyze, Lock, Vacuum } from "./statement-tree.ts";
import type { TokenReader } from "./token-reader.ts";

const MODES = ["full", "sort only", "delete only", "reindex", "recluster"] as const;

/** ANALYZE [VERBOSE] [table [(columns)]] [PREDICATE COLUMNS | ALL COLUMNS]. https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html */
export function parseAnalyze(reader: TokenReader): Analyze {
  const start = reader.peek().start;
  reader.expectOneOf(["analyze", "analyse"]);
  if (reader.atWords("compression")) parseAnalyzeCompression(reader);
  reader.acceptWords("verbose");
  const table = atTable(reader) ? reader.expectQualifiedName() : undefined;
  const columns = table !== undefined && reader.atOperator("(") ? reader.list(() => reader.expectName()) : [];
  reader.acceptOneOf(["predicate columns", "all columns"]);
  return { kind: "analyze", ...(table === undefined ? {} : { table }), columns, span: reader.spanFrom(start) };
}

/**
 * VACUUM [FULL | SORT ONLY | DELETE ONLY | REINDEX | RECLUSTER] [table] [TO n PERCENT] [BOOST]
 * @throws {SqlError} for options that do not go together: https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html
 */
export function parseVacuum(reader: TokenReader): Vacuum {
  const start = reader.peek().start;
  reader.expectWords("vacuum");
  const mode = reader.acceptOneOf(MODES) ?? "full";
  const table = reader.atName() && !reader.atWords("boost") ? reader.expectQualifiedName() : undefined;
  const at = reader.peek();
  const threshold = parseThreshold(reader);
  const boost = reader.acceptWords("boost");
  const own = mode === "reindex" || mode === "recluster";
  const refuse = (message: string): SqlError => new SqlError("0A000", message, { position: at.start + 1 });
  const name = mode.toUpperCase();
  if (table === undefined && (threshold !== undefined || boost || own)) throw reader.syntaxError(at);
  if (own && threshold !== undefined) throw refuse(`VACUUM ${name} is not supported with TO threshold PERCENT`);
  if (mode === "reindex" && boost) throw refuse("BOOST is not supported with VACUUM REINDEX");
  return { kind: "vacuum", mode, ...(table === undefined ? {} : { table }), span: reader.spanFrom(start) };
}

/** LOCK [TABLE] table, ... */
export function parseLock(reader: TokenReader): Lock {
  const start = reader.peek().start;
  reader.expectWords("lock");
  reader.acceptWords("table");
  const tables: readonly QualifiedName[] = reader.commaSeparated(() => reader.expectQualifiedName());
  return { kind: "lock", tables, span: reader.spanFrom(start) };
}

/** Its grammar is read so that what is wrong is told as such; the analysis is not done. */
function parseAnalyzeCompression(reader: TokenReader): never {
  const at = reader.next();
  if (reader.atName() && !reader.atWords("comprows")) {
    reader.expectQualifiedName();
    if (reader.atOperator("(")) reader.list(() => reader.expectName());
  }
  if (reader.acceptWords("comprows")) {
    const rows = reader.peek();
    const given = reader.expectInteger();
    // https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE_COMPRESSION.html
    if (given < 1000 || given > 1_000_000_000) {
      throw new SqlError("22023", `COMPROWS ${given} must be between 1000 and 1000000000`, {
        position: rows.start + 1,
      });
    }
  }
  if (!reader.atOperator(";") && reader.peek().kind !== "end") throw reader.syntaxError();
  throw reader.notSupported("ANALYZE COMPRESSION", at);
}

function atTable(reader: TokenReader): boolean {
  return reader.atName() && !reader.atWords("predicate columns");
}

function parseThreshold(reader: TokenReader): number | undefined {
  if (!reader.acceptWords("to")) return undefined;
  const at = reader.peek();
  const threshold = reader.expectInteger();
  reader.expectWords("percent");
  if (threshold >= 0 && threshold <= 100) return threshold;
  throw new SqlError("22023", `VACUUM threshold ${threshold} must be between 0 and 100`, { position: at.start + 1 });
}
