import { quoteLiteral } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { engineType } from "./type-rules.ts";

const SYSDATE = "redshift_internal.sysdate()";
const TODAY = `date_trunc('day', ${SYSDATE})`;

/** Words for times of the transaction: https://docs.aws.amazon.com/redshift/latest/dg/r_Date_and_time_literals.html */
const SPECIAL: Readonly<Record<string, string>> = {
  now: SYSDATE,
  today: TODAY,
  tomorrow: `(${TODAY} + INTERVAL '1 day')`,
  yesterday: `(${TODAY} - INTERVAL '1 day')`,
};

/** `17.12.1997` is day, month, year whatever DateStyle says: https://docs.aws.amazon.com/redshift/latest/dg/r_Datetime_types.html */
const DOTTED = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;

/** Whether a query's SQL holds such a word, or a function that gives the transaction's time. */
export function readsClock(sql: string): boolean {
  return sql.includes(SYSDATE);
}

/**
 * A string literal as a value of a date-time type, in the engine's SQL.
 * @param literal its text, where it is known
 * @param convert makes a value of a text's SQL. @default a cast
 */
export function datetimeLiteral(
  sql: string,
  literal: string | undefined,
  type: RedshiftType,
  convert?: (sql: string) => string,
): string {
  const word = literal?.trim().toLowerCase() ?? "";
  if (Object.hasOwn(SPECIAL, word)) return `(${SPECIAL[word]})::${engineType(type)}`;
  const written = literal !== undefined && DOTTED.test(literal) ? quoteLiteral(undotted(literal)) : sql;
  return textAsDatetime(written, type, convert);
}

/** Text as a value of a date-time type. A TIMETZ is kept and shown in UTC: https://docs.aws.amazon.com/redshift/latest/dg/r_Datetime_types.html */
export function textAsDatetime(
  sql: string,
  type: RedshiftType,
  convert = (text: string): string => `(${text})::${engineType(type)}`,
): string {
  const value = convert(sql);
  return type.name === "timetz" ? `timezone(INTERVAL '0', ${value})` : value;
}

/** `12.17.1997` is accepted too: no month is a seventeenth. https://docs.aws.amazon.com/redshift/latest/dg/automatic-recognition.html */
function undotted(literal: string): string {
  return literal.replace(DOTTED, (_, first: string, second: string, year: string) =>
    Number(second) > 12 ? `${year}-${first}-${second}` : `${year}-${second}-${first}`,
  );
}
