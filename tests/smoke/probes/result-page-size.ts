import { GetStatementResultCommand } from "@aws-sdk/client-redshift-data";
import { runStatement } from "@sensor-pipeline/core/warehouse/run-statement";
import type { Action } from "./probe-context.ts";

/** 8,000 rows of a thousand characters: 8 MB, more than any page that others have told of. */
const ROWS_SQL = `WITH digits AS (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)
SELECT REPEAT('x', 1000) AS text FROM digits a, digits b, digits c, digits d WHERE d.d < 8`;

export const resultPageSize: Action = async ({ warehouse }) => {
  const { client } = warehouse;
  const { statementId: Id } = await runStatement({ name: "smoke", sql: ROWS_SQL }, warehouse);
  const first = await client.send(new GetStatementResultCommand({ Id }));
  const rows = first.Records?.length ?? 0;
  const bytes = JSON.stringify(first.Records).length;
  if (first.NextToken === undefined) return `${rows} rows in one page, ${bytes} bytes of JSON`;
  return `${rows} of ${first.TotalNumRows} rows in the first page, ${bytes} bytes of JSON`;
};
