import { quoteIdentifier } from "../engine/quote.ts";
import { formatType, type RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Query, QueryBody, SetOperation, SortKey } from "../sql/tree.ts";
import { withBlanks, withoutBlanks } from "./blank-rule.ts";
import { refuseCaseInsensitive, refuseMixed } from "./case-insensitive.ts";
import { toShared } from "./plan-case.ts";
import { type PlannedColumn, type PlannedPart, planInnerQuery } from "./plan-query.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import { Scope } from "./scope.ts";
import { sortKey } from "./sort-key.ts";
import { asDecimal, commonType, engineType } from "./type-rules.ts";

function planArm(scope: Scope, arm: QueryBody | Query): PlannedPart {
  const inner = new Scope(scope.state, scope);
  if (arm.kind === "set operation") return planSetOperation(inner, arm);
  const query: Query =
    arm.kind === "query" ? arm : { kind: "query", recursive: false, with: [], body: arm, orderBy: [], span: arm.span };
  const limited = query.limit ?? query.offset ?? (query.body.kind === "select" ? query.body.top : undefined);
  // https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html#r_UNION-usage-notes
  if (limited !== undefined) {
    throw new SqlError("0A000", "LIMIT may not be used within input to set operations.", {
      position: limited.span.start + 1,
    });
  }
  const planned = planInnerQuery(inner, query);
  scope.windowed ||= inner.windowed;
  return planned;
}

/** UNION, INTERSECT, EXCEPT (MINUS): columns by position, of the types both arms share. */
export function planSetOperation(scope: Scope, { operator, all, left, right, span }: SetOperation): PlannedPart {
  const [one, other] = [planArm(scope, left), planArm(scope, right)];
  const name = operator.toUpperCase();
  if (one.columns.length !== other.columns.length) {
    throw new SqlError("42601", `each ${name} query must have the same number of columns`, {
      position: span.start + 1,
    });
  }
  const columns = one.columns.map((column, index): PlannedColumn => {
    const second = other.columns[index]?.type ?? column.type;
    const type = commonType(column.type, second);
    if (type === undefined) {
      throw new SqlError("42804", `${name} types ${column.type.name} and ${second.name} cannot be matched`, {
        position: span.start + 1,
      });
    }
    if (!column.untyped && !other.columns[index]?.untyped) refuseMixed([column.type, second], span.start + 1);
    refuseTooManyDigits(name, column.type, second, span.start + 1);
    if (!all) for (const one of [column.type, second]) refuseCaseInsensitive(one, name, span.start + 1);
    const weight = Math.max(column.weight, other.columns[index]?.weight ?? 0);
    const untyped = column.untyped === true && other.columns[index]?.untyped === true;
    return { name: column.name, type, weight, ...(untyped ? { untyped } : {}) };
  });
  const isText = ({ type }: PlannedColumn): boolean => type.name === "varchar" && !all;
  const arms = [one, other].map((arm) => converted(arm, columns, isText));
  const text = `(${arms[0]}) ${name}${all ? " ALL" : ""} (${arms[1]})`;
  if (!columns.some(isText)) return { text, columns };
  const names = columns.map((_, index) => `"c${index + 1}"`);
  const items = columns.map((column, index) => {
    const value = `"combined".${names[index]}`;
    return `${isText(column) ? withBlanks(value) : value} AS ${quoteIdentifier(column.name)}`;
  });
  return { text: `SELECT ${items.join(", ")} FROM (${text}) AS "combined"(${names.join(", ")})`, columns };
}

/** Digits before the point and after it must fit into 38 together. */
function refuseTooManyDigits(name: string, one: RedshiftType, other: RedshiftType, position: number): void {
  if (one.name !== "decimal" || other.name !== "decimal") return;
  if (one.precision === undefined || other.precision === undefined) return;
  const [left, right] = [asDecimal(one), asDecimal(other)];
  const scale = Math.max(left.scale, right.scale);
  const precision = Math.max(left.precision - left.scale, right.precision - right.scale) + scale;
  if (precision <= 38) return;
  throw new SqlError("22003", `${name} of ${formatType(one)} and ${formatType(other)} exceeds the limits of DECIMAL`, {
    position,
  });
}

/** An arm whose columns have the types of the whole. */
function converted(
  arm: PlannedPart,
  columns: readonly PlannedColumn[],
  isText: (column: PlannedColumn) => boolean,
): string {
  const same = arm.columns.every(
    ({ type }, index) => type.name === columns[index]?.type.name && type.scale === columns[index]?.type.scale,
  );
  if (same && !columns.some(isText)) return arm.text;
  const names = arm.columns.map((_, index) => `"c${index + 1}"`);
  const items = arm.columns.map((column, index) => {
    const value: PlannedExpression = { sql: `"arm".${names[index]}`, type: column.type, label: "", weight: 1 };
    const type = columns[index]?.type ?? column.type;
    const sql =
      column.type.name === "unknown" ? `(${value.sql})::${engineType({ name: type.name })}` : toShared(value, type).sql;
    const shared = columns[index];
    const compared = shared !== undefined && isText(shared) ? withoutBlanks(sql) : sql;
    return `${compared} AS ${quoteIdentifier(shared?.name ?? column.name)}`;
  });
  return `SELECT ${items.join(", ")} FROM (${arm.text}) AS "arm"(${names.join(", ")})`;
}

/** ORDER BY of a set operation: names and ordinals of the result only. */
export function orderOfResult(columns: readonly PlannedColumn[], keys: readonly SortKey[]): string {
  if (keys.length === 0) return "";
  const sorted = keys.map((key) => {
    const { expression } = key;
    const position = { position: expression.span.start + 1 };
    if (expression.kind === "number") return sortKey({ ...blank, sql: expression.text }, key);
    const name = expression.kind === "column" ? expression.parts.at(-1)?.text : undefined;
    if (name === undefined || !columns.some((column) => column.name === name)) {
      throw new SqlError(
        "0A000",
        "ORDER BY on a UNION/INTERSECT/EXCEPT result must be on one of the result columns",
        position,
      );
    }
    return sortKey({ ...blank, sql: quoteIdentifier(name) }, key);
  });
  return ` ORDER BY ${sorted.join(", ")}`;
}

const blank: PlannedExpression = { sql: "", type: { name: "unknown" }, label: "", weight: 1 };
