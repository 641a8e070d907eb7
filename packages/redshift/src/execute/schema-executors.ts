import { EngineCatalog } from "../catalog/engine-catalog.ts";
import { checkObjectName } from "../catalog/principal-name.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { CreateExternalSchema, CreateSchema, Name } from "../sql/tree.ts";
import { createTable } from "./create-table.ts";
import { createTableAs } from "./create-table-as.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { forgetDropped } from "./forget-dropped.ts";
import { dropMaterialized } from "./materialized-dependents.ts";
import { positionOf } from "./names.ts";
import { existingPrincipal } from "./principals.ts";
import { createView } from "./view-executors.ts";
import { writtenSource } from "./written-source.ts";

const MADE: Outcome = { ...DONE, changed: ["catalog"] };

/** Schemas that are Redshift's own. */
const RESERVED = /^(?:pg_.*|redshift_internal|redshift_system|information_schema)$/;

const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** CREATE EXTERNAL SCHEMA ... FROM KINESIS: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_SCHEMA.html */
export const createExternalSchema: Executor<"create external schema"> = async (statement, execution) => {
  const { connection } = execution;
  const { name, from } = statement;
  if (await schemaExists(name.text, execution)) {
    if (statement.ifNotExists) return { ...DONE, notices: [`INFO:  Schema "${name.text}" already exists.`] };
    throw new SqlError("42P06", `schema "${name.text}" already exists`, positionOf(name));
  }
  const iamRole = associatedRole(from, execution);
  await createSchemaNamed(name, execution);
  await execution.asEngine(() =>
    connection.query(
      `INSERT INTO redshift_internal.external_schema (id, iam_role, region, options)
       SELECT oid, $2, $3, $4 FROM pg_namespace WHERE nspname = $1`,
      [name.text, iamRole, from.region ?? null, optionsOf(iamRole, from.region)],
    ),
  );
  return MADE;
};

/** CREATE SCHEMA, with what is to be made in it: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_SCHEMA.html */
export const createSchema: Executor<"create schema"> = async (statement, execution) => {
  const { name, ifNotExists, owner, quota, elements } = statement;
  if (await schemaExists(name.text, execution)) {
    if (ifNotExists) return { ...DONE, notices: [`INFO:  Schema "${name.text}" already exists.`] };
    throw new SqlError("42P06", `schema "${name.text}" already exists`, positionOf(name));
  }
  const authorization =
    owner === undefined ? "" : ` AUTHORIZATION ${await existingPrincipal(execution, "user", owner)}`;
  await createSchemaNamed(name, execution, authorization);
  if (quota !== undefined) await setQuota(name, quota, execution);
  for (const element of elements) await createElement(element, statement, execution);
  return MADE;
};

/** ALTER SCHEMA: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_SCHEMA.html */
export const alterSchema: Executor<"alter schema"> = async ({ name, action }, execution) => {
  const { connection } = execution;
  if (!(await schemaExists(name.text, execution))) {
    throw new SqlError("3F000", `schema "${name.text}" does not exist`, positionOf(name));
  }
  const alter = `ALTER SCHEMA ${quoteIdentifier(name.text)}`;
  if (action.kind === "owner") {
    await connection.execute(`${alter} OWNER TO ${await existingPrincipal(execution, "user", action.to)}`);
  } else if (action.kind === "rename") {
    checkSchemaName(action.to);
    if (await schemaExists(action.to.text, execution)) {
      throw new SqlError("42P06", `schema "${action.to.text}" already exists`, positionOf(action.to));
    }
    await connection.execute(`${alter} RENAME TO ${quoteIdentifier(action.to.text)}`);
  } else {
    if (!execution.user.superuser) throw new SqlError("42501", "must be superuser to set a schema quota");
    await setQuota(name, action.megabytes, execution);
  }
  // A refresh names the schema of its view.
  return { ...DONE, changed: ["catalog", "views"] };
};

/**
 * DROP SCHEMA: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_SCHEMA.html.
 * An external schema that a streaming view reads from stays, unless CASCADE drops the view as well.
 */
export const dropSchema: Executor<"drop schema"> = async (
  { names, ifExists, cascade, dropExternalDatabase },
  execution,
) => {
  const { connection, catalog } = execution;
  if (dropExternalDatabase) throw new NotSupportedSql("DROP SCHEMA ... DROP EXTERNAL DATABASE");
  const present = ifExists ? names.filter(({ text }) => catalog.hasSchema(text)) : names;
  if (present.length === 0) return DONE;
  for (const name of present) {
    const external = catalog.externalSchema(name.text);
    if (external !== undefined) {
      const readers = await execution.asEngine(() =>
        connection.query(
          "SELECT id, id::regclass::text FROM redshift_internal.materialized_view WHERE external_schema = $1::oid",
          [external.id],
        ),
      );
      if (readers.rowCount > 0 && !cascade) {
        throw new SqlError("2BP01", `cannot drop schema ${name.text} because other objects depend on it`, {
          detail: readers.rows.map(([, view]) => `materialized view ${view} depends on schema ${name.text}`).join("\n"),
          hint: "Use DROP ... CASCADE to drop the dependent objects too.",
        });
      }
      // PostgreSQL knows nothing of these dependencies; whether the user may drop each is asked of it all the same.
      for (const [id = "", engineName = ""] of readers.rows) {
        const view = {
          id: id ?? "",
          engineName: engineName ?? "",
          name: engineName ?? "",
          kind: "materialized view",
        } as const;
        await dropMaterialized(view, true, execution);
      }
    }
    // One that is named twice is gone the second time.
    await connection.execute(
      `DROP SCHEMA ${ifExists ? "IF EXISTS " : ""}${quoteIdentifier(name.text)}${cascade ? " CASCADE" : ""}`,
    );
  }
  return { ...DONE, changed: await forgetDropped(execution) };
};

function associatedRole({ iamRole }: CreateExternalSchema["from"], { associatedRoles }: Execution): string {
  if (iamRole === "default") {
    if (associatedRoles.defaultArn !== undefined) return associatedRoles.defaultArn;
    throw new SqlError(
      "XX000",
      "IAM_ROLE default: this namespace has no default IAM role. Name an associated role's ARN instead.",
    );
  }
  if (iamRole.includes(",")) throw new NotSupportedSql("A chain of IAM roles");
  if (!ROLE_ARN.test(iamRole)) throw new SqlError("XX000", `Invalid IAM role ARN "${iamRole}".`);
  if (!associatedRoles.arns.includes(iamRole)) {
    const known = associatedRoles.arns.length > 0 ? associatedRoles.arns.join(", ") : "none";
    throw new SqlError(
      "XX000",
      `The IAM role ${iamRole} is not associated with this namespace (associated: ${known}).`,
    );
  }
  return iamRole;
}

/** The form of the documented sample (https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_EXTERNAL_SCHEMAS.html). */
function optionsOf(iamRole: string, region: string | undefined): string {
  return JSON.stringify({ IAM_ROLE: iamRole, ...(region === undefined ? {} : { REGION: region }) });
}

async function schemaExists(name: string, { connection }: Execution): Promise<boolean> {
  return (await connection.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [name])).rowCount > 0;
}

/** A table or view of CREATE SCHEMA; names without a schema are of the new one. */
async function createElement(
  element: CreateSchema["elements"][number],
  statement: CreateSchema,
  execution: Execution,
): Promise<void> {
  const { connection, source } = execution;
  const { schema } = element.name;
  if (schema !== undefined && schema.text !== statement.name.text) {
    const message = `CREATE specifies a schema (${schema.text}) different from the one being created (${statement.name.text})`;
    throw new SqlError("42P15", message, positionOf(element.name));
  }
  const loaded = await execution.asEngine(() => EngineCatalog.load(connection));
  const catalog = loaded.along({ searchPath: [statement.name.text, "public"] });
  const within = { ...execution, catalog, source: writtenSource(element, statement, source) };
  if (element.kind === "create table") await createTable(element, within);
  else if (element.kind === "create view") await createView(element, within);
  else await createTableAs(element, within);
}

async function setQuota(
  name: Name,
  megabytes: number | "unlimited",
  { connection, asEngine }: Execution,
): Promise<void> {
  await asEngine(async () => {
    const of = "(SELECT oid FROM pg_namespace WHERE nspname = $1)";
    await connection.query(`DELETE FROM redshift_internal.schema_quota WHERE id = ${of}`, [name.text]);
    if (megabytes === "unlimited") return;
    await connection.query(`INSERT INTO redshift_internal.schema_quota (id, megabytes) SELECT ${of}, $2::bigint`, [
      name.text,
      String(megabytes),
    ]);
  });
}

async function createSchemaNamed(name: Name, { connection }: Execution, authorization = ""): Promise<void> {
  checkSchemaName(name);
  await connection.execute(`CREATE SCHEMA ${quoteIdentifier(name.text)}${authorization}`);
}

function checkSchemaName(name: Name): void {
  checkObjectName(name.text);
  if (RESERVED.test(name.text)) {
    throw new SqlError("42939", `unacceptable schema name "${name.text}"`, {
      ...positionOf(name),
      detail: "The name is reserved.",
    });
  }
}
