import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name, PrivilegeTarget } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { existingRelation, positionOf } from "./names.ts";

/** What a GRANT or REVOKE is about. */
export interface PrivilegeObjects {
  readonly kind: "table" | "schema" | "database";
  /** As the engine's statement names them; empty where there is none. */
  readonly sql: string;
  readonly objects: readonly PrivilegeObject[];
  /** Some of the schemas are external. */
  readonly external: boolean;
}

export interface PrivilegeObject {
  /** OID. */
  readonly id: string;
  readonly name: string;
  readonly isView: boolean;
}

/** Schemas that are the engine's own. */
const HIDDEN = /^redshift_(?:internal|system|information|temp_\d+)$/;

/** The objects of a GRANT or REVOKE. @throws {SqlError} when one does not exist */
export async function privilegeObjects(
  target: Exclude<PrivilegeTarget, { kind: "system" }>,
  execution: Execution,
): Promise<PrivilegeObjects> {
  switch (target.kind) {
    case "tables": {
      const relations = target.names.map((name) => existingRelation(name, execution));
      return {
        kind: "table",
        sql: `TABLE ${relations.map(({ engineName }) => engineName).join(", ")}`,
        objects: relations.map(({ id, name, kind }) => ({ id, name, isView: kind !== "table" })),
        external: false,
      };
    }
    case "all tables in schema":
      return allTables(target.schemas, execution);
    case "schemas": {
      const objects = await existingSchemas(target.names, execution);
      const external = target.names.some(({ text }) => execution.catalog.externalSchema(text) !== undefined);
      return { kind: "schema", sql: `SCHEMA ${quoted(target.names)}`, objects, external };
    }
    case "databases": {
      const other = target.names.find(({ text }) => text !== execution.databaseName);
      if (other !== undefined)
        throw new SqlError("3D000", `database "${other.text}" does not exist`, positionOf(other));
      return { kind: "database", sql: "DATABASE postgres", objects: [], external: false };
    }
  }
}

async function allTables(schemas: readonly Name[], execution: Execution): Promise<PrivilegeObjects> {
  const found = await existingSchemas(schemas, execution);
  const { rows } = await execution.connection.query(
    `SELECT oid, relname, relkind = 'v' FROM pg_class WHERE relkind IN ('r', 'v')
     AND relnamespace = ANY (ARRAY(SELECT value::oid FROM json_array_elements_text($1::json)))`,
    [JSON.stringify(found.map(({ id }) => id))],
  );
  return {
    kind: "table",
    sql: rows.length === 0 ? "" : `ALL TABLES IN SCHEMA ${quoted(schemas)}`,
    objects: rows.map(([id, name, isView]) => ({ id: id ?? "", name: name ?? "", isView: isView === "t" })),
    external: false,
  };
}

async function existingSchemas(names: readonly Name[], { connection }: Execution): Promise<readonly PrivilegeObject[]> {
  const schemas: PrivilegeObject[] = [];
  for (const name of names) {
    const found = await connection.query("SELECT oid FROM pg_namespace WHERE nspname = $1", [name.text]);
    const id = found.rows[0]?.[0];
    if (id === undefined || id === null || HIDDEN.test(name.text))
      throw new SqlError("3F000", `schema "${name.text}" does not exist`, positionOf(name));
    schemas.push({ id, name: name.text, isView: false });
  }
  return schemas;
}

function quoted(names: readonly Name[]): string {
  return names.map((name) => quoteIdentifier(name.text)).join(", ");
}
