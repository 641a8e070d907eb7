import { quoteIdentifier } from "../engine/quote.ts";
import type { SystemPrivilege } from "../sql/parse-grant.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name, QualifiedName, Statement } from "../sql/tree.ts";
import type { Execution, Outcome } from "./execution.ts";
import { findRelation } from "./names.ts";
import { holdsOn } from "./object-privileges.ts";
import { holds } from "./system-privileges.ts";

type Run = (execution: Execution) => Promise<Outcome>;

/** System permissions that stand for ownership, or for CREATE on the schema or database. */
const STANDS_FOR_OWNER: Partial<Record<Statement["kind"], SystemPrivilege>> = {
  "create schema": "create schema",
  "create external schema": "create schema",
  "drop schema": "drop schema",
  "create table": "create table",
  "alter table": "alter table",
  "drop table": "drop table",
  "drop view": "drop view",
  truncate: "truncate table",
  "alter default privileges": "alter default privileges",
};

/** The others give CREATE on the schema alone: what the statement reads still takes permissions of its own. */
const CREATES: Partial<Record<Statement["kind"], SystemPrivilege>> = {
  "create table as": "create table",
  "create view": "create or replace view",
};

/**
 * Runs a statement with what roles' system permissions, and DROP, ALTER and TRUNCATE on objects, allow besides ownership.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html
 */
export async function permitted(statement: Statement, execution: Execution, run: Run): Promise<Outcome> {
  if (execution.user.superuser) return run(execution);
  const privilege = STANDS_FOR_OWNER[statement.kind];
  if (privilege !== undefined) {
    const allowed = (await holds(execution, privilege)) || (await holdsOnEach(statement, execution));
    return allowed ? elevated(execution, run) : run(execution);
  }
  const creates = CREATES[statement.kind];
  if (creates !== undefined && (statement.kind === "create table as" || statement.kind === "create view")) {
    return (await holds(execution, creates)) ? creating(statement.name, execution, run) : run(execution);
  }
  if (statement.kind === "update" || statement.kind === "delete") await requireSelect(statement.table, execution);
  return run(execution);
}

/** As the same user, with a superuser's rights while it lasts. A failure takes the transaction back, and the rights with it. */
async function elevated(execution: Execution, run: Run): Promise<Outcome> {
  const { connection, user } = execution;
  const name = quoteIdentifier(user.engineName);
  await execution.asEngine(() => connection.execute(`ALTER ROLE ${name} SUPERUSER`));
  const outcome = await run({ ...execution, user: { ...user, superuser: true } });
  await execution.asEngine(() => connection.execute(`ALTER ROLE ${name} NOSUPERUSER`));
  return outcome;
}

/** With CREATE and USAGE on the schema something is made in, while it lasts. */
async function creating(name: QualifiedName, execution: Execution, run: Run): Promise<Outcome> {
  const { connection, catalog, user } = execution;
  const schema = name.schema?.text ?? catalog.creationSchema;
  const found = await connection.query(
    "SELECT oid, has_schema_privilege(oid, 'CREATE'), has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = $1",
    [schema ?? null],
  );
  const [id, create, usage] = found.rows[0] ?? [];
  const missing = [create === "f" ? "CREATE" : "", usage === "f" ? "USAGE" : ""].filter((word) => word !== "");
  if (id === undefined || schema === undefined || missing.length === 0) return run(execution);
  const privileges = `${missing.join(", ")} ON SCHEMA ${quoteIdentifier(schema)}`;
  const role = quoteIdentifier(user.engineName);
  await execution.asEngine(() => connection.execute(`GRANT ${privileges} TO ${role}`));
  const outcome = await run(execution);
  await execution.asEngine(() => connection.execute(`REVOKE ${privileges} FROM ${role}`));
  return outcome;
}

/** UPDATE and DELETE read the rows they change: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
async function requireSelect(table: QualifiedName, execution: Execution): Promise<void> {
  const relation = findRelation(table, execution);
  if (relation === undefined) return;
  const found = await execution.connection.query("SELECT has_any_column_privilege($1::oid, 'SELECT')", [relation.id]);
  if (found.rows[0]?.[0] === "f") throw new SqlError("42501", `permission denied for relation ${relation.name}`);
}

/** Whether every object of a DROP, ALTER or TRUNCATE is one the user has that very privilege on. */
async function holdsOnEach(statement: Statement, execution: Execution): Promise<boolean> {
  switch (statement.kind) {
    case "drop table":
    case "drop view":
      return every(statement.names, (name) => onRelation(name, "DROP", execution));
    case "alter table":
      return onRelation(statement.table, "ALTER", execution);
    case "truncate":
      return mayTruncate(statement.table, execution);
    case "drop schema":
      return every(statement.names, (name) => onSchema(name, execution));
    default:
      return false;
  }
}

async function every<Item>(items: readonly Item[], test: (item: Item) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (!(await test(item))) return false;
  return true;
}

async function onRelation(name: QualifiedName, privilege: "DROP" | "ALTER", execution: Execution): Promise<boolean> {
  const relation = findRelation(name, execution);
  return relation !== undefined && holdsOn(execution, relation.id, privilege);
}

async function onSchema(name: Name, execution: Execution): Promise<boolean> {
  const found = await execution.connection.query("SELECT oid FROM pg_namespace WHERE nspname = $1", [name.text]);
  const id = found.rows[0]?.[0];
  return id !== undefined && id !== null && holdsOn(execution, id, "DROP");
}

async function mayTruncate(name: QualifiedName, execution: Execution): Promise<boolean> {
  const relation = findRelation(name, execution);
  if (relation === undefined) return false;
  const found = await execution.connection.query("SELECT has_table_privilege($1::oid, 'TRUNCATE')", [relation.id]);
  return found.rows[0]?.[0] === "t";
}
