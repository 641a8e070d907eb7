import { BIGINT, type FunctionRule, INTEGER, rule, typeOf, VARBYTE, VARCHAR } from "./function-rule.ts";

/** CHAR's trailing blanks are not counted, VARCHAR's are. https://docs.aws.amazon.com/redshift/latest/dg/r_LEN.html */
const LENGTH = [rule("varbyte", INTEGER, "length($1)"), rule("string", INTEGER, "length($1)")];

/** A start before the first character takes from the length, as in PostgreSQL. https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html */
const SUBSTRING = [
  rule("varbyte, whole", VARBYTE, "substr($1, $2)"),
  rule("varbyte, whole, whole", VARBYTE, "substr($1, $2, $3)"),
  rule("string, whole", VARCHAR, "substr($1, $2)"),
  rule("string, whole, whole", VARCHAR, "substr($1, $2, $3)"),
];

/** -1, 0 or 1 by the bytes, as nothing else is known of a text's order. https://docs.aws.amazon.com/redshift/latest/dg/r_BPCHARCMP.html */
const COMPARE = [rule("string, string", INTEGER, "sign(bpcharcmp(($1)::bpchar, ($2)::bpchar))::int4")];

/** A text function that gives a CHAR for a CHAR. */
function sameText(parameters: string, sql: string): readonly FunctionRule[] {
  return [rule(parameters.replace("string", "char"), typeOf(0), `(${sql})::bpchar`), rule(parameters, VARCHAR, sql)];
}

const POSITION = [rule("string, string", INTEGER, "strpos($2, $1)")];

/** Quotes and backslashes are doubled. https://docs.aws.amazon.com/redshift/latest/dg/r_QUOTE_LITERAL.html */
const QUOTED = String.raw`'''' || replace(replace($1, '\', '\\'), '''', '''''') || ''''`;

/** https://docs.aws.amazon.com/redshift/latest/dg/String_functions_header.html */
export const STRING_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  ascii: [rule("string", INTEGER, "ascii($1)")],
  bpcharcmp: COMPARE,
  btrim: [rule("string", VARCHAR, "btrim($1)"), rule("string, string", VARCHAR, "btrim($1, $2)")],
  bttext_pattern_cmp: COMPARE,
  char_length: LENGTH,
  character_length: LENGTH,
  charindex: POSITION,
  // What is no ASCII character is NULL. https://docs.aws.amazon.com/redshift/latest/dg/r_CHR.html
  chr: [rule("whole", VARCHAR, "(CASE WHEN $1 BETWEEN 1 AND 127 THEN chr($1) END)")],
  difference: [rule("string, string", INTEGER, "redshift_internal.difference($1, $2)")],
  initcap: [rule("string", VARCHAR, "initcap($1)")],
  left: [rule("string, whole", VARCHAR, "left($1, $2)")],
  len: LENGTH,
  length: LENGTH,
  lower: sameText("string", "lower($1)"),
  lpad: [rule("string, whole", VARCHAR, "lpad($1, $2)"), rule("string, whole, string", VARCHAR, "lpad($1, $2, $3)")],
  ltrim: [...sameText("string", "ltrim($1)"), ...sameText("string, string", "ltrim($1, $2)")],
  octet_length: [rule("varbyte", INTEGER, "octet_length($1)"), rule("string", INTEGER, "octet_length($1)")],
  octetindex: [rule("string, string", INTEGER, "redshift_internal.octetindex($1, $2)")],
  position: POSITION,
  quote_ident: sameText("string", "quote_ident($1)"),
  quote_literal: sameText("string", QUOTED),
  repeat: [rule("string, whole", VARCHAR, "repeat($1, $2)")],
  replace: [rule("string, string, string", VARCHAR, "replace($1, $2, $3)")],
  replicate: [rule("string, whole", VARCHAR, "repeat($1, $2)")],
  reverse: [rule("string", VARCHAR, "reverse($1)")],
  right: [rule("string, whole", VARCHAR, "right($1, $2)")],
  rpad: [rule("string, whole", VARCHAR, "rpad($1, $2)"), rule("string, whole, string", VARCHAR, "rpad($1, $2, $3)")],
  rtrim: [...sameText("string", "rtrim($1)"), ...sameText("string, string", "rtrim($1, $2)")],
  soundex: [rule("string", { name: "varchar", length: 4 }, "redshift_internal.soundex($1)")],
  split_part: sameText("string, string, whole", "split_part($1, $2, redshift_internal.field_position($3))"),
  strpos: [rule("string, string", INTEGER, "strpos($1, $2)")],
  strtol: [rule("string, whole", BIGINT, "redshift_internal.strtol($1, $2)")],
  substr: SUBSTRING,
  substring: SUBSTRING,
  textlen: LENGTH,
  translate: [rule("string, string, string", VARCHAR, "translate($1, $2, $3)")],
  trim: [rule("string", VARCHAR, "btrim($1)")],
  upper: sameText("string", "upper($1)"),
};
