import { quoteLiteral } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
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
  current_aws_account: (scope, call) => identity(scope, call, "account"),
  current_namespace: (scope, call) => identity(scope, call, "namespace"),
  db_collation: (scope, call) => {
    noArguments(call);
    note(scope, call, false);
    return text("'case_sensitive'::text", "db_collation");
  },
  pg_cancel_backend: (scope, call) => signal(scope, call, "statement"),
  pg_last_query_id: (scope, call) => {
    noArguments(call);
    note(scope, call, false);
    const id = scope.state.context.session?.lastQueryId ?? -1;
    return compose(`(${id})`, { name: "integer" }, "pg_last_query_id", []);
  },
  pg_terminate_backend: (scope, call) => signal(scope, call, "session"),
  random: (scope, call) => {
    noArguments(call);
    scope.state.functions.push({ name: "random", volatility: "volatile", leaderOnly: false, span: call.span });
    const seeded = (scope.state.context.setting?.("seed") ?? "unavailable") !== "unavailable";
    return compose(
      seeded ? "redshift_internal.seeded_random()" : "random()",
      { name: "double precision" },
      "random",
      [],
    );
  },
  set_config: planSetConfig,
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

/** https://docs.aws.amazon.com/redshift/latest/dg/r_CURRENT_AWS_ACCOUNT.html , r_CURRENT_NAMESPACE.html */
function identity(scope: Scope, call: FunctionCall, which: "account" | "namespace"): PlannedExpression {
  noArguments(call);
  note(scope, call, false);
  const value = scope.state.context.identity?.[which];
  const name = call.name.name.text;
  if (value === undefined) throw new NotSupportedSql(name.toUpperCase(), { position: call.span.start + 1 });
  return text(`${quoteLiteral(value).trim()}::text`, which === "account" ? "current_account" : name);
}

/** PG_CANCEL_BACKEND and PG_TERMINATE_BACKEND: https://docs.aws.amazon.com/redshift/latest/dg/PG_CANCEL_BACKEND.html , PG_TERMINATE_BACKEND.html */
function signal(scope: Scope, call: FunctionCall, how: "statement" | "session"): PlannedExpression {
  const [pid, ...more] = call.arguments;
  const name = call.name.name.text;
  if (pid?.kind !== "number" || !/^\d+$/.test(pid.text) || more.length > 0) {
    const values = call.arguments.map((argument) => planExpression(scope, argument));
    throw undefinedFunction(name, values, call.span.start + 1);
  }
  note(scope, call, true);
  scope.state.context.session?.cancel(Number(pid.text), how);
  return compose("1", { name: "integer" }, name, []);
}

/** SET_CONFIG(name, value, is_local): https://docs.aws.amazon.com/redshift/latest/dg/r_SET_CONFIG.html */
function planSetConfig(scope: Scope, call: FunctionCall): PlannedExpression {
  const [name, value, isLocal, ...more] = call.arguments;
  const local =
    isLocal?.kind === "boolean" ? isLocal.value : isLocal?.kind === "number" ? isLocal.text !== "0" : undefined;
  if (name?.kind !== "string" || value?.kind !== "string" || local === undefined || more.length > 0) {
    const values = call.arguments.map((argument) => planExpression(scope, argument));
    throw undefinedFunction("set_config", values, call.span.start + 1);
  }
  note(scope, call, true);
  scope.state.context.session?.setConfig(name.value.toLowerCase(), value.value, local ? "local" : "session");
  return text(`${quoteLiteral(value.value).trim()}::text`, "set_config");
}

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
