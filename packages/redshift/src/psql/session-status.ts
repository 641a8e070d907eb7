import type { Statement } from "../sql/tree.ts";
import { parameterStatus } from "./backend-message.ts";
import type { PsqlSession } from "./psql-session.ts";

/** What Redshift says it is: https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-and-postgres-sql.html */
const SERVER_VERSION = "8.0.2";

/** Settings a client is told of when a SET changes them, under the names it knows. */
const REPORTED: Readonly<Record<string, string>> = {
  client_encoding: "client_encoding",
  datestyle: "DateStyle",
  timezone: "TimeZone",
};

/** What a client is told of its session at the start. */
export function initialStatus(user: string, superuser: boolean, settings: PsqlSession["settings"]): readonly Buffer[] {
  const status = {
    server_version: SERVER_VERSION,
    server_encoding: "UNICODE",
    integer_datetimes: "on",
    is_superuser: superuser ? "on" : "off",
    session_authorization: user,
    // A backslash in a literal escapes.
    standard_conforming_strings: "off",
    ...Object.fromEntries(Object.entries(REPORTED).map(([name, reported]) => [reported, settings.get(name)])),
  };
  return Object.entries(status).map(([name, value]) => parameterStatus(name, value));
}

/** What a client is told once a statement has run: the new values of settings it follows. */
export function changedStatus({ kind }: Statement, settings: PsqlSession["settings"]): readonly Buffer[] {
  if (!CHANGES.has(kind)) return [];
  return Object.entries(REPORTED).map(([name, reported]) => parameterStatus(reported, settings.get(name)));
}

/** ROLLBACK takes a SET back. */
const CHANGES: ReadonlySet<Statement["kind"]> = new Set(["set", "reset", "rollback"]);
