import { TEARDOWN_STATEMENTS } from "@sensor-pipeline/core/setup/setup-files";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import type { RunContext } from "@sensor-pipeline/core/warehouse/run-statement";
import { z } from "zod";
import { sqlTexts } from "../target/sql-texts.ts";

const LANDED_FILE = "sql/teardown/count-records.sql";

const landedSchema = z.object({
  records: z.number(),
  first_arrival: z.date().nullable(),
  last_arrival: z.date().nullable(),
});

export type LandedRecords = z.output<typeof landedSchema>;

/** How many records go with the streaming view, and from when to when they arrived. */
export function countLanded(root: string, run: RunContext): Promise<LandedRecords | undefined> {
  return firstRow(root, LANDED_FILE, landedSchema, run);
}

/** How many records are archived; the archive must be there. A teardown that keeps it takes the reader's right on it. */
export async function countArchive(root: string, run: RunContext): Promise<number | "unseen"> {
  try {
    const row = await firstRow(root, TEARDOWN_STATEMENTS.countArchive, z.object({ archived: z.number() }), run);
    return row?.archived ?? 0;
  } catch (error) {
    if (error instanceof StatementError && error.reason.includes("permission denied")) return "unseen";
    throw error;
  }
}

async function firstRow<Row>(
  root: string,
  file: string,
  row: z.ZodType<Row>,
  run: RunContext,
): Promise<Row | undefined> {
  const text = sqlTexts(root, [file])[file] ?? "";
  return (await queryFile({ name: file, text }, { ...run, row })).rows[0];
}
