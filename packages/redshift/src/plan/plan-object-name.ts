import { quoteLiteral } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Span } from "../sql/tree.ts";
import { castTo } from "./convert.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";

/**
 * A cast to REGCLASS or REGTYPE, PostgreSQL's types for an object of the catalog: `'public.sales'::regclass`. The leader node's, so not with
 * user tables. https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html
 * @throws SqlError 42P01 when there is no such relation
 */
export function planObjectName(
  scope: Scope,
  value: PlannedExpression,
  type: RedshiftType,
  span: Span,
): PlannedExpression {
  scope.state.functions.push({ name: type.name, volatility: "stable", leaderOnly: true, span });
  const position = span.start + 1;
  const { literal } = value;
  if (type.name !== "regclass" || value.type.name !== "unknown" || literal === undefined || /^\d+$/.test(literal)) {
    return castTo(value, type, position);
  }
  const [name = "", schema] = partsOf(literal).reverse();
  const relation = scope.state.context.catalog.relation(schema, name);
  if (relation === undefined) throw new SqlError("42P01", `relation "${literal}" does not exist`, { position });
  return castTo({ ...value, sql: quoteLiteral(relation.engineName).trim() }, type, position);
}

/** `a."B".c` as its names, folded as identifiers are. */
function partsOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|[^".]+/g)].map(([all, quoted]) =>
    (quoted?.replaceAll('""', '"') ?? all).trim().toLowerCase(),
  );
}
