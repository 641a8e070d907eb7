import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { warehouseToAsk } from "../target/direct-warehouse.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import type { WarehouseOptions } from "../target/warehouse-options.ts";

const FILE = "sql/queries/last-refresh.sql";

const rowSchema = z.object({
  refresh_type: z.string(),
  status: z.string(),
  start_time: z.date(),
  end_time: z.date(),
  landed_records: z.number(),
});

export interface LastRefresh {
  /** `Manual` or `Auto`. */
  readonly type: string;
  /** Redshift's words. */
  readonly message: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Records that it read from the stream and that are still in the view. */
  readonly landed: number;
}

/** What the newest refresh of the landing view did; undefined where the warehouse remembers none. */
export async function lastRefresh(
  { target, clock, signal, root }: CommandContext,
  options: WarehouseOptions,
): Promise<LastRefresh | undefined> {
  const { target: warehouse, signIn } = await warehouseToAsk(target, options);
  const client = new RedshiftDataClient(signIn);
  try {
    const { rows } = await queryFile(
      { name: FILE, text: sqlTexts(root, [FILE])[FILE] },
      { client, target: warehouse, clock, signal, row: rowSchema },
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    const {
      refresh_type: type,
      status: message,
      start_time: startedAt,
      end_time: endedAt,
      landed_records: landed,
    } = row;
    return { type, message, startedAt, endedAt, landed };
  } finally {
    client.destroy();
  }
}
