import { SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import { type Cursor, DONE, type Execution, type Executor } from "./execution.ts";
import { positionOf } from "./names.ts";
import { runQuery } from "./query-executors.ts";

/** DECLARE: the whole result is kept, as Redshift keeps it on the leader node. https://docs.aws.amazon.com/redshift/latest/dg/declare.html */
export const declareCursor: Executor<"declare cursor"> = async ({ name, query }, execution) => {
  const { cursors } = execution;
  if (cursors === undefined) {
    throw new SqlError("25P01", "DECLARE CURSOR may only be used in transaction blocks", positionOf(name));
  }
  const [open] = cursors.keys();
  if (open !== undefined) {
    throw new SqlError("42P03", `cursor "${open}" is open: only one cursor at a time can be open per session`, {
      ...positionOf(name),
      hint: `CLOSE ${open} first.`,
    });
  }
  const { resultSet } = await runQuery(query, execution);
  if (resultSet !== undefined) cursors.set(name.text, { resultSet, fetched: 0 });
  return DONE;
};

/** FETCH: https://docs.aws.amazon.com/redshift/latest/dg/fetch.html */
export const fetchRows: Executor<"fetch"> = async ({ cursor: name, count }, execution) => {
  const cursor = existing(name, execution);
  const { columns, rows } = cursor.resultSet;
  const { fetched } = cursor;
  // 0 gives the row fetched last once more; before the first and after the last there is none.
  const part =
    count === 0
      ? rows.slice(Math.max(0, fetched - 1), fetched > rows.length ? 0 : fetched)
      : rows.slice(fetched, count === "all" ? undefined : fetched + count);
  if (count !== 0) cursor.fetched = count === "all" ? rows.length + 1 : Math.min(fetched + count, rows.length + 1);
  return { resultSet: { columns, rows: part }, rowCount: part.length };
};

/** CLOSE: https://docs.aws.amazon.com/redshift/latest/dg/close.html */
export const closeCursor: Executor<"close cursor"> = async ({ cursor }, execution) => {
  existing(cursor, execution);
  execution.cursors?.delete(cursor.text);
  return DONE;
};

function existing(name: Name, { cursors }: Execution): Cursor {
  const cursor = cursors?.get(name.text);
  if (cursor !== undefined) return cursor;
  throw new SqlError("34000", `cursor "${name.text}" does not exist`, positionOf(name));
}
