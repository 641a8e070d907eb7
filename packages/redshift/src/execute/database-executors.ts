import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import type { Execution, Executor } from "./execution.ts";
import { positionOf } from "./names.ts";

/** This Redshift has one database; it makes no other. */
export const createDatabase: Executor<"create database"> = async ({ name }, { databaseName }) => {
  if (name.text === databaseName) {
    throw new SqlError("42P04", `database "${name.text}" already exists`, positionOf(name));
  }
  throw new NotSupportedSql("CREATE DATABASE", positionOf(name));
};

/** ALTER DATABASE of the only one. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DATABASE.html */
export const alterDatabase: Executor<"alter database"> = async ({ name, action }, execution) => {
  requireCurrent(name, execution);
  if (action === "rename to") throw new SqlError("0A000", "current database may not be renamed", positionOf(name));
  throw new NotSupportedSql(`ALTER DATABASE ... ${action.toUpperCase()}`, positionOf(name));
};

/** The current database can't be dropped. https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_DATABASE.html */
export const dropDatabase: Executor<"drop database"> = async ({ name }, execution) => {
  requireCurrent(name, execution);
  throw new SqlError("55006", "cannot drop the currently open database", positionOf(name));
};

function requireCurrent(name: Name, { databaseName }: Execution): void {
  if (name.text === databaseName) return;
  throw new SqlError("3D000", `database "${name.text}" does not exist`, positionOf(name));
}
