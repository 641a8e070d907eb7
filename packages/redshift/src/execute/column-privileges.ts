import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { PrivilegeChange } from "../sql/tree.ts";
import { DONE, type Execution, type Outcome } from "./execution.ts";
import { existingRelation, requireOwner } from "./names.ts";
import { existingGrantee, granteeId } from "./principals.ts";
import type { PrivilegeObjects } from "./privilege-target.ts";

/** Which of these privileges a grantee has by name on a whole relation ($3 false) or on columns of it ($3 true). */
const HELD = `
SELECT DISTINCT lower(a.privilege_type) FROM pg_class c, LATERAL aclexplode(c.relacl) a
WHERE NOT $3::boolean AND c.oid = $1::oid AND c.relacl IS NOT NULL AND a.grantee = $2::oid
UNION
SELECT DISTINCT lower(a.privilege_type) FROM pg_attribute t, LATERAL aclexplode(t.attacl) a
WHERE $3::boolean AND t.attrelid = $1::oid AND t.attacl IS NOT NULL AND a.grantee = $2::oid`;

/**
 * GRANT SELECT (a, b) ON t, and REVOKE. Nobody holds the same privilege on a table and on columns of it.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html
 */
export async function changeColumnPrivileges(
  statement: PrivilegeChange,
  objects: PrivilegeObjects,
  execution: Execution,
): Promise<Outcome> {
  const { kind, privileges, target, grantees } = statement;
  if (target.kind !== "tables" || privileges.some(({ columns }) => columns === undefined))
    throw new SqlError("0LP01", "column privileges are granted on tables and views, apart from other privileges");
  if (statement.grantOption || grantees.some(({ withOption }) => withOption))
    throw new SqlError("0LP01", "WITH GRANT OPTION is not supported for column privileges");
  const isGrant = kind === "grant privileges";
  for (const [index, object] of objects.objects.entries()) {
    const name = target.names[index];
    if (name === undefined) continue;
    const relation = existingRelation(name, execution);
    await requireOwner(relation, execution);
    for (const { name: privilege, columns = [] } of privileges) {
      const list = columns.map(({ text }) => quoteIdentifier(text)).join(", ");
      for (const word of columnPrivileges(privilege, object.isView)) {
        for (const grantee of grantees) {
          const id = await granteeId(execution, grantee);
          if ((await held(object.id, id, false, execution)).has(word)) {
            if (isGrant) continue;
            throw new SqlError(
              "0LP01",
              `cannot revoke ${word.toUpperCase()} on columns of relation ${object.name}: it is held on the whole relation`,
            );
          }
          const to = `${isGrant ? "TO" : "FROM"} ${await existingGrantee(execution, grantee)}`;
          await execution.connection.execute(
            `${isGrant ? "GRANT" : "REVOKE"} ${word} (${list}) ON TABLE ${relation.engineName} ${to}`,
          );
        }
      }
    }
  }
  // A superuser may grant columns of a system view as well.
  return { ...DONE, changed: ["catalog", "system relations"] };
}

/** @throws {SqlError} when a privilege is granted on a whole table to somebody who has it on columns */
export async function refuseBesideColumns(
  { kind, grantees }: PrivilegeChange,
  { kind: objectKind, objects }: PrivilegeObjects,
  privileges: readonly string[],
  execution: Execution,
): Promise<void> {
  if (kind !== "grant privileges" || objectKind !== "table") return;
  for (const grantee of grantees) {
    const id = await granteeId(execution, grantee);
    for (const object of objects) {
      const onColumns = await held(object.id, id, true, execution);
      const twice = privileges.find((privilege) => onColumns.has(privilege));
      if (twice === undefined) continue;
      throw new SqlError(
        "0LP01",
        `cannot grant ${twice.toUpperCase()} on relation ${object.name}: it is held on columns of the relation`,
      );
    }
  }
}

/**
 * Columns by relation that SELECT * leaves out: those the user may not read, where it may read others.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT-usage-notes.html
 */
export async function unreadableColumns({
  catalog,
  connection,
  user,
}: Execution): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const hidden = new Map<string, ReadonlySet<string>>();
  for (const { id, engineName, columns } of user.superuser ? [] : catalog.withColumnPrivileges) {
    const found = await connection.query(
      `SELECT attname FROM pg_attribute WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped
       AND NOT has_column_privilege(attrelid, attnum, 'SELECT')`,
      [id],
    );
    if (found.rowCount < columns.length) hidden.set(engineName, new Set(found.rows.map(([name]) => name ?? "")));
  }
  return hidden;
}

/** ALL is SELECT and UPDATE of a table's columns; a view's have SELECT only. */
function columnPrivileges(privilege: string, isView: boolean): readonly string[] {
  if (privilege === "all") return isView ? ["select"] : ["select", "update"];
  if (privilege === "select" || (privilege === "update" && !isView)) return [privilege];
  throw new SqlError("0LP01", `invalid privilege type ${privilege.toUpperCase()} for column`);
}

async function held(
  relation: string,
  grantee: string,
  onColumns: boolean,
  { connection }: Execution,
): Promise<ReadonlySet<string | null>> {
  const found = await connection.query(HELD, [relation, grantee, String(onColumns)]);
  return new Set(found.rows.map(([privilege]) => privilege ?? null));
}
