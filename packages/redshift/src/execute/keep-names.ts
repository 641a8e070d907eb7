import { engineName } from "../engine/engine-name.ts";
import type { Execution } from "./execution.ts";

/** Notes which names stand behind what the engine calls objects whose names are too long for it. */
export async function keepNames(
  names: readonly string[],
  { connection, asEngine }: Pick<Execution, "connection" | "asEngine">,
): Promise<void> {
  const long = names.filter((name) => engineName(name) !== name);
  if (long.length === 0) return;
  const rows = long.map((name) => ({ engine_name: engineName(name), name }));
  await asEngine(() =>
    connection.query(
      `INSERT INTO redshift_internal.long_name (engine_name, name)
       SELECT engine_name, name FROM json_to_recordset($1::json) AS n (engine_name text, name text)
       ON CONFLICT (engine_name) DO NOTHING`,
      [JSON.stringify(rows)],
    ),
  );
}
