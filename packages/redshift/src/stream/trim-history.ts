import { HISTORY_ROWS } from "../catalog/internal-tables.ts";
import type { EngineConnection } from "../engine/engine.ts";

/** Rows of a history that are worth writing at once: more would go again. */
export const HISTORY_LIMIT = HISTORY_ROWS;

/** Keeps `HISTORY_ROWS` rows of a history, looking only now and then. */
export async function trim(connection: EngineConnection, table: string, newest: number, added: number): Promise<void> {
  const interval = 500;
  if (Math.floor(newest / interval) === Math.floor((newest - added) / interval)) return;
  await connection.query(`DELETE FROM redshift_internal.${table} WHERE id <= $1::bigint`, [
    String(newest - HISTORY_ROWS),
  ]);
}
