import { quoteLiteral } from "../engine/quote.ts";
import { isOn } from "../session/parameter-table.ts";
import { formatType, type RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, FunctionCall } from "../sql/tree.ts";
import { castTo, coerce } from "./convert.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { convertArgument, undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

const DEEPEST_PATH = 5;

/** What reading a document weighs beside other operations. */
const PARSE_WEIGHT = 7;

export const JSON_CALLS: Readonly<Record<string, SpecialCall>> = {
  json_extract_path_text: planExtractPath,
  json_parse: planParse,
  can_json_parse: planParse,
  object: (scope, call) => build(scope, call, "json_build_object"),
  object_transform: planTransform,
  array: (scope, call) => build(scope, call, "json_build_array"),
  array_contains: planSearch({ name: "boolean" }, (places) => `(json_array_length(${places}) > 0)`),
  array_position: planSearch(
    { name: "integer" },
    (places) => `(CASE json_array_length(${places}) WHEN 0 THEN -1 ELSE (${places} ->> 0)::int4 END)`,
  ),
  array_positions: planSearch({ name: "super" }, (places) => places),
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

/**
 * JSON_PARSE and CAN_JSON_PARSE, by the session's parsing options.
 * https://docs.aws.amazon.com/redshift/latest/dg/JSON_PARSE.html , super-configurations.html
 */
function planParse(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [value] = values;
  const family = value === undefined ? undefined : familyOf(value.type);
  if (value === undefined || values.length !== 1 || !["string", "unknown", "varbyte"].includes(family ?? "")) {
    throw undefinedFunction(name, values, call.span.start + 1);
  }
  scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, span: call.span });
  const document = family === "varbyte" ? value.sql : convertArgument(value, "string").sql;
  const lenient = name === "json_parse" && isSet(scope, "parse_super_null_on_error");
  const type = { name: name === "json_parse" ? "super" : "boolean" } as const;
  const read = `${jsonReader(scope, lenient ? "json_or_null" : name)}(${document})`;
  // Records of a stream that are known to be JSON need no guard.
  const known = name === "json_parse" ? `redshift_internal.known_json(${document})` : "true";
  const sql = value.knownJson === undefined ? read : `(CASE WHEN ${value.knownJson} THEN ${known} ELSE ${read} END)`;
  const planned = compose(sql, type, name, values);
  return { ...planned, weight: planned.weight + PARSE_WEIGHT };
}

/** The engine's function that reads JSON as the session says: `json_or_null`, `json_parse` or `can_json_parse`. */
export function jsonReader(scope: Scope, name: string): string {
  return `redshift_internal.${name}${isSet(scope, "json_parse_dedup_attributes") ? "_of_last_keys" : ""}`;
}

/** ARRAY_CONTAINS, ARRAY_POSITION and ARRAY_POSITIONS (array, value [, null_match]). https://docs.aws.amazon.com/redshift/latest/dg/array_positions.html */
function planSearch(type: RedshiftType, finish: (places: string) => string): SpecialCall {
  return (scope, call) => {
    const name = call.name.name.text;
    const position = call.span.start + 1;
    const values = call.arguments.map((argument) => planExpression(scope, argument));
    const [given, wanted, nullMatch] = values;
    const array = given?.sql === "NULL" ? coerce(given, { name: "super" }) : given;
    const fits = nullMatch === undefined || nullMatch.type.name === "boolean";
    if (array?.type.name !== "super" || wanted === undefined || values.length > 3 || !fits) {
      throw undefinedFunction(name, values, position);
    }
    const matches = nullMatch?.sql ?? String(isSet(scope, "default_array_search_null_handling"));
    const item = castTo(wanted, { name: "super" }, position);
    scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, span: call.span });
    return compose(
      finish(`redshift_internal.array_positions(${array.sql}, ${item.sql}, ${matches})`),
      type,
      name,
      values,
    );
  };
}

/** OBJECT_TRANSFORM(input [KEEP path, ...] [SET path, value, ...]): https://docs.aws.amazon.com/redshift/latest/dg/r_object_transform_function.html */
function planTransform(scope: Scope, call: FunctionCall): PlannedExpression {
  const position = call.span.start + 1;
  const [first, keep, set] = call.arguments;
  if (first === undefined || keep?.kind !== "row" || set?.kind !== "row") {
    throw undefinedFunction("object_transform", [], position);
  }
  const input = planExpression(scope, first);
  if (input.type.name !== "super") throw undefinedFunction("object_transform", [input], position);
  const paths = keep.items.map(pathOf);
  // Without KEEP and with SET, only what is set is in the result.
  const kept = `redshift_internal.object_keep(${input.sql}, ${quoteLiteral(JSON.stringify(paths))}::json)`;
  const values: PlannedExpression[] = [input];
  let sql = kept;
  for (let index = 0; index < set.items.length; index += 2) {
    const [path, written] = [set.items[index], set.items[index + 1]];
    if (path === undefined || written === undefined) {
      throw new SqlError("42601", "OBJECT_TRANSFORM's SET takes pairs of a path and a value", { position });
    }
    const value = planExpression(scope, written);
    values.push(value);
    const keys = pathOf(path).map(quoteLiteral).join(", ");
    sql = `redshift_internal.object_set(${sql}, ARRAY[${keys}], ${castTo(value, { name: "super" }, position).sql})`;
  }
  const same = paths.length === 0 && set.items.length === 0;
  const transformed = `(CASE WHEN json_typeof(${input.sql}) = 'object' THEN ${sql} ELSE ${input.sql} END)`;
  return compose(same ? input.sql : transformed, { name: "super" }, "object_transform", values);
}

/** A path is a constant: keys in double quotation marks with dots between them. */
function pathOf(expression: Expression): readonly string[] {
  const text = expression.kind === "string" ? expression.value : "";
  const keys = /^"[^"]+"([.]"[^"]+")*$/.test(text) ? [...text.matchAll(/"([^"]+)"/g)].map(([, key]) => key ?? "") : [];
  if (keys.length === 0) {
    throw new SqlError("42601", 'a path of OBJECT_TRANSFORM is a string literal such as \'"a"."b"\'', {
      position: expression.span.start + 1,
    });
  }
  return keys;
}

/** OBJECT(key, value, ...) and ARRAY(value, ...) make a SUPER. https://docs.aws.amazon.com/redshift/latest/dg/r_array.html , r_object_function.html */
function build(scope: Scope, call: FunctionCall, engineFunction: string): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const keyed = engineFunction === "json_build_object";
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const isKey = (index: number): boolean => keyed && index % 2 === 0;
  const wrongKey = values.some((value, index) => isKey(index) && !["string", "unknown"].includes(familyOf(value.type)));
  if (wrongKey || (keyed && values.length % 2 === 1)) throw undefinedFunction(name, values, position);
  const items = values.map((value, index) => {
    if (isKey(index)) return convertArgument(value, "string").sql;
    if (familyOf(value.type) === "datetime") {
      const type = formatType({ name: value.type.name });
      throw new SqlError("42846", `${name.toUpperCase()} could not convert type ${type} to super`, { position });
    }
    return castTo(value, { name: "super" }, position).sql;
  });
  return compose(`${engineFunction}(${items.join(", ")})`, { name: "super" }, name, values);
}

function isSet(scope: Scope, parameter: string): boolean {
  const value = scope.state.context.setting?.(parameter);
  return value === undefined ? parameter === "default_array_search_null_handling" : isOn(value);
}
