import { SqlError } from "../sql/sql-error.ts";
import type { Statement } from "../sql/tree.ts";

/** What a transaction that only reads may do. */
const READS: ReadonlySet<string> = new Set<Statement["kind"]>([
  "query",
  "explain",
  "show",
  "show definition",
  "show list",
  "set",
  "reset",
  "set session authorization",
  "set session characteristics",
  "declare cursor",
  "fetch",
  "close cursor",
  "prepare",
  "execute",
  "deallocate",
  "cancel",
  "analyze",
  "vacuum",
  "lock",
]);

/** BEGIN READ ONLY: https://docs.aws.amazon.com/redshift/latest/dg/r_BEGIN.html @throws {SqlError} 25006 for a statement that writes */
export function refuseWrite(statement: Statement): void {
  const { kind } = statement;
  const into = kind === "query" && statement.body.kind === "select" && statement.body.into !== undefined;
  if (!READS.has(kind) || into) throw new SqlError("25006", "transaction is read-only");
}
