import { BIGINT, BOOLEAN, type FunctionRule, INTEGER, rule, SUPER, VARBYTE, VARCHAR } from "./function-rule.ts";

/** True for a value of one of the types JSON knows; false for NULL too. */
function isType(...types: readonly string[]): readonly FunctionRule[] {
  return [
    rule("super", BOOLEAN, `coalesce(json_typeof($1) IN (${types.map((type) => `'${type}'`).join(", ")}), false)`),
  ];
}

/** True for a whole number, written without fraction and exponent, in the range of an engine's type. */
function isWhole(type: string): readonly FunctionRule[] {
  return [rule("super", BOOLEAN, `redshift_internal.is_whole($1, '${type}')`)];
}

/** A function of numbers over SUPER: https://docs.aws.amazon.com/redshift/latest/dg/operators-functions.html */
function ofNumber(name: string): readonly FunctionRule[] {
  return [rule("super", SUPER, `redshift_internal.super_function('${name}', $1)`)];
}

/** ROUND and TRUNC of a SUPER to a number of decimals: https://docs.aws.amazon.com/redshift/latest/dg/r_ROUND.html , r_TRUNC.html */
function toDecimals(name: "round" | "trunc"): FunctionRule {
  return rule("super, whole", SUPER, `redshift_internal.super_digits('${name}', $1, $2)`);
}

/**
 * JSON as text and SUPER. What takes any number of arguments, or depends on the session's settings, is in plan/plan-json-call.ts.
 * https://docs.aws.amazon.com/redshift/latest/dg/json-functions.html , super-functions.html
 */
export const JSON_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  abs: ofNumber("abs"),
  array_concat: [rule("super, super", SUPER, "redshift_internal.array_concat($1, $2)")],
  array_distinct: [rule("super", SUPER, "redshift_internal.array_distinct($1)")],
  array_except: matching(false),
  array_flatten: [rule("super", SUPER, "redshift_internal.array_flatten($1)")],
  array_intersection: matching(true),
  array_sort: [
    rule("super", SUPER, "redshift_internal.array_sort($1, true, false)"),
    rule("super, boolean", SUPER, "redshift_internal.array_sort($1, $2, NOT $2)"),
    rule("super, boolean, boolean", SUPER, "redshift_internal.array_sort($1, $2, $3)"),
  ],
  array_union: [rule("super, super", SUPER, "redshift_internal.array_union($1, $2)")],
  ceil: ofNumber("ceil"),
  ceiling: ofNumber("ceil"),
  decimal_precision: [rule("super", INTEGER, "redshift_internal.decimal_precision($1)")],
  decimal_scale: [rule("super", INTEGER, "redshift_internal.decimal_scale($1)")],
  floor: ofNumber("floor"),
  get_array_length: [rule("super", BIGINT, "redshift_internal.get_array_length($1)")],
  get_number_attributes: [
    rule(
      "super",
      INTEGER,
      "CASE WHEN json_typeof($1) = 'object' THEN (SELECT count(*) FROM json_object_keys($1))::int4 END",
    ),
  ],
  is_array: isType("array"),
  is_bigint: isWhole("int8"),
  is_boolean: isType("boolean"),
  is_char: [rule("super", BOOLEAN, "coalesce(redshift_internal.as_string($1) !~ '[^[:ascii:]]', false)")],
  is_decimal: [
    rule("super", BOOLEAN, "coalesce(json_typeof($1) = 'number' AND NOT redshift_internal.is_float($1), false)"),
  ],
  is_float: [rule("super", BOOLEAN, "coalesce(redshift_internal.is_float($1), false)")],
  is_integer: isWhole("int4"),
  is_object: isType("object"),
  is_scalar: isType("string", "number", "boolean"),
  is_smallint: isWhole("int2"),
  is_valid_json: [rule("text", BOOLEAN, "redshift_internal.is_valid_json($1)")],
  is_valid_json_array: [rule("text", BOOLEAN, "redshift_internal.is_valid_json_array($1)")],
  is_varchar: isType("string"),
  json_array_length: [
    rule("text", INTEGER, "redshift_internal.json_array_length($1, false)"),
    rule("text, boolean", INTEGER, "redshift_internal.json_array_length($1, $2)"),
  ],
  json_extract_array_element_text: [
    rule("text, whole", VARCHAR, "redshift_internal.json_extract_array_element_text($1, $2, false)"),
    rule("text, whole, boolean", VARCHAR, "redshift_internal.json_extract_array_element_text($1, $2, $3)"),
  ],
  json_serialize: [rule("super", VARCHAR, "redshift_internal.json_serialize($1)")],
  json_serialize_to_varbyte: [rule("super", VARBYTE, "convert_to(redshift_internal.json_text($1), 'UTF8')")],
  json_size: [rule("super", INTEGER, "octet_length(redshift_internal.json_text($1))")],
  json_typeof: [rule("super", VARCHAR, "json_typeof($1)")],
  lower_attribute_names: [rule("super", SUPER, "redshift_internal.lower_attribute_names($1)")],
  round: [...ofNumber("round"), toDecimals("round")],
  sign: ofNumber("sign"),
  // The size in memory, by a format that is not documented.
  size: [rule("super", INTEGER, "", { refused: "SIZE" })],
  split_to_array: [
    rule("string", SUPER, "redshift_internal.split_to_array($1, ',')"),
    rule("string, string", SUPER, "redshift_internal.split_to_array($1, $2)"),
  ],
  subarray: [rule("super, whole, whole", SUPER, "redshift_internal.subarray($1, $2, $3)")],
  trunc: [...ofNumber("trunc"), toDecimals("trunc")],
  upper_attribute_names: [rule("super", SUPER, "redshift_internal.upper_attribute_names($1)")],
};

/** ARRAY_EXCEPT and ARRAY_INTERSECTION: of multi-sets, or of sets where `distinct` is true. */
function matching(wanted: boolean): readonly FunctionRule[] {
  return [
    rule("super, super", SUPER, `redshift_internal.array_match($1, $2, false, ${wanted})`),
    rule("super, super, boolean", SUPER, `redshift_internal.array_match($1, $2, $3, ${wanted})`),
  ];
}
