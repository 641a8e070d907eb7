import type { RedshiftType } from "../sql/redshift-type.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import { familyOf } from "./type-rules.ts";

/**
 * Text of COLLATE CASE_INSENSITIVE is compared without regard to case, but not gathered: the engine would keep `a` and `A` apart.
 * @throws {NotSupportedSql} where equal texts are made one
 */
export function refuseCaseInsensitive(type: RedshiftType, clause: string, position: number): void {
  if (type.caseInsensitive) throw new NotSupportedSql(`${clause} of a case-insensitive text`, { position });
}

/**
 * Texts of both collations don't go together; a literal goes with either.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_DATABASE.html
 * @throws {SqlError} 0A000
 */
export function refuseMixedCollations(values: readonly PlannedExpression[], position: number): void {
  refuseMixed(
    values.filter(({ stored }) => stored).map(({ type }) => type),
    position,
  );
}

/** The same for columns that come together. @throws {SqlError} 0A000 */
export function refuseMixed(types: readonly RedshiftType[], position: number): void {
  const texts = types.filter((type) => familyOf(type) === "string");
  const folded = texts.filter((type) => type.caseInsensitive).length;
  if (folded > 0 && folded < texts.length)
    throw new SqlError("0A000", "Query with different collations is not supported yet.", { position });
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_DATABASE.html @throws {SqlError} 0A000 where a text without case would be a SUPER value */
export function refuseCoercion(type: RedshiftType, position: number): void {
  if (type.caseInsensitive)
    throw new SqlError("0A000", "Coercing from case insensitive string to SUPER is not supported.", { position });
}
