import type { SortKey } from "../sql/tree.ts";
import type { PlannedExpression } from "./planned-expression.ts";

/** `expression DESC NULLS LAST` */
export function sortKey({ sql }: Pick<PlannedExpression, "sql">, { descending, nulls }: SortKey): string {
  return `${sql}${descending ? " DESC" : ""}${nulls === undefined ? "" : ` NULLS ${nulls.toUpperCase()}`}`;
}
