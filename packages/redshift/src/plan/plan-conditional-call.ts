import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { castTo, coerce } from "./convert.ts";
import type { SpecialCall } from "./plan-call.ts";
import { unify } from "./plan-case.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { compare, concatenate } from "./plan-operator.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

/** Up to this weight an expression may be written twice. */
const CHEAP = 4;

/** https://docs.aws.amazon.com/redshift/latest/dg/c_conditional_expressions.html */
export const CONDITIONAL_CALLS: Readonly<Record<string, SpecialCall>> = {
  coalesce: planCoalesce,
  nvl: planCoalesce,
  nvl2: (scope, call) => {
    const [test, present, absent] = valuesOf(scope, call, 3, 3);
    if (test === undefined || present === undefined || absent === undefined) throw wrongCount(call);
    const { type, values } = nvl2Results(present, absent, call.span.start + 1);
    const condition =
      test.type.name === "super" ? `NOT redshift_internal.super_is_null(${test.sql})` : `${test.sql} IS NOT NULL`;
    return compose(`(CASE WHEN ${condition} THEN ${values[0]?.sql} ELSE ${values[1]?.sql} END)`, type, "case", [
      test,
      present,
      absent,
    ]);
  },
  nullif: (scope, call) => {
    const [value, other] = valuesOf(scope, call, 2, 2);
    if (value === undefined || other === undefined) throw wrongCount(call);
    const equal = compare("=", value, other, call.span.start + 1);
    const label =
      value.literal !== undefined || value.typedLiteral || value.label === "?column?" ? "case" : value.label;
    const result = value.type.name === "unknown" ? coerce(value, { name: "varchar" }) : value;
    const text = result.type.name === "varchar" && familyOf(other.type) !== "number";
    if (text && value.weight > CHEAP) {
      const sql = `redshift_internal.nullif_text(${result.sql}, (${other.sql})::text)`;
      return compose(sql, result.type, label, [value, other]);
    }
    return compose(`(CASE WHEN ${equal.sql} THEN NULL ELSE ${result.sql} END)`, result.type, label, [value, other]);
  },
  decode: planDecode,
  greatest: (scope, call) => planExtreme(scope, call, "GREATEST"),
  least: (scope, call) => planExtreme(scope, call, "LEAST"),
  collate: planCollate,
  concat: (scope, call) => {
    // Two arguments, and NULL makes NULL. https://docs.aws.amazon.com/redshift/latest/dg/r_CONCAT.html
    const values = valuesOf(scope, call, 0, Number.POSITIVE_INFINITY);
    const [left, right] = values;
    if (left === undefined || right === undefined || values.length !== 2) {
      throw undefinedFunction("concat", values, call.span.start + 1);
    }
    return { ...concatenate(left, right, call.span.start + 1), label: "concat" };
  },
};

/**
 * COLLATE(text, 'case_sensitive' | 'case_insensitive') changes how a text is compared, not the text.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_COLLATE.html
 */
function planCollate(scope: Scope, call: FunctionCall): PlannedExpression {
  const [value, collation] = valuesOf(scope, call, 2, 2);
  const name = collation?.literal?.toLowerCase();
  const text = value !== undefined && ["string", "unknown"].includes(familyOf(value.type));
  if (!text || value === undefined || (name !== "case_sensitive" && name !== "case_insensitive")) {
    throw undefinedFunction("collate", valuesOf(scope, call, 2, 2), call.span.start + 1);
  }
  const typed = value.type.name === "unknown" ? coerce(value, { name: "varchar" }) : value;
  if (name === "case_insensitive") {
    scope.state.functions.push({ name: "collate", volatility: "immutable", leaderOnly: false, span: call.span });
  }
  const { caseInsensitive: _, ...type } = typed.type;
  return {
    ...compose(typed.sql, name === "case_insensitive" ? { ...type, caseInsensitive: true } : type, "collate", [value]),
  };
}

/**
 * NVL2's results: the same kind of type is brought together, else the other becomes what the first is; two kinds of text become the first's.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_NVL2.html
 */
function nvl2Results(
  present: PlannedExpression,
  absent: PlannedExpression,
  position: number,
): ReturnType<typeof unify> {
  const [one, other] = [familyOf(present.type), familyOf(absent.type)];
  if (present.sql === "NULL" || absent.sql === "NULL") return unify("NVL2", [present, absent], position);
  const first = one === "unknown" ? coerce(present, { name: "varchar" }) : present;
  const texts = ["string", "unknown"];
  if (texts.includes(one) && texts.includes(other)) return toFirst(first, absent, position);
  return one === other || other === "unknown" || one === "super" || other === "super"
    ? unify("NVL2", [first, absent], position)
    : toFirst(first, absent, position);
}

function toFirst(first: PlannedExpression, other: PlannedExpression, position: number): ReturnType<typeof unify> {
  return { type: first.type, values: [first, castTo(other, first.type, position)] };
}

function planCoalesce(scope: Scope, call: FunctionCall): PlannedExpression {
  const given = valuesOf(scope, call, 1, Number.POSITIVE_INFINITY);
  const { type, values } = unify("COALESCE", given, call.span.start + 1);
  const sql = values
    .map((value) => (type.name === "super" ? `redshift_internal.super_value(${value.sql})` : value.sql))
    .join(", ");
  return compose(`COALESCE(${sql})`, type, "coalesce", given);
}

/** DECODE(e, search, result, ..., default), where NULL equals NULL. https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html */
function planDecode(scope: Scope, call: FunctionCall): PlannedExpression {
  const [tested, ...rest] = valuesOf(scope, call, 3, Number.POSITIVE_INFINITY);
  if (tested === undefined) throw wrongCount(call);
  const pairs = Math.floor(rest.length / 2);
  const searched = rest.filter((_, index) => index % 2 === 0 && index < pairs * 2);
  const results = rest.filter((_, index) => index % 2 === 1 || index === pairs * 2);
  const { type, values } = unify("DECODE", results, call.span.start + 1);
  const branches = searched.map((search, index) => {
    const equal = compare("=", tested, search, call.span.start + 1).sql;
    const condition =
      search.sql === "NULL" ? `${tested.sql} IS NULL` : `${equal} OR (${tested.sql} IS NULL AND ${search.sql} IS NULL)`;
    return `WHEN ${condition} THEN ${values[index]?.sql}`;
  });
  const otherwise = rest.length % 2 === 1 ? ` ELSE ${values.at(-1)?.sql}` : "";
  return compose(`(CASE ${branches.join(" ")}${otherwise} END)`, type, "case", [tested, ...rest]);
}

/** NULL arguments are ignored, as the engine does. https://docs.aws.amazon.com/redshift/latest/dg/r_GREATEST_LEAST.html */
function planExtreme(scope: Scope, call: FunctionCall, name: string): PlannedExpression {
  const given = valuesOf(scope, call, 1, Number.POSITIVE_INFINITY);
  const { type, values } = unify(name, given, call.span.start + 1);
  return compose(`${name}(${values.map((value) => value.sql).join(", ")})`, type, name.toLowerCase(), given);
}

function valuesOf(scope: Scope, call: FunctionCall, least: number, most: number): readonly PlannedExpression[] {
  if (call.arguments.length < least || call.arguments.length > most) throw wrongCount(call);
  return call.arguments.map((argument) => planExpression(scope, argument));
}

function wrongCount(call: FunctionCall): SqlError {
  const name = call.name.name.text;
  return new SqlError("42883", `function ${name} does not exist with ${call.arguments.length} arguments`, {
    position: call.span.start + 1,
  });
}
