import type { PlannedExpression } from "../plan/planned-expression.ts";
import type { RedshiftType, RedshiftTypeName } from "../sql/redshift-type.ts";

/** `stable` is one value a statement; both it and `volatile` are "mutable" to materialized views. */
export type Volatility = "immutable" | "stable" | "volatile";

/**
 * What an argument may be: a type's name, or a class of types. `string` is whatever becomes text by itself, `text` only text; `integers` are integers of any size, as they are;
 * `whole` an INTEGER or what becomes one; `other` is what no other rule takes.
 */
export type ParameterClass = RedshiftTypeName | "string" | "text" | "number" | "integers" | "whole" | "any" | "other";

/** One form of a function: what it takes, what it gives, how the engine writes it. */
export interface FunctionRule {
  readonly parameters: readonly ParameterClass[];
  /** True when the last parameter may be repeated. */
  readonly variadic: boolean;
  readonly returns: RedshiftType | ((values: readonly PlannedExpression[]) => RedshiftType);
  readonly volatility: Volatility;
  /** A function of the leader node, which runs on no user table. */
  readonly leaderOnly: boolean;
  /** True for the session's times, computed once a statement. */
  readonly once: boolean;
  /** The engine's SQL: `$1` is the first argument, `$*` all of them. */
  readonly sql: string;
  /** The engine's SQL for an argument of bytes that surely are JSON. */
  readonly whenJson?: string;
  /** Column's name when it differs from the function's. */
  readonly label?: string;
  /** What Redshift has and this one has not: the name it is refused by. */
  readonly refused?: string;
}

interface RuleOptions {
  readonly volatility?: Volatility;
  readonly leaderOnly?: boolean;
  readonly once?: boolean;
  readonly whenJson?: string;
  readonly label?: string;
  readonly refused?: string;
}

export const VARCHAR: RedshiftType = { name: "varchar" };
export const INTEGER: RedshiftType = { name: "integer" };
export const BIGINT: RedshiftType = { name: "bigint" };
export const REAL: RedshiftType = { name: "real" };
export const DOUBLE: RedshiftType = { name: "double precision" };
export const BOOLEAN: RedshiftType = { name: "boolean" };
export const DATE: RedshiftType = { name: "date" };
export const TIMESTAMP: RedshiftType = { name: "timestamp" };
export const TIMESTAMPTZ: RedshiftType = { name: "timestamptz" };
export const SUPER: RedshiftType = { name: "super" };
export const VARBYTE: RedshiftType = { name: "varbyte" };

/** A rule from its parameters (`"string, whole"`, `"any, any..."`), result and SQL. */
export function rule(
  parameters: string,
  returns: FunctionRule["returns"],
  sql: string,
  { volatility = "immutable", leaderOnly = false, once = false, whenJson, label, refused }: RuleOptions = {},
): FunctionRule {
  const names = parameters === "" ? [] : parameters.split(/,\s*/);
  return {
    parameters: names.map((name) => name.replace("...", "") as ParameterClass),
    variadic: names.at(-1)?.endsWith("...") ?? false,
    returns,
    volatility,
    leaderOnly,
    once,
    sql,
    ...(whenJson === undefined ? {} : { whenJson }),
    ...(label === undefined ? {} : { label }),
    ...(refused === undefined ? {} : { refused }),
  };
}

/** The type of the n-th argument. */
export function typeOf(index: number): FunctionRule["returns"] {
  return (values) => values[index]?.type ?? VARCHAR;
}
