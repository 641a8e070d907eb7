import type { EngineConnection } from "../engine/engine.ts";

/** Runs `work` in a transaction of the engine, which the caller has to itself. */
export async function inTransaction<Result>(
  connection: EngineConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.execute("BEGIN");
  try {
    const result = await work();
    await connection.execute("COMMIT");
    return result;
  } catch (error) {
    await connection.execute("ROLLBACK");
    throw error;
  }
}
