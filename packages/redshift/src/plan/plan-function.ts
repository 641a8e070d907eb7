import type { FunctionRule, ParameterClass } from "../functions/function-rule.ts";
import { FUNCTION_TABLE } from "../functions/function-table.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { refuseMixedCollations } from "./case-insensitive.ts";
import { coerce, typeName } from "./convert.ts";
import type { PlanState } from "./plan-context.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { familyOf, isInteger } from "./type-rules.ts";

/** What implicit conversion of an argument costs; undefined where there is none. https://docs.aws.amazon.com/redshift/latest/dg/r_Type_conversion.html */
const CLASS_COSTS: Readonly<Record<string, (type: RedshiftType) => number | undefined>> = {
  any: () => 0,
  string: (type) => ({ string: 0, unknown: 1, number: 4, datetime: 4, super: 5 })[familyOf(type) as string],
  text: (type) => ({ string: 0, unknown: 1 })[familyOf(type) as string],
  other: () => 9,
  char: (type) => (type.name === "char" ? 0 : undefined),
  number: (type) => ({ number: 0, unknown: 2, super: 6 })[familyOf(type) as string],
  integers: (type) => (isInteger(type) ? 0 : undefined),
  whole: (type) => (isInteger(type) ? 0 : { unknown: 1, super: 5 }[familyOf(type) as string]),
  smallint: (type) => ({ smallint: 0 })[type.name as string],
  real: (type) => ({ real: 0 })[type.name as string],
  integer: (type) => ({ smallint: 1, integer: 0, unknown: 1, super: 5 })[type.name as string],
  bigint: (type) => (isInteger(type) ? 2 : { unknown: 3, super: 6 }[type.name as string]),
  decimal: (type) => ({ smallint: 2, integer: 2, bigint: 2, decimal: 0 })[type.name as string],
  "double precision": (type) => ({ number: 3, unknown: 3, super: 6 })[familyOf(type) as string],
  boolean: (type) => ({ boolean: 0, unknown: 2, super: 5 })[familyOf(type) as string],
  date: (type) => ({ date: 0, timestamp: 4, timestamptz: 5, unknown: 3 })[type.name as string],
  timestamp: (type) => ({ timestamp: 0, date: 1, timestamptz: 4, unknown: 2, super: 7 })[type.name as string],
  timestamptz: (type) => ({ timestamptz: 0, timestamp: 1, date: 2, unknown: 3 })[type.name as string],
  interval: (type) => ({ interval: 0, unknown: 1 })[familyOf(type) as string],
  super: (type) => ({ super: 0, unknown: 9 })[type.name as string],
  // Of texts only a literal is read as bytes.
  varbyte: (type) => ({ varbyte: 0, unknown: 8 })[type.name as string],
  oid: (type) => ({ oid: 0, integer: 1, bigint: 1, regclass: 1, regtype: 1 })[type.name as string],
};

/** What an argument of a class is converted to; undefined leaves it as it is. */
const CLASS_TYPES: Partial<Record<ParameterClass, RedshiftType>> = {
  string: { name: "varchar" },
  text: { name: "varchar" },
  whole: { name: "integer" },
};

const OWN_WEIGHT = 6;

/** A call of an ordinary scalar function: the cheapest of its rules that takes these arguments. */
export function planTableFunction(
  state: PlanState,
  call: FunctionCall,
  values: readonly PlannedExpression[],
): PlannedExpression {
  const name = call.name.name.text;
  const rules = Object.hasOwn(FUNCTION_TABLE, name) ? (FUNCTION_TABLE[name] ?? []) : [];
  const chosen = cheapest(rules, values);
  if (chosen === undefined) throw undefinedFunction(name, values, call.span.start + 1);
  refuseMixedCollations(values, call.span.start + 1);
  const { volatility, refused } = chosen;
  // Only what is the same for ever is worked out before the query leaves the leader.
  const constant = volatility === "immutable" && values.length > 0 && !values.some((value) => value.stored);
  const leaderOnly = chosen.leaderOnly && !constant;
  if (refused !== undefined) throw new NotSupportedSql(refused, { position: call.span.start + 1 });
  state.functions.push({ name, volatility, leaderOnly, span: call.span });
  const given = values.map((value, index) => convertArgument(value, parameterAt(chosen, index)));
  const returns = typeof chosen.returns === "function" ? chosen.returns(given) : chosen.returns;
  const printed = printKnown(chosen, given) ?? print(chosen.sql, given);
  // A scalar query is computed once, before the scan, where a stable function would be called for every row.
  const sql = chosen.once && !state.context.withoutQueries ? `(SELECT ${printed})` : printed;
  const planned = compose(sql, returns, chosen.label ?? name, values);
  // Functions of our own are no single operation of the engine's.
  return chosen.sql.startsWith("redshift_internal.") ? { ...planned, weight: planned.weight + OWN_WEIGHT } : planned;
}

/** `function f(character varying, "unknown") does not exist` */
export function undefinedFunction(name: string, values: readonly PlannedExpression[], position: number): SqlError {
  const types = values.map((value) => typeName(value.type)).join(", ");
  return new SqlError("42883", `function ${name}(${types}) does not exist`, {
    position,
    hint: "No function matches the given name and argument types. You may need to add explicit type casts.",
  });
}

/** An argument as the parameter's class wants it. */
export function convertArgument(value: PlannedExpression, parameter: ParameterClass | undefined): PlannedExpression {
  if (parameter === undefined || parameter === "any") return value;
  if (parameter === "char" || parameter === "integers") return value;
  if (parameter === "number")
    return familyOf(value.type) === "number" ? value : coerce(value, { name: "double precision" });
  if (parameter === "decimal") return value.type.name === "decimal" ? value : coerce(value, { name: "decimal" });
  const type = CLASS_TYPES[parameter] ?? ({ name: parameter } as RedshiftType);
  // An untyped literal must not leave the choice to the engine.
  if (value.type.name === "unknown" && familyOf(type) === "string")
    return { ...coerce(value, type), sql: `(${value.sql})::text` };
  return value.type.name === type.name ? value : coerce(value, type);
}

function cheapest(rules: readonly FunctionRule[], values: readonly PlannedExpression[]): FunctionRule | undefined {
  let best: { readonly rule: FunctionRule; readonly cost: number } | undefined;
  for (const rule of rules) {
    const cost = costOf(rule, values);
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { rule, cost };
  }
  return best?.rule;
}

function costOf(rule: FunctionRule, values: readonly PlannedExpression[]): number | undefined {
  const fits = rule.variadic ? values.length >= rule.parameters.length : values.length === rule.parameters.length;
  if (!fits) return undefined;
  let sum = 0;
  for (const [index, value] of values.entries()) {
    const parameter = parameterAt(rule, index);
    const cost = parameter === undefined ? undefined : CLASS_COSTS[parameter]?.(value.type);
    if (cost === undefined) return undefined;
    sum += cost;
  }
  return sum;
}

function parameterAt(rule: FunctionRule, index: number): ParameterClass | undefined {
  return rule.parameters[index] ?? (rule.variadic ? rule.parameters.at(-1) : undefined);
}

/** A record of a stream that was seen to be JSON needs no guard. */
function printKnown({ sql, whenJson }: FunctionRule, values: readonly PlannedExpression[]): string | undefined {
  const known = values[0]?.knownJson;
  if (known === undefined || whenJson === undefined) return undefined;
  return `(CASE WHEN ${known} THEN ${print(whenJson, values)} ELSE ${print(sql, values)} END)`;
}

function print(sql: string, values: readonly PlannedExpression[]): string {
  return sql.replace(/\$(\*|\d)/g, (_, which: string) =>
    which === "*" ? values.map((value) => value.sql).join(", ") : (values[Number(which) - 1]?.sql ?? ""),
  );
}
