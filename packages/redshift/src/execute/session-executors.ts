import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import { DONE, type Executor } from "./execution.ts";
import { existingRelation, positionOf } from "./names.ts";

/** Settings that change no result here, so setting them is heard and forgotten. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  "query_group",
  "statement_timeout",
  "enable_result_cache_for_session",
  "application_name",
  "client_encoding",
  "extra_float_digits",
]);

/** What SHOW answers: the settings of a fresh session. */
const SETTINGS: Readonly<Record<string, string>> = {
  timezone: "UTC",
  search_path: "$user, public",
  enable_case_sensitive_identifier: "off",
  enable_case_sensitive_super_attribute: "off",
  statement_timeout: "0",
};

/** A session is one request long here, and its settings with it. */
export const setParameter: Executor<"set"> = async (statement) => {
  const { name, value } = statement;
  const isDefault = value === "default" || value.join(", ").toLowerCase() === SETTINGS[name]?.toLowerCase();
  if (!isDefault && !WITHOUT_EFFECT.has(name)) throw new NotSupportedSql(`SET ${name}`, positionOf(statement));
  return DONE;
};

export const resetParameter: Executor<"reset"> = async () => DONE;

export const showParameter: Executor<"show"> = async (statement) => {
  const value = SETTINGS[statement.name];
  if (value === undefined) throw new NotSupportedSql(`SHOW ${statement.name}`, positionOf(statement));
  return {
    resultSet: { columns: [{ name: statement.name, type: { name: "varchar" } }], rows: [[value]] },
    rowCount: 1,
  };
};

/** Each request of the Data API is its own session; a transaction over several is a batch. */
export const refuseTransaction: Executor<"begin" | "commit" | "rollback"> = async (statement) => {
  throw new NotSupportedSql(`${statement.kind.toUpperCase()} through the Data API`, {
    ...positionOf(statement),
    hint: "Use BatchExecuteStatement, which runs its statements in one transaction.",
  });
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
