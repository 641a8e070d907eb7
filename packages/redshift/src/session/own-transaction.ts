import type { Statement } from "../sql/tree.ts";

const OWN_TRANSACTION: ReadonlySet<Statement["kind"]> = new Set([
  ...(["refresh materialized view", "alter table append", "vacuum", "create database", "drop database"] as const),
]);

/** What a statement that commits by itself is called; undefined for one that may stand in a transaction. */
export function ownTransaction(statement: Statement): string | undefined {
  const { kind } = statement;
  if (OWN_TRANSACTION.has(kind)) return kind.toUpperCase();
  // https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
  if (kind === "alter table" && statement.action.kind === "column type") return "ALTER TABLE ALTER COLUMN";
  return kind === "alter database" && statement.action === "isolation level"
    ? "ALTER DATABASE ISOLATION LEVEL"
    : undefined;
}
