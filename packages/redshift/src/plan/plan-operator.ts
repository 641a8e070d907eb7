import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Between, Binary, InList, IsTest, Unary } from "../sql/tree.ts";
import { refuseCoercion, refuseMixedCollations } from "./case-insensitive.ts";
import { compareSuper, superSides } from "./compare-super.ts";
import { coerce, typeName } from "./convert.ts";
import { match } from "./match.ts";
import { arithmetic } from "./plan-arithmetic.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { refuseColumns } from "./plan-regexp-call.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { commonType, engineType, familyOf, isInteger } from "./type-rules.ts";

const BOOLEAN: RedshiftType = { name: "boolean" };
const COMPARISONS = ["=", "<>", "<", "<=", ">", ">="];
/** Case-sensitive only: `~*` has no page in the guide. */
const MATCHES = ["~", "!~"];
const ARITHMETIC = ["+", "-", "*", "/", "%", "^", "&", "|", "#", "<<", ">>"];

export function planUnary(scope: Scope, { operator, operand, span }: Unary): PlannedExpression {
  if (operator === "not") {
    const condition = planCondition(scope, operand, "NOT");
    return compose(`(NOT ${condition.sql})`, BOOLEAN, "?column?", [condition]);
  }
  if (operator === "prior") {
    if (scope.prior !== undefined) return planExpression(scope.prior(), operand);
    throw new SqlError("42601", "PRIOR is only allowed in a query with CONNECT BY", { position: span.start + 1 });
  }
  const value = planExpression(scope, operand);
  if (operator === "~" && value.type.name === "varbyte") {
    return compose(`redshift_internal.varbyte_not(${value.sql})`, { name: "varbyte" }, "?column?", [value]);
  }
  const superFunction = value.type.name === "super" ? { "-": "-", "+": "+", "@": "abs" }[operator] : undefined;
  if (superFunction !== undefined) {
    return compose(`redshift_internal.super_function('${superFunction}', ${value.sql})`, value.type, "?column?", [
      value,
    ]);
  }
  const number = familyOf(value.type) === "super" ? coerce(value, { name: "double precision" }) : value;
  if (!["number", "interval", "unknown"].includes(familyOf(number.type))) {
    throw noOperator(operator, [value], span.start + 1);
  }
  const type = ["|/", "||/"].includes(operator) ? ({ name: "double precision" } as const) : number.type;
  return { ...compose(`(${operator} ${number.sql})`, type, "?column?", [number]), ...negated(operator, number) };
}

export function planBinary(scope: Scope, { operator, left, right, span }: Binary): PlannedExpression {
  if (operator === "and" || operator === "or") {
    const name = operator.toUpperCase();
    const sides = [planCondition(scope, left, name), planCondition(scope, right, name)];
    const both = compose(`(${sides.map((side) => side.sql).join(` ${name} `)})`, BOOLEAN, "?column?", sides);
    if (operator === "or" || sides.every((side) => side.filter === undefined)) return both;
    return { ...both, filter: `(${sides.map((side) => side.filter ?? side.sql).join(" AND ")})` };
  }
  const position = span.start + 1;
  if (left.kind === "row" && right.kind === "row" && (operator === "=" || operator === "<>")) {
    if (left.items.length !== right.items.length)
      throw new SqlError("42601", "unequal number of entries in row expressions", { position });
    const pairs = left.items.map((item, index) => {
      const other = right.items[index] ?? item;
      return compare("=", planExpression(scope, item), planExpression(scope, other), position);
    });
    const all = `(${pairs.map((pair) => pair.sql).join(" AND ")})`;
    return compose(operator === "=" ? all : `(NOT ${all})`, BOOLEAN, "?column?", pairs);
  }
  const [one, other] = [planExpression(scope, left), planExpression(scope, right)];
  if (COMPARISONS.includes(operator)) return compare(operator, one, other, position);
  if (MATCHES.includes(operator)) refuseColumns(right);
  if (MATCHES.includes(operator)) return match(operator, one, other, position);
  if (operator === "||") return concatenate(one, other, position);
  if (ARITHMETIC.includes(operator)) return arithmetic(operator, one, other, position);
  throw noOperator(operator, [one, other], position);
}

/**
 * A comparison. Trailing blanks do not count, in VARCHAR neither, so text is compared as blank-padded.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-sql-implementated-differently.html
 */
export function compare(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  if (left.type.name === "super" || right.type.name === "super") {
    for (const { type } of [left, right]) refuseCoercion(type, position);
    return compareSuper(operator, left, right, position);
  }
  const sides = comparable(operator, left, right, position);
  return compose(`(${sides[0].sql} ${operator} ${sides[1].sql})`, BOOLEAN, "?column?", [left, right]);
}

/** Two values in a form the engine compares as Redshift does. */
export function comparable(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): readonly [PlannedExpression, PlannedExpression] {
  const families = [familyOf(left.type), familyOf(right.type)];
  if (families.includes("super")) return superSides(operator, left, right, position);
  const text = families.every((family) => family === "string" || family === "unknown");
  if (text) refuseMixedCollations([left, right], position);
  if (text) return sameCase(padded(left), padded(right));
  if (families.includes("string") && families.includes("number")) return numberAndText(left, right);
  // Dates and times become text implicitly, text becomes neither: https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html
  if (families.includes("string") && families.includes("datetime")) return [padded(left), padded(right)];
  if (families.includes("boolean") && [left, right].some(({ type }) => isInteger(type))) {
    return [truth(left), truth(right)];
  }
  const type = commonType(left.type, right.type);
  if (type === undefined) throw noOperator(operator, [left, right], position);
  return [untyped(left, type), untyped(right, type)];
}

export function planIs(scope: Scope, { operand, test, negated: not }: IsTest): PlannedExpression {
  const word = not ? "NOT " : "";
  if (test === "null") {
    const value = planExpression(scope, operand);
    const sql =
      value.type.name === "super"
        ? `(${word}redshift_internal.super_is_null(${value.sql}))`
        : `(${value.sql} IS ${word}NULL)`;
    return compose(sql, BOOLEAN, "?column?", [value]);
  }
  const given = planExpression(scope, operand);
  // Numbers are true unless they are 0. https://docs.aws.amazon.com/redshift/latest/dg/r_comparison_condition.html
  const value = isInteger(given.type) ? truth(given) : planCondition(scope, operand, `IS ${word}${test.toUpperCase()}`);
  return compose(`(${value.sql} IS ${word}${test.toUpperCase()})`, BOOLEAN, "?column?", [value]);
}

export function planBetween(scope: Scope, { operand, low, high, negated: not, span }: Between): PlannedExpression {
  const value = planExpression(scope, operand);
  const from = compare(">=", value, planExpression(scope, low), span.start + 1);
  const to = compare("<=", value, planExpression(scope, high), span.start + 1);
  return compose(`(${not ? "NOT " : ""}(${from.sql} AND ${to.sql}))`, BOOLEAN, "?column?", [from, to]);
}

export function planInList(scope: Scope, { operand, items, negated: not, span }: InList): PlannedExpression {
  const position = span.start + 1;
  if (operand.kind === "row") {
    const tests = items.map((item) =>
      planBinary(scope, { kind: "binary", operator: "=", left: operand, right: item, span }),
    );
    return compose(`(${not ? "NOT " : ""}(${tests.map((test) => test.sql).join(" OR ")}))`, BOOLEAN, "?column?", tests);
  }
  const value = planExpression(scope, operand);
  const members = items.map((item) => planExpression(scope, item));
  const text = [value, ...members].every(
    ({ type }) => ["string", "unknown"].includes(familyOf(type)) && !type.caseInsensitive,
  );
  if (text) {
    const list = members.map((member) => padded(member).sql).join(", ");
    return compose(`(${padded(value).sql} ${not ? "NOT " : ""}IN (${list}))`, BOOLEAN, "?column?", [value, ...members]);
  }
  const tests = members.map((member) => compare("=", value, member, position));
  const any = tests.map((test) => test.sql).join(" OR ");
  return compose(`(${not ? "NOT " : ""}(${any}))`, BOOLEAN, "?column?", tests);
}

/** `operator does not exist: character varying -> "unknown"` */
export function noOperator(operator: string, values: readonly PlannedExpression[], position: number): SqlError {
  const types = values.map((value) => typeName(value.type));
  const shape = types.length === 1 ? `${operator} ${types[0]}` : `${types[0]} ${operator} ${types[1]}`;
  return new SqlError("42883", `operator does not exist: ${shape}`, {
    position,
    hint: "No operator matches the given name and argument type(s). You may need to add explicit type casts.",
  });
}

/** One text whose letters' case does not count makes it not count in both. */
function sameCase(left: PlannedExpression, right: PlannedExpression): readonly [PlannedExpression, PlannedExpression] {
  if (!left.type.caseInsensitive && !right.type.caseInsensitive) return [left, right];
  const small = (value: PlannedExpression): PlannedExpression =>
    value.sql === "NULL" ? value : { ...value, sql: `lower(${value.sql})::bpchar` };
  return [small(left), small(right)];
}

/** A DECIMAL beside text makes a DECIMAL of it, another number becomes text. https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html */
function numberAndText(
  left: PlannedExpression,
  right: PlannedExpression,
): readonly [PlannedExpression, PlannedExpression] {
  if (left.type.name !== "decimal" && right.type.name !== "decimal") return [padded(left), padded(right)];
  const number = (value: PlannedExpression): PlannedExpression =>
    familyOf(value.type) === "string" ? { ...value, sql: `(${value.sql})::text::numeric` } : value;
  return [number(left), number(right)];
}

/** An integer beside a BOOLEAN is true unless it is 0: `likesports = 1`. */
function truth(value: PlannedExpression): PlannedExpression {
  return isInteger(value.type) ? { ...value, sql: `(${value.sql} <> 0)`, type: BOOLEAN } : value;
}

export function padded(value: PlannedExpression): PlannedExpression {
  if (value.type.name === "char" || value.sql === "NULL") return value;
  if (["number", "datetime"].includes(familyOf(value.type))) return { ...value, sql: `(${value.sql})::text::bpchar` };
  return { ...value, sql: `(${value.sql})::bpchar` };
}

/** A literal takes the other side's type, as the engine would give it, but without asking the engine. */
function untyped(value: PlannedExpression, type: RedshiftType): PlannedExpression {
  if (value.type.name !== "unknown" || value.sql === "NULL") return value;
  if (["varbyte", "super", "datetime", "interval"].includes(familyOf(type))) return coerce(value, { name: type.name });
  return { ...value, sql: `(${value.sql})::${engineType({ name: type.name })}` };
}

/** `||` joins text, or VARBYTE, or SUPER arrays; NULL makes NULL. https://docs.aws.amazon.com/redshift/latest/dg/r_concat_op.html */
export function concatenate(left: PlannedExpression, right: PlannedExpression, position: number): PlannedExpression {
  const families = [familyOf(left.type), familyOf(right.type)];
  // A literal beside a VARBYTE is read as one.
  if (families.includes("varbyte") && families.every((family) => family === "varbyte" || family === "unknown")) {
    const bytes = [left, right].map((side) => coerce(side, { name: "varbyte" }).sql);
    return compose(`(${bytes.join(" || ")})`, { name: "varbyte" }, "?column?", [left, right]);
  }
  refuseMixedCollations([left, right], position);
  const sides = [left, right].map((side) => {
    const family = familyOf(side.type);
    if (family === "varbyte" || family === "boolean" || family === "interval") {
      throw noOperator("||", [left, right], position);
    }
    if (family === "super") return `redshift_internal.super_text(${side.sql})`;
    // Blanks at the end of a CHAR are kept by || in neither engine.
    return side.type.name === "varchar" ? side.sql : `(${side.sql})::text`;
  });
  return compose(`(${sides.join(" || ")})`, { name: "varchar" }, "?column?", [left, right]);
}

function negated(operator: string, value: PlannedExpression): Pick<PlannedExpression, "literal"> {
  return operator === "-" && value.literal !== undefined && value.type.name !== "unknown"
    ? { literal: `-${value.literal}` }
    : {};
}
