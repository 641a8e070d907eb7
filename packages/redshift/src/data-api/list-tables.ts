import type { SignIn } from "../sign-in.ts";
import type { DataApiContext } from "./run-statement.ts";

export interface ListedTable {
  readonly schema: string;
  readonly name: string;
  readonly type: "TABLE" | "VIEW" | "SYSTEM VIEW";
}

const TABLES = `
SELECT schema_name, table_name, table_type FROM (
  SELECT table_schema AS schema_name, table_name, table_type FROM redshift_system.svv_tables
  UNION ALL
  SELECT 'pg_catalog', c.relname, 'SYSTEM VIEW' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'redshift_system'
) AS listed
WHERE schema_name LIKE $1 AND table_name LIKE $2 ORDER BY schema_name, table_name`;

/** ListTables, by LIKE patterns: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListTables.html */
export async function listTables(
  { database }: DataApiContext,
  signIn: SignIn,
  { schemaPattern = "%", tablePattern = "%" }: { readonly schemaPattern?: string; readonly tablePattern?: string },
): Promise<readonly ListedTable[]> {
  const found = await database.inspect(signIn, (connection) => connection.query(TABLES, [schemaPattern, tablePattern]));
  return found.rows.map(([schema, name, type]) => ({
    schema: schema ?? "",
    name: name ?? "",
    type: type === "SYSTEM VIEW" ? type : type === "VIEW" ? "VIEW" : "TABLE",
  }));
}
