import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import { qualify } from "../sql/token-reader.ts";
import type { Comment, QualifiedName } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { existingRelation, positionOf, requireOwner } from "./names.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog"] };

/** COMMENT ON, by the owner of what it is on: https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html */
export const comment: Executor<"comment"> = async (statement, execution) => {
  const { on, parts, text } = statement;
  if (on === "database") return onDatabase(statement, execution);
  if (on === "constraint") return onConstraint(statement, execution);
  const column = on === "column" ? parts.at(-1) : undefined;
  const path = column === undefined ? parts : parts.slice(0, -1);
  if (path.length === 0) throw new SqlError("42601", "column name must be qualified", positionOf(statement));
  const relation = existingRelation(qualify(path), execution);
  if (on !== "column" && (relation.kind === "view") !== (on === "view") && relation.kind !== "materialized view") {
    throw new SqlError("42809", `"${relation.name}" is not a ${on}`, positionOf(statement));
  }
  await requireOwner(relation, execution);
  const kind = relation.kind === "view" ? "VIEW" : "TABLE";
  const target =
    column === undefined
      ? `${kind} ${relation.engineName}`
      : `COLUMN ${relation.engineName}.${quoteIdentifier(column.text)}`;
  await execution.connection.execute(`COMMENT ON ${target} IS ${text === undefined ? "NULL" : quoteLiteral(text)}`);
  return CHANGED;
};

/** Another database is answered with a warning, and so is one there is not. */
async function onDatabase({ parts, text }: Comment, execution: Execution): Promise<Outcome> {
  const [name] = parts;
  if (name?.text !== execution.databaseName) {
    return { ...DONE, notices: ["WARNING:  database comments may only be applied to the current database"] };
  }
  if (!execution.user.superuser) throw new SqlError("42501", `must be owner of database ${name.text}`);
  await execution.asEngine(() =>
    execution.connection.execute(`COMMENT ON DATABASE postgres IS ${text === undefined ? "NULL" : quoteLiteral(text)}`),
  );
  return DONE;
}

async function onConstraint(statement: Comment, execution: Execution): Promise<Outcome> {
  const { parts, text } = statement;
  const relation = existingRelation(statement.table as QualifiedName, execution);
  await requireOwner(relation, execution);
  const name = parts.at(-1)?.text ?? "";
  const { rowCount } = await execution.asEngine(() =>
    execution.connection.query(
      "UPDATE redshift_internal.table_constraint SET remarks = $3 WHERE table_id = $1::oid AND name = $2",
      [relation.id, name, text ?? null],
    ),
  );
  if (rowCount > 0) return DONE;
  throw new SqlError(
    "42704",
    `constraint "${name}" for table "${relation.name}" does not exist`,
    positionOf(statement),
  );
}
