import { createHash } from "node:crypto";
import type { EngineConnection } from "../engine/engine.ts";
import { quoteLiteral } from "../engine/quote.ts";
import { INSTALL_FUNCTIONS } from "../functions/install.ts";
import { ACCESS_TABLES } from "./access-tables.ts";
import { INTERNAL_TABLES } from "./internal-tables.ts";
import { SYSTEM_VIEWS } from "./system-views.ts";

/** A folder whose own catalog has another shape than this code's. */
export class DatabaseVersionError extends Error {
  override readonly name = "DatabaseVersionError";
}

const CATALOG = hashOf(INTERNAL_TABLES + ACCESS_TABLES + SYSTEM_VIEWS);

const FUNCTIONS = hashOf(INSTALL_FUNCTIONS);

/** What a fresh database is given, with the marks of what it was. */
export const INSTALL = [
  INTERNAL_TABLES,
  ACCESS_TABLES,
  INSTALL_FUNCTIONS,
  SYSTEM_VIEWS,
  mark("redshift_system", CATALOG),
  mark("redshift_internal", FUNCTIONS),
].join("\n");

/**
 * Sees to it that a database fits this code: functions that have changed are made again, a catalog that has can't be.
 * @throws {DatabaseVersionError}
 */
export async function bringUpToDate(connection: EngineConnection, folder: string): Promise<void> {
  const found = await connection.query(
    "SELECT obj_description('redshift_system'::regnamespace), obj_description('redshift_internal'::regnamespace)",
  );
  const [catalog, functions] = found.rows[0] ?? [];
  if (catalog !== CATALOG) {
    throw new DatabaseVersionError(
      `The warehouse in ${folder} was made by another version of this Redshift. Delete the folder (npm start has --fresh for it), or go back to that version.`,
    );
  }
  if (functions !== FUNCTIONS)
    await connection.execute(`${INSTALL_FUNCTIONS}\n${mark("redshift_internal", FUNCTIONS)}`);
}

/** The comment of a schema, which nobody but the engine sees. */
function mark(schema: string, hash: string): string {
  return `COMMENT ON SCHEMA ${schema} IS ${quoteLiteral(hash)};`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
