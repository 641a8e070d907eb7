import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dialect, openDialect } from "./dialect-fixture.ts";

let dialect: Dialect;

beforeAll(async () => {
  dialect = await openDialect();
  await dialect.run(`
    CREATE TABLE t (i INTEGER, s SMALLINT, d DECIMAL(6, 1), v VARCHAR(20), c CHAR(5), ts TIMESTAMP, dt DATE, b BOOLEAN, p SUPER, bin VARBYTE);
    INSERT INTO t VALUES (7, 2, 21.5, 'abc  ', 'ab', '2026-11-23 10:30:15.250', '2026-11-23', TRUE,
      JSON_PARSE('{"a":{"b":[1,2.5,"x"]},"n":12,"s":"12","t":"2026-01-02 03:04:05","o":{},"z":null}'), 'hello'::varbyte)`);
});

afterAll(() => dialect.close());

/** Expression over `t`, and the value as text. */
const VALUES: readonly (readonly [string, string | null])[] = [
  // Numbers: https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_computations201.html
  ["i / s", "3"],
  ["i % s", "1"],
  ["10.0 / 3", "3.333333333333"],
  ["d * 2", "43.0"],
  ["-i + 1", "-6"],
  ["2 ^ 3", "8"],
  ["ROUND(2.567, 2)", "2.57"],
  ["TRUNC(2.567, 2)", "2.56"],
  ["MOD(i, 4)", "3"],
  ["STRTOL('ff', 16)", "255"],
  // Text: trailing blanks, NULL, lengths
  ["v = 'abc'", "t"],
  ["v IN ('x', 'abc')", "t"],
  ["LEN(v)", "5"],
  ["LEN(c)", "2"],
  ["OCTET_LENGTH('°')", "2"],
  ["'a' || NULL", null],
  ["CONCAT('a', 'b')", "ab"],
  ["CHARINDEX('l', 'hello')", "3"],
  ["SUBSTRING('caterpillar', 6, 4)", "pill"],
  ["SUBSTRING('caterpillar' FROM 6 FOR 4)", "pill"],
  ["POSITION('dog' IN 'fish, dog')", "7"],
  ["TRIM(BOTH 'x' FROM 'xxhixx')", "hi"],
  ["SPLIT_PART('a$b$c', '$', 2)", "b"],
  ["'caf\\'e'", "caf'e"],
  ["'°°'::VARCHAR(3)", "°"],
  ["REGEXP_SUBSTR('ab12cd', '[0-9]+')", "12"],
  ["REGEXP_SUBSTR('ab', '[0-9]+')", ""],
  ["REGEXP_REPLACE('a1b2', '[0-9]', '#')", "a#b#"],
  ["REGEXP_COUNT('a1b2', '[0-9]')", "2"],
  ["REGEXP_INSTR('a1b2', '[0-9]')", "2"],
  ["REGEXP_REPLACE('the fox', 'FOX', 'dog', 1, 'i')", "the dog"],
  ["'abc' ~ '^a'", "t"],
  // Anchors stand at the ends of lines: of LF, CR and FF
  ["'abc123\\nhello world' ~ '123$'", "t"],
  ["'x\\r12\\fy' ~ '^[0-9]+$'", "t"],
  ["'12\\n' !~ '[^0-9]'", "f"],
  ["'a\\nc' ~ 'a.c'", "t"],
  ["'(?' ~ '[(?]\\\\(?'", "t"],
  ["'abc' SIMILAR TO '(a|b)%'", "t"],
  // Conditionals
  ["NVL(NULL, 3)", "3"],
  ["NVL(NULLIF(d, d), 0)", "0.0"],
  ["CASE WHEN b THEN 1 ELSE 2.5 END", "1.0"],
  ["NVL2(NULL, 'x', 'y')", "y"],
  ["DECODE(NULL, NULL, 'none', 'some')", "none"],
  ["DECODE(2, 1, 'one', 2, 'two')", "two"],
  ["NULLIF(v, 'abc')", null],
  ["GREATEST(1, 2.5)", "2.5"],
  ["CASE i WHEN 7 THEN 'seven' END", "seven"],
  // Dates: https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html
  ["GETDATE()", "2026-11-23 12:00:00"],
  ["SYSDATE", "2026-11-23 12:00:00"],
  ["CURRENT_DATE", "2026-11-23"],
  ["DATEADD(hour, -24, GETDATE())", "2026-11-22 12:00:00"],
  ["DATEADD(month, 1, '2008-01-31'::date)", "2008-02-29 00:00:00"],
  ["DATEADD('m', 5, ts)", "2026-11-23 10:35:15.25"],
  ["DATEADD(qtr, 1, dt)", "2027-02-23 00:00:00"],
  ["DATEDIFF(hour, '2009-01-01 08:30', '2009-01-01 10:00')", "2"],
  ["DATEDIFF(year, '2008-12-31', '2009-01-01')", "1"],
  ["DATEDIFF(week, '2009-01-01', '2009-12-31')", "52"],
  ["DATEDIFF(qtr, '1998-07-01', '2008-05-26')", "39"],
  ["DATEDIFF(day, dt, GETDATE())", "0"],
  ["DATEDIFF(second, ts, GETDATE())", "5385"],
  ["DATE_TRUNC('hour', ts)", "2026-11-23 10:00:00"],
  ["DATE_TRUNC('week', ts)", "2026-11-23 00:00:00"],
  ["EXTRACT(second FROM ts)", "15"],
  ["DATE_PART(second, ts)", "15.25"],
  ["DATE_PART(dow, ts)", "1"],
  ["EXTRACT(epoch FROM ts)", "1795429815"],
  ["ADD_MONTHS('2008-02-29', 1)", "2008-03-31 00:00:00"],
  ["LAST_DAY(dt)", "2026-11-30"],
  ["NEXT_DAY(dt, 'Tuesday')", "2026-11-24"],
  ["NEXT_DAY(dt, 'Mon')", "2026-11-30"],
  ["MONTHS_BETWEEN('2026-03-31', '2026-02-28')", "1"],
  ["CONVERT_TIMEZONE('America/New_York', ts)", "2026-11-23 05:30:15.25"],
  ["TO_CHAR(ts, 'YYYY-MM-DD HH24:MI')", "2026-11-23 10:30"],
  ["TO_DATE('20261123', 'YYYYMMDD')", "2026-11-23"],
  ["TRUNC(ts)", "2026-11-23"],
  ["ts + INTERVAL '1 hour'", "2026-11-23 11:30:15.25"],
  ["dt + 1", "2026-11-24"],
  ["dt - DATE '2026-11-20'", "3"],
  ["ts > '2026-01-01'", "t"],
  // Casts
  ["TRY_CAST('x' AS INTEGER)", null],
  ["TRY_CAST('12' AS INTEGER)", "12"],
  ["TRY_CAST('2026-02-30' AS DATE)", null],
  ["TRY_CAST('99999.96' AS DECIMAL(6, 1))", null],
  ["CAST(12.345 AS DECIMAL(4, 1))", "12.3"],
  ["CONVERT(INTEGER, '5')", "5"],
  ["'TRUE'::BOOLEAN", "t"],
  // SUPER: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
  ["p.a.b[0]", "1"],
  ["p.a.b[2]::VARCHAR", "x"],
  ["p.a.b[2]", '"x"'],
  ["p.n::INTEGER + 1", "13"],
  ["p.s::INTEGER", "12"],
  ["p.o::VARCHAR", null],
  ["p.n::DATE", null],
  ["p.t::TIMESTAMP", "2026-01-02 03:04:05"],
  ["p.nothing.deeper", null],
  ["p.N", "12"],
  ["p.n > 11", "t"],
  ["p.n = '12'", "f"],
  ["p.s = '12'", "t"],
  ["p.n + 1", "13"],
  ["p.z IS NULL", "t"],
  ["JSON_PARSE('5')::BOOLEAN", "t"],
  ["JSON_PARSE('5.5')::BOOLEAN", null],
  ["JSON_TYPEOF(p.a)", "object"],
  ["GET_ARRAY_LENGTH(p.a.b)", "3"],
  ["IS_OBJECT(p.o)", "t"],
  ["JSON_SERIALIZE(p.a)", '{"b":[1,2.5,"x"]}'],
  ["JSON_SERIALIZE(OBJECT('k', ARRAY(1, 'x')))", '{"k":[1,"x"]}'],
  // JSON text
  ["JSON_EXTRACT_PATH_TEXT('{\"a\":{\"b\":\"x\"}}', 'a', 'b')", "x"],
  ["JSON_EXTRACT_PATH_TEXT('{\"a\":1}', 'A')", null],
  ["JSON_EXTRACT_PATH_TEXT('broken', 'a', TRUE)", null],
  ["IS_VALID_JSON('[1]')", "f"],
  ["CAN_JSON_PARSE('[1]')", "t"],
  ["CAN_JSON_PARSE('')", "f"],
  ["CAN_JSON_PARSE(NULL)", null],
  ['CAN_JSON_PARSE(\'{"a":1,"a":2}\')', "f"],
  // VARBYTE: https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html
  ["FROM_VARBYTE(bin, 'hex')", "68656c6c6f"],
  ["FROM_VARBYTE(bin, 'utf-8')", "hello"],
  ["FROM_VARBYTE(TO_VARBYTE('aGk=', 'base64'), 'utf8')", "hi"],
  ["TO_VARBYTE('0110000101100010', 'binary')::VARCHAR", "ab"],
  ["FROM_VARBYTE(SUBSTRING(bin, 2, 2), 'utf8')", "el"],
  ["bin = 'hello'::VARBYTE", "t"],
  ["CAN_JSON_PARSE(bin)", "f"],
];

test.each(VALUES)("%s over the table is %s", async (expression, expected) => {
  expect(await dialect.run(`SELECT ${expression} FROM t`)).toEqual([[expected]]);
});

/** What Redshift has not, or types it does not take, and the words. */
const REFUSALS: readonly (readonly [string, string])[] = [
  ["JSON_VALID(bin)", "42883 function json_valid(binary varying) does not exist"],
  [
    "JSON_EXTRACT_PATH_TEXT(bin, 'a')",
    '42883 function json_extract_path_text(binary varying, "unknown") does not exist',
  ],
  ["NOW()", "0A000 Specified types or functions (one per INFO message) not supported on Redshift tables."],
  ["CURRENT_TIMESTAMP", "0A000 Specified types or functions (one per INFO message) not supported on Redshift tables."],
  ["STRING_AGG(v, ',')", '42883 function string_agg(character varying, "unknown") does not exist'],
  ["ARRAY_AGG(i)", "42883 function array_agg(integer) does not exist"],
  ["COUNT(*) FILTER (WHERE b)", '42601 syntax error at or near "("'],
  ["i IS DISTINCT FROM 1", '42601 syntax error at or near "DISTINCT"'],
  ["p -> 'a'", '42883 operator does not exist: super -> "unknown"'],
  ["v.x", '42809 navigation on column "v" is not allowed as it is not SUPER type'],
  ["nothing", '42703 column "nothing" does not exist in t'],
  ["t.nothing", "42703 column t.nothing does not exist"],
  ["u.i", '42P01 missing FROM-clause entry for table "u"'],
  ["GETDATE", '42703 column "getdate" does not exist in t'],
  [
    "DATEDIFF(second, ts, ts AT TIME ZONE 'UTC')",
    '42883 function pg_catalog.date_diff("unknown", timestamp without time zone, timestamp with time zone) does not exist',
  ],
  ["DATEADD(fortnight, 1, ts)", '22023 invalid date part "fortnight" for DATEADD'],
  ["b::VARCHAR", "42846 cannot cast type boolean to character varying"],
  ["TRY_CAST(p.t AS TIMESTAMP)", "42846 TRY_CAST from super to timestamp without time zone is not supported"],
  ["v::JSONB", '42704 type "jsonb" does not exist'],
  ["v::GEOMETRY", "0A000 type GEOMETRY is not supported"],
  [
    "ARRAY[1, 2]",
    "0A000 an ARRAY[...] constructor (use the function ARRAY(...), which makes a SUPER) is not supported",
  ],
  ["GENERATE_SERIES(1, 3)", "42883 function generate_series(integer, integer) does not exist"],
  ["JSON_PARSE('x')", "22032 JSON parsing error"],
  ["JSON_EXTRACT_PATH_TEXT('x', 'a')", "22032 JSON parsing error"],
  ["CASE WHEN b THEN 1 ELSE v END", "42804 CASE types integer and character varying cannot be matched"],
  ["i + v", "42883 operator does not exist: integer + character varying"],
  // The very words of a cluster: https://github.com/sodadata/soda-core/issues/2269
  [
    "v ~ '^(?!DELIVERED|PENDING|CANCELLED).*$'",
    "2201B Invalid preceding regular expression prior to repetition operator. The error occurred while parsing the regular expression fragment: '^(?>>>HERE>>>!DELIVERED'.",
  ],
  ["b + 1", "42883 operator does not exist: boolean + integer"],
];

test.each(REFUSALS)("%s is refused: %s", async (expression, words) => {
  expect(await dialect.refusal(`SELECT ${expression} FROM t`)).toBe(words);
});

/** Expression, its type and the column's name. */
const TYPES: readonly (readonly [string, string, string])[] = [
  ["i / s", "integer", "?column?"],
  ["AVG(i)", "bigint", "avg"],
  ["AVG(d)", "decimal", "avg"],
  ["SUM(i)", "bigint", "sum"],
  ["COUNT(*)", "bigint", "count"],
  ["DATEADD(day, 1, dt)", "timestamp", "date_add"],
  ["DATEDIFF(day, dt, dt)", "bigint", "date_diff"],
  ["NVL(i, 0)", "integer", "coalesce"],
  ["p.a", "super", "a"],
  ["p.a::VARCHAR", "varchar", "a"],
  ["EXTRACT(hour FROM ts)", "integer", "date_part"],
  ["'x'", "varchar", "?column?"],
  ["JSON_PARSE('1')", "super", "json_parse"],
  ["SUBSTRING(bin, 1, 2)", "varbyte", "substring"],
];

test.each(TYPES)("%s has type %s and the name %s", (expression, type, name) => {
  const [column] = dialect.columns(`SELECT ${expression} FROM t`);
  expect([column?.type.name, column?.name]).toEqual([type, name]);
});

test("bytes of any kind are tested for JSON without an error, and only JSON is parsed", async () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['{"a":1}', '{"a":1}'],
    ['{"°":"\\\\n"}', '{"°":"\\n"}'],
    ["[1e400]", null],
    ["1e99999999", null],
    ["null", "null"],
    ["{", null],
  ];
  for (const [text, expected] of cases) {
    const bytes = `'${text}'::VARBYTE`;
    const [row] = await dialect.run(`SELECT CASE WHEN CAN_JSON_PARSE(${bytes}) THEN JSON_PARSE(${bytes}) END`);
    if (text !== "[1e400]") expect(row?.[0] ?? null).toBe(expected);
  }
  const [broken] = await dialect.run(
    "SELECT CAN_JSON_PARSE(TO_VARBYTE('22ff22', 'hex')), CAN_JSON_PARSE(TO_VARBYTE('22005c22', 'hex'))",
  );
  expect(broken).toEqual(["f", "f"]);
});
