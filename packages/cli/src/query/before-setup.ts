import { readFileSync } from "node:fs";
import path from "node:path";
import { ALERT_OBJECTS, alertObjectsRow } from "@sensor-pipeline/core/alert/alert-summary";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import type { RunContext } from "@sensor-pipeline/core/warehouse/run-statement";

const NAME = "alert-objects.sql";
/** What a statement meets where set-up has not been: no object of that name. */
const NOTHING_THERE = /does not exist/i;

/** Whether a statement failed because set-up has not yet made what it asks for. */
export async function isBeforeSetup(error: unknown, warehouse: RunContext, root: string): Promise<boolean> {
  if (!(error instanceof StatementError) || !NOTHING_THERE.test(error.reason)) return false;
  const text = readFileSync(path.join(root, "sql/queries", NAME), "utf8");
  const { rows } = await queryFile({ name: NAME, text }, { ...warehouse, row: alertObjectsRow });
  return (rows[0]?.objects_found ?? 0) < ALERT_OBJECTS;
}
