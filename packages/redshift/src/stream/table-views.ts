import type { EngineConnection } from "../engine/engine.ts";
import type { RefreshMember } from "./refresh-member.ts";

const AUTOMATIC = `
SELECT m.id, n.nspname, c.relname, c.relowner
FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE m.auto_refresh AND m.stream IS NULL`;

export interface TableView extends RefreshMember {
  /** OID of its owner. */
  readonly owner: string;
}

/** Views over tables that are refreshed automatically. */
export async function loadAutomaticViews(connection: EngineConnection): Promise<readonly TableView[]> {
  return load(connection, AUTOMATIC);
}

/** Those of them whose tables have changed. */
export async function loadOutdatedViews(connection: EngineConnection): Promise<readonly TableView[]> {
  return load(connection, `${AUTOMATIC} AND m.stale`);
}

async function load(connection: EngineConnection, sql: string): Promise<readonly TableView[]> {
  return (await connection.query(sql)).rows.map(([id, schema, name, owner]) => ({
    id: id ?? "",
    schema: schema ?? "",
    name: name ?? "",
    owner: owner ?? "",
    streaming: false,
  }));
}
