import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Name, QualifiedName } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { keepNames } from "./keep-names.ts";

/**
 * Name of an object to be made, qualified and quoted for the engine; without a schema it goes to the first of the search path that
 * exists, a temporary one to the session's own. https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html
 * @throws {SqlError}
 */
export async function newRelationName(
  name: QualifiedName,
  execution: Execution,
  { temporary = false }: { readonly temporary?: boolean } = {},
): Promise<string> {
  checkDatabase(name, execution);
  await keepNames([name.name.text], execution);
  if (temporary) {
    if (name.schema !== undefined) {
      throw new SqlError("42P16", "temporary tables may not specify a schema name", positionOf(name));
    }
    return `${quoteIdentifier(await execution.temporarySchema())}.${quoteIdentifier(name.name.text)}`;
  }
  const schema = name.schema?.text ?? execution.catalog.creationSchema;
  if (schema === undefined) throw new SqlError("3F000", "no schema has been selected to create in", positionOf(name));
  if (execution.catalog.externalSchema(schema) !== undefined) {
    throw new NotSupportedSql(`Creating an object in the external schema "${schema}"`, positionOf(name));
  }
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name.name.text)}`;
}

/** The relation of that name where one would be made, if there is one. */
export function placeOf(name: QualifiedName, execution: Execution, temporary: boolean): EngineRelation | undefined {
  checkDatabase(name, execution);
  const schema = temporary ? "pg_temp" : (name.schema?.text ?? execution.catalog.creationSchema);
  return schema === undefined ? undefined : execution.catalog.stored(schema, name.name.text);
}

/** The relation of that name. @throws {SqlError} 42P01 when there is none */
export function existingRelation(name: QualifiedName, execution: Execution): EngineRelation {
  const relation = findRelation(name, execution);
  if (relation) return relation;
  throw new SqlError("42P01", `relation "${written(name)}" does not exist`, positionOf(name));
}

export function findRelation(name: QualifiedName, execution: Execution): EngineRelation | undefined {
  checkDatabase(name, execution);
  return execution.catalog.stored(name.schema?.text, name.name.text);
}

/** The materialized view of that name. @throws {SqlError} when there is none, or it is something else */
export function existingMaterializedView(name: QualifiedName, execution: Execution): EngineRelation {
  const relation = findRelation(name, execution);
  if (relation === undefined) {
    throw new SqlError("42P01", `materialized view ${written(name)} does not exist`, positionOf(name));
  }
  if (relation.kind === "materialized view") return relation;
  throw new SqlError("42809", `"${relation.name}" is not a materialized view`, positionOf(name));
}

/** Only the owner (or a superuser) may. @throws {SqlError} 42501 */
export async function requireOwner(
  relation: Pick<EngineRelation, "id" | "name">,
  { connection, user }: Execution,
): Promise<void> {
  if (user.superuser) return;
  const found = await connection.query(
    "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = $1::oid",
    [relation.id],
  );
  if (found.rows[0]?.[0] !== "t") throw new SqlError("42501", `must be owner of relation ${relation.name}`);
}

/** `schema.name`, as far as it was written. */
export function written({ schema, name }: QualifiedName): string {
  return schema === undefined ? name.text : `${schema.text}.${name.text}`;
}

/** User and role names keep their case when quoted (https://docs.aws.amazon.com/redshift/latest/dg/r_names.html). */
export function principalNameOf(name: Name): string {
  return name.quoted ? name.written : name.text;
}

export function positionOf({ span }: { readonly span: { readonly start: number } }): { readonly position: number } {
  return { position: span.start + 1 };
}

function checkDatabase({ database, ...name }: QualifiedName, { databaseName }: Execution): void {
  if (database === undefined || database.text === databaseName) return;
  throw new NotSupportedSql(`A name in another database ("${database.text}")`, positionOf(name));
}
