import { quoteLiteral } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { IntervalLiteral } from "../sql/tree.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { engineType } from "./type-rules.ts";

const YEAR_TO_MONTH =
  /\d\s*(?:y|yrs?|years?|mons?|months?|decs?|decades?|c|cents?|century|centuries|mils?|millenni\w+)\b/i;
const YEARS_AND_MONTHS = /(?:^|\s)[+-]?\d+-\d+(?:\s|$)/;
const DAY_TO_SECOND =
  /:|\d\s*(?:w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|ms|msecs?|millisec\w*|us|usecs?|microsec\w*)\b/i;
/** A literal's seventh digit of a second is dropped, where the engine would round. */
const TOO_FINE = /(\.\d{6})\d+/g;

/** What each of the two types may not hold, by `interval_forbid_composite_literals`. */
const FORBIDDEN: Readonly<Record<string, { readonly of: string; readonly part: string; test(text: string): boolean }>> =
  {
    intervaly2m: { of: "Year To Month", part: "day-time", test: (text) => DAY_TO_SECOND.test(text) },
    intervald2s: {
      of: "Day To Second",
      part: "year-month",
      test: (text) => YEAR_TO_MONTH.test(text) || YEARS_AND_MONTHS.test(text),
    },
  };

/** https://docs.aws.amazon.com/redshift/latest/dg/r_interval_data_types.html ; without a qualifier r_interval_literals.html */
export function planInterval(scope: Scope, { text, type, span }: IntervalLiteral): PlannedExpression {
  const lenient = scope.state.context.setting?.("interval_forbid_composite_literals") === "off";
  const sql = lenient ? withoutForeign(text, type) : intervalLiteral(text, type, span.start + 1);
  return { sql, type, label: type.name, weight: 1, typedLiteral: true };
}

/**
 * A literal's text as an interval, in the engine's SQL.
 * @throws SqlError for one of both year-month and day-time parts: https://docs.aws.amazon.com/redshift/latest/dg/r_interval_forbid_composite_literals.html
 */
export function intervalLiteral(text: string, type: RedshiftType, position?: number): string {
  const forbidden = FORBIDDEN[type.name];
  if (forbidden?.test(text)) {
    throw new SqlError(
      "22007",
      `Interval ${forbidden.of} literal cannot contain ${forbidden.part} parts. Disable the GUC ` +
        `interval_forbid_composite_literals to suppress this error and silently discard the ${forbidden.part} part.`,
      position === undefined ? {} : { position },
    );
  }
  return literalOf(text, type);
}

/** With `interval_forbid_composite_literals` off the part of the other type is dropped. */
function withoutForeign(text: string, type: RedshiftType): string {
  const sql = literalOf(text, type);
  return type.name === "intervald2s" ? `(${sql} - date_trunc('month', ${sql}))` : sql;
}

function literalOf(text: string, type: RedshiftType): string {
  const [name, ...fields] = engineType(type).split(" ");
  return `(${name} ${quoteLiteral(text.replace(TOO_FINE, "$1"))} ${fields.join(" ")})`;
}
