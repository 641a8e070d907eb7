import type { TestRedshift } from "@sensor-pipeline/redshift/test-redshift";

/** What is asked of a database to tell it from another: objects, definitions, owners, rights, roles, what is recorded. */
const QUESTIONS = {
  relations: "SELECT table_name, table_type FROM svv_tables WHERE table_schema = 'public' ORDER BY 1",
  columns: `SELECT table_name, ordinal_position, column_name, data_type, character_maximum_length
    FROM svv_columns WHERE table_schema = 'public' ORDER BY 1, 2`,
  owners: `SELECT c.relname, c.relkind, u.usename FROM pg_class c JOIN pg_user u ON u.usesysid = c.relowner
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' ORDER BY 1`,
  definitions: "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
  streaming: "SELECT TRIM(schema_name), TRIM(name), TRIM(autorefresh), state FROM svv_mv_info ORDER BY 1, 2",
  schemas: "SELECT schemaname, esoptions FROM svv_external_schemas ORDER BY 1",
  roles: "SELECT role_name, role_owner FROM svv_roles WHERE role_name LIKE 'pipeline%' ORDER BY 1",
  roleGrants: "SELECT role_name, granted_role_name FROM svv_role_grants ORDER BY 1, 2",
  relationRights: `SELECT relation_name, privilege_type, identity_name, identity_type, admin_option
    FROM svv_relation_privileges WHERE namespace_name = 'public' ORDER BY 1, 3, 2`,
  schemaRights: `SELECT namespace_name, privilege_type, identity_name, identity_type
    FROM svv_schema_privileges WHERE identity_name LIKE 'pipeline%' ORDER BY 1, 3, 2`,
} as const;

/** Tables of set-up's that have rows whichever way it went; a database that has nothing has none. */
const ROWS = {
  pipeline_objects: "SELECT object_name, file, TRIM(fingerprint), settings FROM public.pipeline_objects ORDER BY 1",
  sensor_thresholds: "SELECT * FROM public.sensor_thresholds ORDER BY 1",
} as const;

export type DatabaseDescription = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/**
 * A full description of a database, the same for two that can't be told apart. The streaming view is described under its
 * first name, whichever it has: that one has two names in turn is how a schema change works.
 */
export async function describeDatabase(redshift: TestRedshift): Promise<DatabaseDescription> {
  const described: Record<string, readonly (readonly unknown[])[]> = {};
  for (const [what, sql] of Object.entries(QUESTIONS)) described[what] = await redshift.run(sql);
  const there = new Set(described.relations?.map(([name]) => String(name)));
  for (const [table, sql] of Object.entries(ROWS)) if (there.has(table)) described[table] = await redshift.run(sql);
  return inOrder(there.has("sensor_records") ? described : underFirstName(described));
}

function underFirstName(described: DatabaseDescription): DatabaseDescription {
  return JSON.parse(JSON.stringify(described).replaceAll("sensor_records_second", "sensor_records"));
}

function inOrder(described: DatabaseDescription): DatabaseDescription {
  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return Object.fromEntries(Object.entries(described).map(([what, rows]) => [what, rows.toSorted(byText)]));
}
