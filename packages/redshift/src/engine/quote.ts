import { engineName } from "./engine-name.ts";

/** An identifier for the engine's SQL: `a"b` becomes `"a""b"`, a name too long for the engine what it calls it. */
export function quoteIdentifier(name: string): string {
  return `"${engineName(name).replaceAll('"', '""')}"`;
}

/** A string literal for the engine's SQL, whatever standard_conforming_strings says. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}
