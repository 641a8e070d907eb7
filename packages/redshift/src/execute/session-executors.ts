import { acceptedValue } from "../session/engine-parameter.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { RedshiftType } from "../sql/tree.ts";
import { DONE, type Executor } from "./execution.ts";
import { positionOf } from "./names.ts";
import { holds } from "./system-privileges.ts";

const VARCHAR: RedshiftType = { name: "varchar" };

/** SET: https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html */
export const setParameter: Executor<"set"> = async ({ name, value, scope }, { connection, settings }) => {
  settings.set(name, value === "default" ? undefined : await acceptedValue(connection, name, value.join(", ")), scope);
  return DONE;
};

/** RESET: https://docs.aws.amazon.com/redshift/latest/dg/r_RESET.html */
export const resetParameter: Executor<"reset"> = async ({ name }, { settings }) => {
  settings.reset(name);
  return DONE;
};

/** Of a session's transactions there is one isolation level, and none is read only by itself. */
export const setSessionCharacteristics: Executor<"set session characteristics"> = async (statement) => {
  if (statement.readOnly) {
    throw new NotSupportedSql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", positionOf(statement));
  }
  return DONE;
};

/** CANCEL: https://docs.aws.amazon.com/redshift/latest/dg/r_CANCEL.html */
export const cancel: Executor<"cancel"> = async ({ pid, message }, execution) => {
  const permitted = await holds(execution, "cancel");
  const found = execution.session.cancel(pid, "statement", {
    permitted,
    ...(message === undefined ? {} : { message }),
  });
  if (!found) {
    const words = `Session ${pid} does not exist. The session PID might have changed.`;
    throw new SqlError("22023", `${words} Check the stl_restarted_sessions system table for details.`);
  }
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
