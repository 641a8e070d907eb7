import { SqlError } from "../sql/sql-error.ts";
import type { Execution } from "./execution.ts";

/**
 * Of materialized views only streaming ones can be deleted from and truncated.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html and r_TRUNCATE.html
 * @param verb `delete from`
 * @throws {SqlError} for any other
 */
export async function requireStreaming(
  { engineName, name }: { readonly engineName: string; readonly name: string },
  verb: string,
  { connection, asEngine }: Execution,
): Promise<void> {
  const found = await asEngine(() =>
    connection.query(
      "SELECT 1 FROM redshift_internal.materialized_view WHERE id = $1::regclass AND stream IS NOT NULL",
      [engineName],
    ),
  );
  if (found.rowCount > 0) return;
  throw new SqlError("42809", `cannot ${verb} materialized view "${name}": it is not a streaming view`);
}
