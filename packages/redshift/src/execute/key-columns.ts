import type { PlannedColumn } from "../plan/plan-query.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name, TableAttributes } from "../sql/tree.ts";
import { positionOf } from "./names.ts";

type Column = Pick<PlannedColumn, "name" | "type">;

/** The columns of a sort key, by name. @throws {SqlError} when one does not exist or can't be a key */
export function sortKeyColumns(sortKey: TableAttributes["sortKey"], columns: readonly Column[]): readonly string[] {
  return (sortKey?.columns ?? []).map((key) => keyColumn("sort key", key, columns));
}

/** @throws {SqlError} when the distribution key does not exist or can't be one */
export function checkDistribution(distribution: TableAttributes["distribution"], columns: readonly Column[]): void {
  if (distribution?.key !== undefined) keyColumn("distribution key", distribution.key, columns);
}

function keyColumn(kind: "sort key" | "distribution key", key: Name | number, columns: readonly Column[]): string {
  const column = typeof key === "number" ? columns[key - 1] : columns.find(({ name }) => name === key.text);
  const written = typeof key === "number" ? String(key) : key.text;
  const position = typeof key === "number" ? {} : positionOf(key);
  if (column === undefined) throw new SqlError("42703", `${kind} column "${written}" does not exist`, position);
  // https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
  if (column.type.name === "super")
    throw new SqlError("42P16", `SUPER column "${column.name}" can't be a ${kind}`, position);
  return column.name;
}
