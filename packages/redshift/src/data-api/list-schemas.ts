import type { SignIn } from "../sign-in.ts";
import type { DataApiContext } from "./run-statement.ts";

/** ListSchemas, by a LIKE pattern: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListSchemas.html */
export async function listSchemas(
  { database }: DataApiContext,
  signIn: SignIn,
  { schemaPattern = "%" }: { readonly schemaPattern?: string },
): Promise<readonly string[]> {
  const found = await database.inspect(signIn, (connection) =>
    connection.query(
      `SELECT nspname FROM pg_namespace WHERE nspname LIKE $1 AND nspname NOT LIKE 'redshift\\_%' AND nspname NOT LIKE 'pg\\_t%'
       ORDER BY nspname`,
      [schemaPattern],
    ),
  );
  return found.rows.map(([name]) => name ?? "");
}
