import type { RedshiftType } from "../sql/redshift-type.ts";
import type { CatalogRelation } from "./catalog.ts";

/** An expression in the engine's SQL, with what the planner knows of it. */
export interface PlannedExpression {
  readonly sql: string;
  readonly type: RedshiftType;
  /** The name of a column made of it that has no alias. */
  readonly label: string;
  /** How much there is to compute, columns of inner queries included: the measure for fencing. */
  readonly weight: number;
  /** The text of a string or number literal. */
  readonly literal?: string;
  /** A literal with its type, `DATE '2026-01-01'`, or something else without a name that was cast: cast on, it is called by the last type. */
  readonly typedLiteral?: boolean;
  /** SQL that is true where its bytes surely are JSON. */
  readonly knownJson?: string;
  /** True when it reads columns of tables: the leader node computes what reads none, by rules of its own here and there. */
  readonly stored?: boolean;
  /** Set for navigation into a column: the column and the engine's steps from it. */
  readonly navigation?: { readonly column: string; readonly steps: string };
  /** The same as a condition of WHERE or ON, where false and NULL are one; set where the engine can do more with it. */
  readonly filter?: string;
  readonly aggregate?: boolean;
  readonly window?: boolean;
  /** It holds a query that reads columns of the query around it. */
  readonly correlatedQuery?: boolean;
  readonly source?: { readonly relation: CatalogRelation; readonly column: string };
}

/** An expression made of others: heavier than they are, an aggregate if one of them is. */
export function compose(
  sql: string,
  type: RedshiftType,
  label: string,
  parts: readonly PlannedExpression[],
): PlannedExpression {
  return {
    sql,
    type,
    label,
    weight: parts.reduce((sum, part) => sum + part.weight, 1),
    ...(parts.some((part) => part.aggregate) ? { aggregate: true } : {}),
    ...(parts.some((part) => part.stored) ? { stored: true } : {}),
    ...(parts.some((part) => part.window) ? { window: true } : {}),
    ...(parts.some((part) => part.correlatedQuery) ? { correlatedQuery: true } : {}),
  };
}
