import type { ConformancePage } from "../conformance-case.ts";

/** Hashes of texts and numbers. Those of 64 bits are shown as text, since they are no exact numbers of JSON. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_FNV_HASH",
    cases: [
      { sql: "SELECT FNV_HASH(1)::varchar", rows: [["-5968735742475085980"]], columns: ["fnv_hash"] },
      { sql: "SELECT FNV_HASH(1)", rows: [[Number("-5968735742475085980")]], types: ["int8"] },
      { sql: "SELECT FNV_HASH('Amazon Redshift')::varchar", rows: [["7783490368944507294"]] },
      { sql: "SELECT FNV_HASH('Amazon Redshift', FNV_HASH(1))::varchar", rows: [["-2202602717770968555"]] },
      { sql: "SELECT FNV_HASH('abcd')::varchar", rows: [["-281581062704388899"]] },
      { sql: "SELECT FNV_HASH('cd', FNV_HASH('ab'))::varchar", rows: [["-281581062704388899"]] },
      { sql: "SELECT FNV_HASH(1::smallint)::varchar", rows: [["589727492704079044"]] },
      { sql: "SELECT FNV_HASH(1::bigint)::varchar", rows: [["-8517097267634966620"]] },
      { sql: "SELECT FNV_HASH('a ') = FNV_HASH('a')", rows: [[false]] },
      { sql: "SELECT FNV_HASH('a'::char(2)) = FNV_HASH('a ')", rows: [[true]] },
      { sql: "SELECT FNV_HASH(NULL::int)", rows: [[null]] },
    ],
  },
  {
    page: "MURMUR3_32_HASH",
    cases: [
      { sql: "SELECT MURMUR3_32_HASH(1)", rows: [[1392991556]], columns: ["murmur3_32_hash"], types: ["int4"] },
      { sql: "SELECT MURMUR3_32_HASH(1::smallint), MURMUR3_32_HASH(1::bigint)", rows: [[1392991556, 1392991556]] },
      { sql: "SELECT MURMUR3_32_HASH('Amazon Redshift')", rows: [[-1563580564]] },
      { sql: "SELECT MURMUR3_32_HASH('abcd')", rows: [[1139631978]] },
      { sql: "SELECT MURMUR3_32_HASH('cd', MURMUR3_32_HASH('ab'))", rows: [[1711522338]] },
      { sql: "SELECT MURMUR3_32_HASH('iceberg')", rows: [[1210000089]] },
      { sql: "SELECT MURMUR3_32_HASH(14.20)", rows: [[-500754589]] },
      { sql: "SELECT MURMUR3_32_HASH(DATE '2017-11-16')", rows: [[-653330422]] },
      { sql: "SELECT MURMUR3_32_HASH(TIMESTAMP '2017-11-16 22:31:08')", rows: [[-2047944441]] },
    ],
  },
  {
    page: "r_FARMFINGERPRINT64",
    cases: [
      {
        sql: "SELECT FARMFINGERPRINT64('Amazon Redshift')::varchar",
        rows: [["8085098817162212970"]],
        columns: ["farmfingerprint64"],
      },
      { sql: "SELECT farmFingerprint64('Amazon Redshift'::varbyte)::varchar", rows: [["8085098817162212970"]] },
      { sql: "SELECT FARMFINGERPRINT64('a')", rows: [[Number("-5528939962900187677")]], types: ["int8"] },
      {
        sql: "SELECT FARMFINGERPRINT64(REPEAT('abcdefghij', 20)) = FARMFINGERPRINT64(REPEAT('abcdefghij', 20)::varbyte)",
        rows: [[true]],
      },
      { sql: "SELECT FARMFINGERPRINT64(NULL)", rows: [[null]] },
    ],
  },
  {
    page: "r_CHECKSUM",
    setup: [
      "CREATE TABLE sales (salesid int, commission decimal(8,2))",
      "INSERT INTO sales VALUES (1, 109.20), (2, 11.40), (3, 52.50), (4, 26.25), (9, 88.65)",
    ],
    cases: [
      {
        sql: "SELECT CHECKSUM(commission) FROM sales ORDER BY salesid",
        rows: [[10920], [1140], [5250], [2625], [8865]],
        columns: ["checksum"],
        types: ["int4"],
      },
    ],
  },
  {
    page: "r_CREATE_USER",
    cases: [
      {
        sql: "SELECT SHA2(CONCAT('pw', FROM_HEX('0a0b')), 0)",
        rows: [["f5823d0232790f2f7f85d5c14b2977f72a7aab7386bb15a440d06280333d48e5"]],
        columns: ["sha2"],
        types: ["varchar"],
      },
      {
        sql: "SELECT SHA2('ab'::VARBYTE, 512) = SHA2('ab', 512), MD5('ab'::VARBYTE) = MD5('ab'), SHA1('ab'::VARBYTE) = SHA1('ab')",
        rows: [[true, true, true]],
      },
    ],
  },
  {
    page: "r_MD5",
    cases: [
      {
        sql: "SELECT MD5('Amazon Redshift')",
        rows: [["f7415e33f972c03abd4f3fed36748f7a"]],
        columns: ["md5"],
        types: ["varchar"],
      },
      { sql: "SELECT LEN(MD5('a'))", rows: [[32]] },
      { sql: "SELECT MD5(NULL)", rows: [[null]] },
      {
        sql: "SELECT SHA1('Amazon Redshift')",
        rows: [["eeac5ed1e11cda66032c30ad77b25071b5487f55"]],
        columns: ["sha1"],
        source: "SHA1",
      },
      { sql: "SELECT SHA('Amazon Redshift') = SHA1('Amazon Redshift')", rows: [[true]], source: "SHA" },
      { sql: "SELECT FUNC_SHA1('Amazon Redshift') = SHA1('Amazon Redshift')", rows: [[true]], source: "FUNC_SHA1" },
      { sql: "SELECT LEN(SHA1(REPEAT('x', 100)))", rows: [[40]], source: "SHA1" },
      {
        sql: "SELECT SHA2('Amazon Redshift', 256)",
        rows: [["15013dc10bc5b293f1f66ea28d818387f191cafeb26f89639fae0b4acf9c8772"]],
        columns: ["sha2"],
        source: "SHA2",
      },
      { sql: "SELECT SHA2('a', 0) = SHA2('a', 256)", rows: [[true]], source: "SHA2" },
      {
        sql: "SELECT LEN(SHA2('a', 224)), LEN(SHA2('a', 384)), LEN(SHA2('a', 512))",
        rows: [[56, 96, 128]],
        source: "SHA2",
      },
      { sql: "SELECT SHA2('a', 255)", rows: [[""]], source: "SHA2" },
      { sql: "SELECT CRC32('Amazon Redshift')", rows: [["f2726906"]], columns: ["crc32"], source: "crc32-function" },
    ],
  },
];
