/**
 * A string as an SQL literal, as psql writes `:'name'` (libpq's PQescapeLiteral): quotes doubled, and when there is a
 * backslash, backslashes doubled and ` E` put before it, which Redshift reads the same whatever
 * standard_conforming_strings says. https://www.postgresql.org/docs/current/libpq-exec.html#LIBPQ-PQESCAPELITERAL
 */
export function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** A name as a quoted identifier, as psql writes `:"name"` (PQescapeIdentifier). */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
