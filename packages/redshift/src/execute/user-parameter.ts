import { acceptedValue, engineValue } from "../session/engine-parameter.ts";
import { SESSION_PARAMETERS } from "../session/parameter-table.ts";
import { checked } from "../session/session-settings.ts";
import type { CreateUser } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";

/**
 * ALTER USER ... SET and RESET: a session of the user's that is opened from now on begins with the value. Inside `asEngine`.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_USER.html
 * @throws {SqlError} 42704 no such parameter, 22023 a value it does not take
 */
export async function setUserParameter(
  { name, value }: NonNullable<CreateUser["parameter"]>,
  id: string | undefined,
  { connection, settings }: Execution,
): Promise<void> {
  if (value !== undefined) {
    const accepted = checked(name, await acceptedValue(connection, name, value.join(", ")));
    // The engine has taken it to see whether it is one; this session goes on with its own.
    if (SESSION_PARAMETERS[name]?.effect === "engine") {
      await connection.query("SELECT set_config($1, $2, true)", [name, engineValue(name, settings.get(name))]);
    }
    await connection.query(
      `INSERT INTO redshift_internal.user_parameter VALUES ($1::oid, $2, $3)
       ON CONFLICT (id, name) DO UPDATE SET value = excluded.value`,
      [id ?? null, name, accepted],
    );
    return;
  }
  if (name !== "all" && !name.includes(".")) settings.get(name);
  await connection.query("DELETE FROM redshift_internal.user_parameter WHERE id = $1::oid AND $2 IN (name, 'all')", [
    id ?? null,
    name,
  ]);
}
