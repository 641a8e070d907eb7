import { NotSupportedSql } from "../sql/sql-error.ts";
import type { Executor } from "./execution.ts";
import { positionOf } from "./names.ts";

/** SET SESSION AUTHORIZATION: https://docs.aws.amazon.com/redshift/latest/dg/r_SET_SESSION_AUTHORIZATION.html */
export const setSessionAuthorization: Executor<"set session authorization"> = async (statement) => {
  throw new NotSupportedSql("SET SESSION AUTHORIZATION", positionOf(statement));
};
