import { NotSupportedSql } from "../sql/sql-error.ts";
import type { PivotItem, UnpivotItem } from "../sql/tree.ts";
import type { Scope } from "./scope.ts";

/** PIVOT is parsed and not planned yet. */
export function planPivot(_: Scope, item: PivotItem): string {
  throw new NotSupportedSql("PIVOT", { position: item.span.start + 1 });
}

/** UNPIVOT of a table's columns is parsed and not planned yet. */
export function planUnpivot(_: Scope, item: UnpivotItem): string {
  throw new NotSupportedSql("UNPIVOT", { position: item.span.start + 1 });
}
