import { BOOLEAN, type FunctionRule, INTEGER, rule, VARBYTE, VARCHAR } from "./function-rule.ts";

/** https://docs.aws.amazon.com/redshift/latest/dg/varbyte-functions.html */
export const VARBYTE_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  from_hex: [rule("string", VARBYTE, "redshift_internal.to_varbyte($1, 'hex')")],
  from_varbyte: [rule("varbyte, string", VARCHAR, "redshift_internal.from_varbyte($1, $2)")],
  getbit: [rule("varbyte, whole", INTEGER, "redshift_internal.getbit($1, $2)")],
  to_hex: [
    rule("varbyte", VARCHAR, "encode($1, 'hex')"),
    rule("integer", VARCHAR, "to_hex($1)"),
    rule("bigint", VARCHAR, "to_hex($1)"),
  ],
  to_varbyte: [rule("string, string", VARBYTE, "redshift_internal.to_varbyte($1, $2)")],
  // Undocumented, but met in AWS's own samples: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-example-station-data.html
  is_utf8: [rule("varbyte", BOOLEAN, "redshift_internal.is_utf8($1)")],
};
