import { BIGINT, BOOLEAN, type FunctionRule, INTEGER, rule, VARBYTE, VARCHAR } from "./function-rule.ts";

const LENGTH = [
  rule("varbyte", INTEGER, "length($1)"),
  rule("char", INTEGER, "length($1)"),
  rule("string", INTEGER, "length($1)"),
];
/** A start before the first character takes from the length, as in PostgreSQL. https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html */
const SUBSTRING = [
  rule("varbyte, whole", VARBYTE, "substr($1, greatest($2, 1))"),
  rule("varbyte, whole, whole", VARBYTE, "substr($1, $2, $3)"),
  rule("string, whole", VARCHAR, "substr($1, greatest($2, 1))"),
  rule("string, whole, whole", VARCHAR, "substr($1, $2, $3)"),
];

/** https://docs.aws.amazon.com/redshift/latest/dg/String_functions_header.html and, for VARBYTE, varbyte-functions.html */
export const STRING_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  ascii: [rule("string", INTEGER, "ascii($1)")],
  bit_length: [rule("string", INTEGER, "bit_length($1)")],
  btrim: [rule("string", VARCHAR, "btrim($1)"), rule("string, string", VARCHAR, "btrim($1, $2)")],
  char_length: LENGTH,
  character_length: LENGTH,
  charindex: [rule("string, string", INTEGER, "strpos($2, $1)")],
  chr: [rule("whole", VARCHAR, "chr($1)")],
  crc32: [rule("string", VARCHAR, "to_hex(crc32(convert_to($1, 'UTF8')))")],
  from_hex: [rule("string", VARBYTE, "redshift_internal.to_varbyte($1, 'hex')")],
  from_varbyte: [rule("varbyte, string", VARCHAR, "redshift_internal.from_varbyte($1, $2)")],
  initcap: [rule("string", VARCHAR, "initcap($1)")],
  left: [rule("string, whole", VARCHAR, "left($1, $2)")],
  len: LENGTH,
  length: LENGTH,
  lower: [rule("string", VARCHAR, "lower($1)")],
  lpad: [rule("string, whole", VARCHAR, "lpad($1, $2)"), rule("string, whole, string", VARCHAR, "lpad($1, $2, $3)")],
  ltrim: [rule("string", VARCHAR, "ltrim($1)"), rule("string, string", VARCHAR, "ltrim($1, $2)")],
  md5: [rule("string", VARCHAR, "md5($1)")],
  octet_length: [
    rule("varbyte", INTEGER, "octet_length($1)"),
    rule("char", INTEGER, "octet_length($1)"),
    rule("string", INTEGER, "octet_length($1)"),
  ],
  position: [rule("string, string", INTEGER, "strpos($2, $1)")],
  quote_ident: [rule("string", VARCHAR, "quote_ident($1)")],
  quote_literal: [rule("string", VARCHAR, "quote_literal($1)")],
  regexp_count: [
    rule("string, string", INTEGER, "redshift_internal.regexp_count($1, $2)"),
    rule("string, string, whole", INTEGER, "redshift_internal.regexp_count($1, $2, $3)"),
    rule("string, string, whole, string", INTEGER, "redshift_internal.regexp_count($1, $2, $3, $4)"),
  ],
  regexp_instr: [2, 3, 4, 5, 6].map((count) =>
    rule(
      ["string", "string", "whole", "whole", "whole", "string"].slice(0, count).join(", "),
      INTEGER,
      "redshift_internal.regexp_instr($*)",
    ),
  ),
  regexp_replace: [2, 3, 4, 5].map((count) =>
    rule(
      ["string", "string", "string", "whole", "string"].slice(0, count).join(", "),
      VARCHAR,
      "redshift_internal.regexp_replace($*)",
    ),
  ),
  regexp_substr: [2, 3, 4, 5].map((count) =>
    rule(
      ["string", "string", "whole", "whole", "string"].slice(0, count).join(", "),
      VARCHAR,
      "redshift_internal.regexp_substr($*)",
    ),
  ),
  repeat: [rule("string, whole", VARCHAR, "repeat($1, $2)")],
  replace: [rule("string, string, string", VARCHAR, "replace($1, $2, $3)")],
  replicate: [rule("string, whole", VARCHAR, "repeat($1, $2)")],
  reverse: [rule("string", VARCHAR, "reverse($1)")],
  right: [rule("string, whole", VARCHAR, "right($1, $2)")],
  rpad: [rule("string, whole", VARCHAR, "rpad($1, $2)"), rule("string, whole, string", VARCHAR, "rpad($1, $2, $3)")],
  rtrim: [rule("string", VARCHAR, "rtrim($1)"), rule("string, string", VARCHAR, "rtrim($1, $2)")],
  sha2: [rule("string, whole", VARCHAR, "redshift_internal.sha2($1, $2)")],
  split_part: [rule("string, string, whole", VARCHAR, "split_part($1, $2, $3)")],
  strpos: [rule("string, string", INTEGER, "strpos($1, $2)")],
  strtol: [rule("string, whole", BIGINT, "redshift_internal.strtol($1, $2)")],
  substr: SUBSTRING,
  substring: SUBSTRING,
  textlen: LENGTH,
  to_hex: [rule("varbyte", VARCHAR, "encode($1, 'hex')"), rule("bigint", VARCHAR, "to_hex($1)")],
  to_varbyte: [rule("string, string", VARBYTE, "redshift_internal.to_varbyte($1, $2)")],
  translate: [rule("string, string, string", VARCHAR, "translate($1, $2, $3)")],
  trim: [rule("string", VARCHAR, "btrim($1)")],
  upper: [rule("string", VARCHAR, "upper($1)")],
  // Undocumented, but met in AWS's own samples: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-example-station-data.html
  is_utf8: [rule("varbyte", BOOLEAN, "redshift_internal.is_utf8($1)")],
};
