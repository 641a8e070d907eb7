import { SqlError } from "../sql/sql-error.ts";
import { noOperator } from "./plan-operator.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { familyOf } from "./type-rules.ts";

/**
 * A pattern to which every end of a line is like any other, or none: no anchors, and no way to name one of them alone, which are
 * control characters, ranges from or to them, escapes and classes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a pattern must not hold.
const LINE_BLIND = /^(?:\[\^?\]?[^\]\\[\u0000-\u001f]*\]|[^\\^$[\u0000-\u001f])*$/;

/**
 * A POSIX operator, `~` or `!~`: https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-posix.html.
 * `^` and `$` stand at the ends of each line, and `.` is any character, line ends too: the guide's "beginning-of-line" and
 * "end-of-line" are meant so. Results of a cluster, among them `'abc123\nhello world' ~ '123$'` as true:
 * https://docs.snowconvert.com/sc/translation-references/redshift/conditions/pattern-matching-conditions/posix-operators
 * Redshift's matcher shows itself in its errors to be Boost.Regex with POSIX syntax (https://github.com/sodadata/soda-core/issues/2269),
 * for which LF, CR and FF end a line.
 */
export function match(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const [value, pattern] = [left, right].map((side) => {
    const family = familyOf(side.type);
    if (family === "super") return `redshift_internal.as_string(${side.sql})`;
    if (family !== "string" && family !== "unknown") throw noOperator(operator, [left, right], position);
    return side.type.name === "varchar" ? side.sql : `(${side.sql})::text`;
  });
  if (right.literal !== undefined) refusePerl(right.literal, position);
  // (?w): anchors at line ends, which the engine takes LF alone for; the rest of the pattern is as without it.
  // The collation "C": classes such as [:alnum:] hold ASCII characters only.
  const asLines = LINE_BLIND.test(right.literal ?? "^") ? value : `translate(${value}, E'\\r\\f', E'\\n\\n')`;
  const lines = `${asLines} COLLATE "C"`;
  return compose(`(${lines} ${operator} ('(?w)' || ${pattern}))`, { name: "boolean" }, "?column?", [left, right]);
}

/** `(?...)` is Perl's, and in the POSIX syntax a `?` with nothing before it. */
export function refusePerl(pattern: string, position: number): void {
  const found = /^(?:\\.|\[\^?\]?(?:\[[:.=].*?[:.=]\]|[^\]])*\]|(?!\(\?)[^\\[])*\(\?/s.exec(pattern)?.[0].length;
  if (found === undefined) return;
  const [start, end] = [Math.max(0, found - 10), Math.min(pattern.length, found + 10)];
  const part = start === 0 && end === pattern.length ? "" : " fragment";
  throw new SqlError(
    "2201B",
    `Invalid preceding regular expression prior to repetition operator. The error occurred while parsing the regular expression${part}: '${pattern.slice(start, found)}>>>HERE>>>${pattern.slice(found, end)}'.`,
    { position },
  );
}
