import type { RedshiftType } from "../sql/redshift-type.ts";
import { NotSupportedSql } from "../sql/sql-error.ts";

/**
 * Text of COLLATE CASE_INSENSITIVE is compared without regard to case, but not gathered: the engine would keep `a` and `A` apart.
 * @throws {NotSupportedSql} where equal texts are made one
 */
export function refuseCaseInsensitive(type: RedshiftType, clause: string, position: number): void {
  if (type.caseInsensitive) throw new NotSupportedSql(`${clause} of a case-insensitive text`, { position });
}
