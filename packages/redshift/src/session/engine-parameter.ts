import type { EngineConnection } from "../engine/engine.ts";
import { SESSION_PARAMETERS } from "./parameter-table.ts";
import { randomState } from "./random-seed.ts";

const OFFSET = /^([+-]?)(\d{1,2})(?::(\d{2}))?$/;
const INTERVAL = /^([+-]?)(\d+)\s*(h|hrs?|hours?|m|mins?|minutes?)$/i;

/** What the engine's parameter of the same name is set to. */
export function engineValue(name: string, value: string): string {
  return name === "timezone" ? engineTimeZone(value.trim()) : value;
}

/**
 * A value as the session keeps it, once the engine has taken it for this transaction.
 * @throws {EngineError} 22023 for one it does not take: abbreviations such as PST are no time zones of a session
 */
export async function acceptedValue(connection: EngineConnection, name: string, value: string): Promise<string> {
  if (name === "seed") {
    await connection.query("SELECT set_config('redshift.random_' || current_setting('redshift.pid'), $1, false)", [
      randomState(value),
    ]);
  }
  if (SESSION_PARAMETERS[name]?.effect !== "engine") return value;
  const { rows } = await connection.query("SELECT set_config($1, $2, true)", [name, engineValue(name, value)]);
  return name === "datestyle" ? (rows[0]?.[0] ?? value) : value;
}

/**
 * An offset such as `-8:00` or `-8 hours` counts hours east of Greenwich, where POSIX, and the engine, counts west.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_timezone_config.html
 */
function engineTimeZone(value: string): string {
  const [, sign = "", hours = "0", minutes = "00"] = OFFSET.exec(value) ?? asOffset(value) ?? [];
  if (!OFFSET.test(value) && asOffset(value) === undefined) return value;
  const west = sign === "-" ? "+" : "-";
  const name = `${sign === "-" ? "-" : "+"}${hours.padStart(2, "0")}${minutes === "00" ? "" : minutes}`;
  return `<${name}>${west}${hours.padStart(2, "0")}:${minutes}`;
}

function asOffset(value: string): readonly string[] | undefined {
  const [, sign, size, unit = ""] = INTERVAL.exec(value) ?? [];
  if (sign === undefined) return undefined;
  const minutes = Number(size) * (unit.toLowerCase().startsWith("h") ? 60 : 1);
  return ["", sign, String(Math.trunc(minutes / 60)), String(minutes % 60).padStart(2, "0")];
}
