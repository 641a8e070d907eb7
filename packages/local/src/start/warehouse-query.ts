import { readFileSync } from "node:fs";
import path from "node:path";
import type { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { systemClock } from "@sensor-pipeline/core/clock";
import { renderQuery } from "@sensor-pipeline/core/sql/render-query";
import { queryWarehouse } from "@sensor-pipeline/core/warehouse/query-warehouse";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import type { z } from "zod";

/** Runs a file of sql/queries as the admin: nobody else has rights before set-up made the roles. */
export async function queryFile<Row>(
  file: string,
  row: z.ZodType<Row>,
  { client, target, root }: { client: RedshiftDataClient; target: WarehouseTarget; root: string },
): Promise<readonly Row[]> {
  const text = readFileSync(path.join(root, "sql/queries", file), "utf8");
  const { sql, parameters } = renderQuery(text, {}, file);
  const { rows } = await queryWarehouse({ name: file, sql, parameters }, { client, target, clock: systemClock, row });
  return rows;
}
