import type { FunctionCall } from "../sql/tree.ts";
import { castTo } from "./convert.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { convertArgument, undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

const DEEPEST_PATH = 5;

export const JSON_CALLS: Readonly<Record<string, SpecialCall>> = {
  json_extract_path_text: planExtractPath,
  object: (scope, call) => build(scope, call, "jsonb_build_object"),
  array: (scope, call) => build(scope, call, "jsonb_build_array"),
};

/**
 * JSON_EXTRACT_PATH_TEXT(text, path [, ... up to five] [, null_if_invalid]). VARBYTE is no text: FROM_VARBYTE makes it one.
 * https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_PATH_TEXT.html
 */
function planExtractPath(scope: Scope, call: FunctionCall): PlannedExpression {
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const last = values.at(-1);
  const lenient = last?.type.name === "boolean" ? last : undefined;
  const [document, ...path] = lenient === undefined ? values : values.slice(0, -1);
  const text = (value: PlannedExpression): boolean => ["string", "unknown"].includes(familyOf(value.type));
  const fits =
    document !== undefined && text(document) && path.every(text) && path.length >= 1 && path.length <= DEEPEST_PATH;
  if (!fits || document === undefined) throw undefinedFunction("json_extract_path_text", values, call.span.start + 1);
  scope.state.functions.push({
    name: "json_extract_path_text",
    volatility: "immutable",
    leaderOnly: false,
    span: call.span,
  });
  const steps = path.map((step) => `(${step.sql})::text`).join(", ");
  const sql = `redshift_internal.json_extract_path_text((${document.sql})::text, ${lenient?.sql ?? "false"}, ${steps})`;
  return compose(sql, { name: "varchar" }, "json_extract_path_text", values);
}

/** OBJECT(key, value, ...) and ARRAY(value, ...) make a SUPER. https://docs.aws.amazon.com/redshift/latest/dg/r_array.html , r_object_function.html */
function build(scope: Scope, call: FunctionCall, engineFunction: string): PlannedExpression {
  const keyed = engineFunction === "jsonb_build_object";
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  if (keyed && values.length % 2 === 1) throw undefinedFunction(call.name.name.text, values, call.span.start + 1);
  const items = values.map((value, index) =>
    keyed && index % 2 === 0
      ? convertArgument(value, "string").sql
      : castTo(value, { name: "super" }, call.span.start + 1).sql,
  );
  return compose(`${engineFunction}(${items.join(", ")})`, { name: "super" }, call.name.name.text, values);
}
