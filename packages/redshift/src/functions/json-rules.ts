import { BIGINT, BOOLEAN, type FunctionRule, INTEGER, rule, SUPER, VARCHAR } from "./function-rule.ts";

/** True for one of the types jsonb knows. */
function isType(...types: readonly string[]): readonly FunctionRule[] {
  const names = types.map((type) => `'${type}'`).join(", ");
  return [rule("super", BOOLEAN, `(jsonb_typeof($1) IN (${names}))`)];
}

const IS_DECIMAL = [rule("super", BOOLEAN, "(jsonb_typeof($1) = 'number')")];

/**
 * JSON as text and SUPER. JSON_EXTRACT_PATH_TEXT, OBJECT and ARRAY, which take any number of arguments, are in plan/plan-json-call.ts.
 * https://docs.aws.amazon.com/redshift/latest/dg/json-functions.html , super-functions.html
 */
export const JSON_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  array_concat: [rule("super, super", SUPER, "redshift_internal.array_concat($1, $2)")],
  array_flatten: [rule("super", SUPER, "redshift_internal.array_flatten($1)")],
  can_json_parse: [
    rule("varbyte", BOOLEAN, "redshift_internal.can_json_parse($1)", { whenJson: "true" }),
    rule("string", BOOLEAN, "redshift_internal.can_json_parse($1)"),
  ],
  get_array_length: [rule("super", BIGINT, "redshift_internal.get_array_length($1)")],
  is_array: isType("array"),
  is_bigint: [rule("super", BOOLEAN, "redshift_internal.is_bigint($1)")],
  is_boolean: isType("boolean"),
  is_char: isType("string"),
  is_decimal: IS_DECIMAL,
  is_float: isType("number"),
  is_integer: [rule("super", BOOLEAN, "redshift_internal.is_integer($1)")],
  is_object: isType("object"),
  is_scalar: isType("string", "number", "boolean"),
  is_valid_json: [rule("string", BOOLEAN, "redshift_internal.is_valid_json($1)")],
  is_valid_json_array: [rule("string", BOOLEAN, "redshift_internal.is_valid_json_array($1)")],
  is_varchar: isType("string"),
  json_array_length: [
    rule("string", INTEGER, "redshift_internal.json_array_length($1, false)"),
    rule("string, boolean", INTEGER, "redshift_internal.json_array_length($1, $2)"),
  ],
  json_extract_array_element_text: [
    rule("string, whole", VARCHAR, "redshift_internal.json_extract_array_element_text($1, $2, false)"),
    rule("string, whole, boolean", VARCHAR, "redshift_internal.json_extract_array_element_text($1, $2, $3)"),
  ],
  json_parse: [
    rule("varbyte", SUPER, "redshift_internal.json_parse($1)", { whenJson: "redshift_internal.known_json($1)" }),
    rule("string", SUPER, "redshift_internal.json_parse($1)"),
  ],
  json_serialize: [rule("super", VARCHAR, "redshift_internal.json_serialize($1)")],
  json_size: [rule("super", BIGINT, "octet_length(redshift_internal.json_serialize($1))::int8")],
  json_typeof: [rule("super", VARCHAR, "redshift_internal.json_typeof($1)")],
  split_to_array: [
    rule("string", SUPER, "redshift_internal.split_to_array($1, ',')"),
    rule("string, string", SUPER, "redshift_internal.split_to_array($1, $2)"),
  ],
  subarray: [rule("super, whole, whole", SUPER, "redshift_internal.subarray($1, $2, $3)")],
};
