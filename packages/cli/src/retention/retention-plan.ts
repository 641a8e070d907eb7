import { readFileSync } from "node:fs";
import path from "node:path";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { warehouseToAsk } from "../target/direct-warehouse.ts";
import type { WarehouseOptions } from "../target/warehouse-options.ts";

const FILE = "sql/queries/retention.sql";

const rowSchema = z.object({
  cutoff: z.string(),
  leaving_records: z.number(),
  oldest_leaving: z.date().nullable(),
  newest_leaving: z.date().nullable(),
  staying_records: z.number(),
  archived_records: z.number(),
});

/** What a retention would do. */
export interface RetentionPlan {
  readonly keepSeconds: number;
  /** UTC, `YYYY-MM-DD HH:MM:SS`: what arrived before it leaves. */
  readonly cutoff: string;
  readonly leaving: number;
  readonly oldestLeaving: Date | null;
  readonly newestLeaving: Date | null;
  readonly staying: number;
  /** Records in the archive now. */
  readonly inArchive: number;
  /** Whether what leaves is copied to the archive first. */
  readonly archives: boolean;
}

/** Asks the warehouse, as the stage's reader or with a secret as its user, what would leave. */
export async function planRetention(
  { target, clock, signal, root }: CommandContext,
  { keepSeconds, archives }: Pick<RetentionPlan, "keepSeconds" | "archives">,
  options: WarehouseOptions,
): Promise<RetentionPlan> {
  const { target: warehouse, signIn } = await warehouseToAsk(target, options);
  const client = new RedshiftDataClient(signIn);
  try {
    const text = readFileSync(path.join(root, FILE), "utf8");
    const { rows } = await queryFile(
      { name: FILE, text, values: { keep_seconds: keepSeconds } },
      { client, target: warehouse, clock, signal, row: rowSchema },
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`${FILE} gave no row.`);
    return {
      keepSeconds,
      archives,
      cutoff: row.cutoff,
      leaving: row.leaving_records,
      oldestLeaving: row.oldest_leaving,
      newestLeaving: row.newest_leaving,
      staying: row.staying_records,
      inArchive: row.archived_records,
    };
  } catch (error) {
    if (!(error instanceof StatementError) || !error.reason.includes("does not exist")) throw error;
    throw new CommandError(
      `Retention of ${target.title} finds nothing of its set-up, or of an older one: run pipeline setup first. (${error.reason.split("\n")[0]})`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
