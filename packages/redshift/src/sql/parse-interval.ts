import type { IntervalLiteral } from "./expression-tree.ts";
import type { RedshiftType } from "./redshift-type.ts";
import { SqlError } from "./sql-error.ts";
import type { TokenReader } from "./token-reader.ts";

/** The longest first. https://docs.aws.amazon.com/redshift/latest/dg/r_interval_data_types.html */
const YEAR_TO_MONTH = ["year to month", "year", "month"];
const DAY_TO_SECOND = [
  "day to hour",
  "day to minute",
  "day to second",
  "hour to minute",
  "hour to second",
  "minute to second",
  "day",
  "hour",
  "minute",
  "second",
];

/** Digits of a fraction of a second at most. */
const MOST_DIGITS = 6;

/** INTERVAL has been read; what follows says which of the three interval types it is. */
export function parseIntervalType(reader: TokenReader): RedshiftType {
  const months = reader.acceptOneOf(YEAR_TO_MONTH);
  if (months !== undefined) return { name: "intervaly2m", fields: endOfFields(reader, months) };
  const seconds = reader.acceptOneOf(DAY_TO_SECOND);
  if (seconds === undefined) return { name: "interval" };
  const fields = endOfFields(reader, seconds);
  if (!fields.endsWith("second") || !reader.acceptOperator("(")) return { name: "intervald2s", fields };
  const position = reader.peek().start + 1;
  const precision = reader.expectInteger();
  reader.expectOperator(")");
  if (precision < 0 || precision > MOST_DIGITS) {
    throw new SqlError("22023", `INTERVAL(${precision}) precision must be between 0 and ${MOST_DIGITS}`, { position });
  }
  return { name: "intervald2s", fields, precision };
}

/** `INTERVAL '3 hours, 35 minutes'`, `INTERVAL '2:2' MINUTE TO SECOND`. */
export function parseIntervalLiteral(reader: TokenReader): IntervalLiteral {
  const start = reader.peek().start;
  reader.expectWords("interval");
  const text = reader.expectString();
  const type = parseIntervalType(reader);
  return { kind: "interval", text, type, span: reader.spanFrom(start) };
}

/** `YEAR TO DAY` and the like do not exist. */
function endOfFields(reader: TokenReader, fields: string): string {
  if (reader.atWords("to")) throw reader.syntaxError();
  return fields;
}
