import { compactJson } from "../data-api/field.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";

/** A value as Redshift's psql shows it, from PostgreSQL's text: SUPER without spaces, VARBYTE as hexadecimal digits. */
export function textValue({ name }: RedshiftType, text: string): string {
  if (name === "super") return compactJson(text);
  return name === "varbyte" ? text.replace(/^\\x/, "") : text;
}
