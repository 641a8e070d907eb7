import { quoteLiteral } from "../engine/quote.ts";
import { isOn } from "../session/parameter-table.ts";
import { formatType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Cast, Expression, NumberLiteral, Parameter } from "../sql/tree.ts";
import { castTo, tryCast } from "./convert.ts";
import { planCall } from "./plan-call.ts";
import { planCase } from "./plan-case.ts";
import { planColumn } from "./plan-column.ts";
import { planInterval } from "./plan-interval.ts";
import { planLike } from "./plan-like.ts";
import { planObjectName } from "./plan-object-name.ts";
import { planBetween, planBinary, planInList, planIs, planUnary } from "./plan-operator.ts";
import { planExists, planInQuery, planQuantified, planScalarQuery } from "./plan-subquery.ts";
import { planAtTimeZone } from "./plan-time-zone.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { sharedNavigation, sharedText } from "./shared-document.ts";
import { navigate, type PlannedStep } from "./super-navigation.ts";
import { familyOf } from "./type-rules.ts";

type Planner<Kind extends Expression["kind"]> = (
  scope: Scope,
  expression: Extract<Expression, { kind: Kind }>,
) => PlannedExpression;

const NULL: PlannedExpression = { sql: "NULL", type: { name: "unknown" }, label: "?column?", weight: 1 };

const PLANNERS: { readonly [Kind in Expression["kind"]]: Planner<Kind> } = {
  string: (_, { value }) => literal(value),
  number: (_, number) => planNumber(number),
  boolean: (_, { value }) => ({ sql: String(value), type: { name: "boolean" }, label: "bool", weight: 1 }),
  null: () => NULL,
  interval: planInterval,
  parameter: planParameter,
  column: planColumn,
  navigation: (scope, { base, steps, span }) => {
    const planned = steps.map(
      (step): PlannedStep =>
        step.kind === "attribute" ? step : { kind: "index", index: planExpression(scope, step.index) },
    );
    return navigate(scope.state, planExpression(scope, base), planned, span.start + 1);
  },
  unary: planUnary,
  binary: planBinary,
  is: planIs,
  between: planBetween,
  "in list": planInList,
  "in query": planInQuery,
  like: planLike,
  exists: planExists,
  quantified: planQuantified,
  "scalar query": planScalarQuery,
  case: planCase,
  cast: planCast,
  function: planCall,
  "at time zone": planAtTimeZone,
  row: (_, { span }) => {
    throw new SqlError("0A000", "a row of values is not supported here", { position: span.start + 1 });
  },
};

/** An expression of the tree as the engine's SQL, with its type. */
export function planExpression(scope: Scope, expression: Expression): PlannedExpression {
  // The table is complete by its type; TypeScript can't tie the kind of a union to the entry it picks.
  const planner = PLANNERS[expression.kind] as Planner<Expression["kind"]>;
  return planner(scope, expression);
}

/** A condition: WHERE, HAVING, ON. @throws SqlError when it is no boolean. */
export function planCondition(scope: Scope, expression: Expression, clause: string): PlannedExpression {
  const condition = planExpression(scope, expression);
  const family = familyOf(condition.type);
  if (family === "boolean" || family === "unknown") return condition;
  if (family === "super")
    return compose(`redshift_internal.as_boolean(${condition.sql})`, { name: "boolean" }, "bool", [condition]);
  throw new SqlError("42804", `argument of ${clause} must be type boolean, not type ${condition.type.name}`, {
    position: expression.span.start + 1,
  });
}

function literal(value: string): PlannedExpression {
  return { sql: quoteLiteral(value).trim(), type: { name: "unknown" }, label: "?column?", weight: 1, literal: value };
}

/** `:name` of the Data API, `$1` of a prepared statement. */
function planParameter(scope: Scope, { name, span }: Parameter): PlannedExpression {
  const bound = scope.state.context.parameters?.get(name);
  const position = span.start + 1;
  if (bound === undefined) {
    throw new SqlError("42P02", `there is no parameter ${/^\d/.test(name) ? "$" : ":"}${name}`, { position });
  }
  const value = bound.text === null ? NULL : literal(bound.text);
  return bound.type === undefined ? value : castTo(value, bound.type, position);
}

/** 12 is INTEGER or BIGINT by its size, 3.5 DECIMAL of the digits written, 1e6 DOUBLE PRECISION. */
function planNumber({ text, span }: NumberLiteral): PlannedExpression {
  const base = { label: "?column?", weight: 1, literal: text } as const;
  if (/[eE]/.test(text)) return { ...base, sql: `'${text}'::float8`, type: { name: "double precision" } };
  if (/^\d+$/.test(text)) {
    const value = BigInt(text);
    if (value <= 2_147_483_647n) return { ...base, sql: text, type: { name: "integer" } };
    if (value <= 9_223_372_036_854_775_807n) return { ...base, sql: text, type: { name: "bigint" } };
  }
  const [whole = "", fraction = ""] = text.split(".");
  if (whole.replace(/^0+/, "").length > 38) {
    throw new SqlError("22003", "Numeric data overflow (result precision)", { position: span.start + 1 });
  }
  const precision = Math.max(1, Math.min(38, whole.replace(/^0+/, "").length + fraction.length));
  return { ...base, sql: text, type: { name: "decimal", precision, scale: Math.min(37, fraction.length) } };
}

function planCast(scope: Scope, { operand, type, form, span }: Cast): PlannedExpression {
  const written = planExpression(scope, operand);
  const value = written.navigation === undefined || type.name === "super" ? written : sharedNavigation(scope, written);
  const position = span.start + 1;
  if (form === "try_cast") return tryCast(value, type, position);
  if (familyOf(type) === "object") return planObjectName(scope, value, type, span);
  const isText = familyOf(value.type) === "string";
  const dated = (name: string): boolean => /^(date|time)/.test(name);
  // Noted for AUTO REFRESH, which refuses conversions between text and date-time types; SUPER to them as well.
  if (
    form !== "literal" &&
    ((dated(value.type.name) && familyOf(type) === "string") ||
      ((isText || value.type.name === "super") && dated(type.name)))
  ) {
    const name = dated(type.name) ? type.name : "text";
    scope.state.functions.push({ name: `:${name}`, volatility: "immutable", leaderOnly: false, span });
  }
  const text = sharedText(scope, value, type);
  const rounding = isOn(scope.state.context.setting?.("enable_numeric_rounding") ?? "off");
  const planned = castTo(value, type, position, rounding);
  const cast = text === undefined ? planned : { ...planned, sql: text };
  const setting = scope.state.context.setting?.("cast_super_null_on_error") ?? "on";
  if (value.type.name !== "super" || type.name === "super" || isOn(setting)) return cast;
  return {
    ...cast,
    sql: `redshift_internal.strict_cast(${cast.sql}, ${value.sql}, ${quoteLiteral(formatType(type))})`,
  };
}
