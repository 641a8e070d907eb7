import { quoteLiteral } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

type Planner = (scope: Scope, call: FunctionCall) => PlannedExpression;

/** What a query without a table of the compute nodes gives: https://docs.aws.amazon.com/redshift/latest/dg/r_SLICE_NUM.html */
const LEADER_SLICE = 10_000;

/** System information that the session or the statement has, not the engine. https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html */
export const SYSTEM_CALLS: Readonly<Record<string, Planner>> = {
  current_database: (scope, call) => {
    noArguments(call);
    note(scope, call, false);
    const { databaseName } = scope.state.context;
    const sql = databaseName === undefined ? "current_database()::text" : `${quoteLiteral(databaseName).trim()}::text`;
    return text(sql, "current_database");
  },
  current_schema: (scope, call) => {
    noArguments(call);
    note(scope, call, true);
    return text(`(${searchPath(scope)})[1]`, "current_schema");
  },
  current_schemas: (scope, call) => {
    const [implicit, ...more] = call.arguments.map((argument) => planExpression(scope, argument));
    if (implicit === undefined || more.length > 0 || !["boolean", "unknown"].includes(familyOf(implicit.type))) {
      throw undefinedFunction("current_schemas", implicit === undefined ? [] : [implicit], call.span.start + 1);
    }
    note(scope, call, true);
    const path = searchPath(scope);
    const whole = `array_prepend('pg_catalog', ${path})`;
    const sql = `(CASE WHEN ${coerce(implicit, { name: "boolean" }).sql} THEN ${whole} ELSE ${path} END)::text`;
    return text(sql, "current_schemas");
  },
  current_setting: (scope, call) => {
    const [name, fails, ...more] = call.arguments;
    const optional = fails?.kind === "boolean" && !fails.value;
    if (name?.kind !== "string" || more.length > 0 || (fails !== undefined && fails.kind !== "boolean")) {
      const values = call.arguments.map((argument) => planExpression(scope, argument));
      throw undefinedFunction("current_setting", values, call.span.start + 1);
    }
    note(scope, call, false);
    const value = settingOf(scope, name.value.toLowerCase(), optional);
    return text(value === undefined ? "NULL::text" : `${quoteLiteral(value).trim()}::text`, "current_setting");
  },
  default_iam_role: (scope, call) => {
    noArguments(call);
    note(scope, call, false);
    const role = scope.state.context.defaultRole ?? "none";
    return text(`${quoteLiteral(role).trim()}::text`, "default_iam_role");
  },
  slice_num: (scope, call) => {
    noArguments(call);
    note(scope, call, false);
    const onTable = [...scope.state.relations.values()].some(({ name }) => !name.startsWith("pg_"));
    return compose(String(onTable ? 0 : LEADER_SLICE), { name: "integer" }, "slice_num", []);
  },
};

function note(scope: Scope, { name, span }: FunctionCall, leaderOnly: boolean): void {
  scope.state.functions.push({ name: name.name.text, volatility: "stable", leaderOnly, span });
}

function noArguments(call: FunctionCall): void {
  if (call.arguments.length > 0) throw undefinedFunction(call.name.name.text, [], call.span.start + 1);
}

function text(sql: string, label: string): PlannedExpression {
  return compose(sql, { name: "varchar" }, label, []);
}

/** Schemas of the search path that exist, as an array. https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html */
function searchPath(scope: Scope): string {
  const written = scope.state.context.setting?.("search_path") ?? "public";
  const names = written.split(",").map((name) => name.trim().replace(/^["']|["']$/g, ""));
  const list = names.map((name) => (name === "$user" ? "current_user::text" : quoteLiteral(name).trim())).join(", ");
  return (
    `ARRAY(SELECT p.name FROM unnest(ARRAY[${list}]::text[]) WITH ORDINALITY AS p(name, place) ` +
    "JOIN pg_catalog.pg_namespace AS n ON n.nspname = p.name ORDER BY p.place)"
  );
}

function settingOf(scope: Scope, name: string, optional: boolean): string | undefined {
  try {
    return scope.state.context.setting?.(name);
  } catch (error) {
    if (optional && error instanceof SqlError) return undefined;
    throw error;
  }
}
