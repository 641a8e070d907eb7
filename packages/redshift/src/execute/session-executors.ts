import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { RedshiftType } from "../sql/tree.ts";
import { DONE, type Executor } from "./execution.ts";
import { existingRelation, positionOf } from "./names.ts";

const VARCHAR: RedshiftType = { name: "varchar" };

/** SET: https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html */
export const setParameter: Executor<"set"> = async ({ name, value, scope }, { settings }) => {
  settings.set(name, value === "default" ? undefined : value.join(", "), scope);
  return DONE;
};

/** RESET: https://docs.aws.amazon.com/redshift/latest/dg/r_RESET.html */
export const resetParameter: Executor<"reset"> = async ({ name }, { settings }) => {
  settings.reset(name);
  return DONE;
};

/** SHOW name and SHOW ALL: https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW.html */
export const showParameter: Executor<"show"> = async ({ name }, { settings }) => {
  const columns = (name === "all" ? ["name", "setting"] : [name]).map((column) => ({ name: column, type: VARCHAR }));
  const rows = name === "all" ? settings.all() : [[settings.get(name)]];
  return { resultSet: { columns, rows }, rowCount: rows.length };
};

/** The session itself begins and ends transactions; a statement of another kind never holds one. */
export const transact: Executor<"begin" | "commit" | "rollback"> = async ({ kind }) => {
  throw new Error(`${kind} reached an executor: the session runs it.`);
};

export const refuseExplain: Executor<"explain"> = async (statement) => {
  throw new NotSupportedSql("EXPLAIN", positionOf(statement));
};

/** ANALYZE and VACUUM: the engine looks after its tables by itself, the names are checked all the same. */
export const maintain: Executor<"analyze" | "vacuum"> = async ({ table }, execution) => {
  if (table !== undefined) existingRelation(table, execution);
  return DONE;
};

/** COMMENT ON: https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html */
export const comment: Executor<"comment"> = async (statement, execution) => {
  const { on, parts, text } = statement;
  const names = parts.map((part) => part.text);
  const as = text === undefined ? "NULL" : quoteLiteral(text);
  await execution.connection.execute(`COMMENT ON ${await target()} IS ${as}`);
  return { ...DONE, changed: ["catalog"] };

  async function target(): Promise<string> {
    if (on === "schema") return `SCHEMA ${quoteIdentifier(names[0] ?? "")}`;
    if (on === "database") return "DATABASE postgres";
    const column = on === "column" ? names.pop() : undefined;
    const [name = "", schema] = [...names].reverse();
    const relation = execution.catalog.stored(schema, name);
    if (relation === undefined)
      throw new SqlError("42P01", `relation "${names.join(".")}" does not exist`, positionOf(statement));
    if (column !== undefined) return `COLUMN ${relation.engineName}.${quoteIdentifier(column)}`;
    return `${relation.kind === "view" ? "VIEW" : "TABLE"} ${relation.engineName}`;
  }
};
