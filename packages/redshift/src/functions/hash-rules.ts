import { BIGINT, type FunctionRule, INTEGER, type ParameterClass, rule, VARCHAR } from "./function-rule.ts";

/** FNV's own start. */
const FNV_SEED = "(-3750763034362895579)";

/** Text and bytes, as every hash function reads them; the blanks of a CHAR count. */
const TEXT_BYTES: readonly (readonly [ParameterClass, string])[] = [
  ["char", "bpcharsend($1)"],
  ["text", "convert_to($1, 'UTF8')"],
  ["varbyte", "$1"],
];

/** The bytes FNV_HASH reads of a type: as many as its values have, as the processor holds them. Of other types the guide does not say. */
const NUMBER_BYTES: readonly (readonly [ParameterClass, string])[] = [
  ...TEXT_BYTES,
  ["smallint", "redshift_internal.reverse_bytes(int2send($1))"],
  ["integer", "redshift_internal.reverse_bytes(int4send($1))"],
  ["bigint", "redshift_internal.reverse_bytes(int8send($1))"],
];

/** The bytes MURMUR3_32_HASH reads: https://iceberg.apache.org/spec/#appendix-b-32-bit-hash-requirements */
const ICEBERG_BYTES: readonly (readonly [ParameterClass, string])[] = [
  ...TEXT_BYTES,
  ["boolean", "redshift_internal.reverse_bytes(int8send(($1)::int4::int8))"],
  ["smallint", "redshift_internal.reverse_bytes(int8send(($1)::int8))"],
  ["integer", "redshift_internal.reverse_bytes(int8send(($1)::int8))"],
  ["bigint", "redshift_internal.reverse_bytes(int8send($1))"],
  ["real", "redshift_internal.reverse_bytes(float8send(($1)::float8))"],
  ["double precision", "redshift_internal.reverse_bytes(float8send($1))"],
  ["decimal", "redshift_internal.shortest_bytes($1)"],
  ["date", "redshift_internal.reverse_bytes(int8send((($1) - DATE '1970-01-01')::int8))"],
  ["timestamp", "redshift_internal.reverse_bytes(int8send((extract(epoch from $1) * 1000000)::int8))"],
];

const SHA1 = [
  rule("varbyte", VARCHAR, "redshift_internal.sha1($1)"),
  rule("string", VARCHAR, "redshift_internal.sha1(convert_to($1, 'UTF8'))"),
];

/** https://docs.aws.amazon.com/redshift/latest/dg/hash-functions.html */
export const HASH_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  // The digits of a DECIMAL without its point, as the guide's example shows; how a VARCHAR's is computed it does not say.
  checksum: [
    rule("whole", INTEGER, "($1)::int4"),
    rule("decimal", INTEGER, "(($1) * 10::numeric ^ scale($1))::int4"),
    rule("other", INTEGER, "", { refused: "CHECKSUM of another type than INTEGER and DECIMAL" }),
  ],
  crc32: [rule("string", VARCHAR, "lpad(to_hex(crc32c(convert_to($1, 'UTF8'))), 8, '0')")],
  farmfingerprint64: [
    rule("varbyte", BIGINT, "redshift_internal.farm_fingerprint64($1)"),
    rule("string", BIGINT, "redshift_internal.farm_fingerprint64(convert_to($1, 'UTF8'))"),
  ],
  fnv_hash: seeded(NUMBER_BYTES, BIGINT, "fnv_hash", "bigint", FNV_SEED),
  func_sha1: SHA1,
  md5: [rule("varbyte", VARCHAR, "md5($1)"), rule("string", VARCHAR, "md5($1)")],
  murmur3_32_hash: seeded(ICEBERG_BYTES, INTEGER, "murmur3_32", "integer", "0"),
  sha: SHA1,
  sha1: SHA1,
  // Of VARBYTE: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html , for a salted password.
  sha2: [
    rule("varbyte, whole", VARCHAR, "redshift_internal.sha2($1, $2)"),
    rule("string, whole", VARCHAR, "redshift_internal.sha2(convert_to($1, 'UTF8'), $2)"),
  ],
};

function seeded(
  bytes: readonly (readonly [ParameterClass, string])[],
  returns: FunctionRule["returns"],
  name: string,
  seed: ParameterClass,
  start: string,
): readonly FunctionRule[] {
  const refused = { refused: `${name === "fnv_hash" ? "FNV_HASH" : "MURMUR3_32_HASH"} of such a type` };
  return [
    ...bytes.flatMap(([parameter, sql]) => [
      rule(parameter, returns, `redshift_internal.${name}(${sql}, ${start})`),
      rule(`${parameter}, ${seed}`, returns, `redshift_internal.${name}(${sql}, $2)`),
    ]),
    rule("other", returns, "", refused),
    rule(`other, ${seed}`, returns, "", refused),
  ];
}
