import type { ConformancePage } from "../conformance-case.ts";

const EVENTS = [
  "CREATE TABLE event (eventid int, eventname varchar(200))",
  "INSERT INTO event VALUES (1, 'Gotterdammerung'), (2, 'Boris Godunov'), (3, 'Salome'), (4, 'La Cenerentola (Cinderella)'), (1002, 'The King and I')",
];

/** Places in a text and pieces of it; all count characters from 1, OCTETINDEX bytes. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CHARINDEX",
    setup: ["CREATE TABLE sales (commission decimal(8,2))", "INSERT INTO sales VALUES (1000.05), (28.05), (1893.60)"],
    cases: [
      { sql: "SELECT CHARINDEX('dog', 'fish')", rows: [[0]], columns: ["charindex"], types: ["int4"] },
      { sql: "SELECT CHARINDEX('fish', 'dogfish')", rows: [[4]] },
      {
        sql: "SELECT CHARINDEX('.', commission), COUNT(CHARINDEX('.', commission)) FROM sales WHERE CHARINDEX('.', commission) > 4 GROUP BY CHARINDEX('.', commission)",
        rows: [[5, 2]],
        columns: ["charindex", "count"],
      },
      { sql: "SELECT CHARINDEX('ζ', 'Άμαζον')", rows: [[4]] },
      { sql: "SELECT POSITION('dog' IN 'fish')", rows: [[0]], columns: ["position"], source: "r_POSITION" },
      { sql: "SELECT POSITION('fish' IN 'dogfish')", rows: [[4]], types: ["int4"], source: "r_POSITION" },
      {
        sql: "SELECT POSITION('.' IN commission) FROM sales WHERE commission > 1500",
        rows: [[5]],
        source: "r_POSITION",
      },
      {
        sql: "SELECT POSITION(LOWER('B') IN 'abc'), POSITION('b' || 'c' IN 'abcd')",
        rows: [[2, 2]],
        source: "r_POSITION",
      },
      { sql: "SELECT POSITION(NULL IN 'abc')", rows: [[null]], source: "r_POSITION" },
      { sql: "SELECT STRPOS('dogfish', 'fist')", rows: [[0]], columns: ["strpos"], source: "r_STRPOS" },
      { sql: "SELECT STRPOS('dogfish', 'fish')", rows: [[4]], types: ["int4"], source: "r_STRPOS" },
      {
        sql: "SELECT STRPOS(commission, '.') FROM sales ORDER BY commission",
        rows: [[3], [5], [5]],
        source: "r_STRPOS",
      },
      { sql: "SELECT STRPOS('a', NULL), STRPOS(NULL, 'a')", rows: [[null, null]], source: "r_STRPOS" },
    ],
  },
  {
    page: "OCTETINDEX",
    cases: [
      { sql: "SELECT OCTETINDEX('AWS', 'Amazon AWS')", rows: [[8]], columns: ["octetindex"], types: ["int4"] },
      { sql: "SELECT OCTETINDEX('AWS', 'Άμαζον AWS')", rows: [[14]] },
      { sql: "SELECT OCTETINDEX('x', 'abc')", rows: [[0]] },
    ],
  },
  {
    page: "r_LEFT",
    setup: EVENTS,
    cases: [
      {
        sql: "SELECT LEFT(eventname, 5), RIGHT(eventname, 5) FROM event WHERE eventid = 1002",
        rows: [["The K", "and I"]],
        columns: ["left", "right"],
        types: ["varchar", "varchar"],
      },
      { sql: "SELECT LEFT('Άμαζον', 2), RIGHT('Άμαζον', 2)", rows: [["Άμ", "ον"]] },
      { sql: "SELECT LEFT('abc', 9), RIGHT('abc', 9)", rows: [["abc", "abc"]] },
      { sql: "SELECT LEFT(12345, 2)", rows: [["12"]] },
    ],
  },
  {
    page: "r_LPAD",
    setup: EVENTS,
    cases: [
      {
        sql: "SELECT LPAD(eventname, 20) FROM event WHERE eventid BETWEEN 1 AND 5 ORDER BY 1",
        rows: [["              Salome"], ["       Boris Godunov"], ["     Gotterdammerung"], ["La Cenerentola (Cind"]],
        columns: ["lpad"],
        unordered: true,
      },
      {
        sql: "SELECT RPAD(eventname, 20, '0123456789') FROM event WHERE eventid BETWEEN 1 AND 5 ORDER BY 1",
        rows: [["Boris Godunov0123456"], ["Gotterdammerung01234"], ["La Cenerentola (Cind"], ["Salome01234567890123"]],
        columns: ["rpad"],
        types: ["varchar"],
      },
      { sql: "SELECT LPAD('abc', -1), RPAD('abc', -1)", rows: [["", ""]] },
      { sql: "SELECT LPAD('Ά', 3, 'μ')", rows: [["μμΆ"]] },
      { sql: "SELECT LPAD('abc', NULL)", rows: [[null]] },
    ],
  },
  {
    page: "r_SUBSTRING",
    setup: [
      "CREATE TABLE listing (listid int, listtime timestamp)",
      "INSERT INTO listing VALUES (1, '2008-01-24 06:43:29'), (3, '2008-11-01 07:35:33')",
    ],
    cases: [
      {
        sql: "SELECT SUBSTRING('abc', NULL), SUBSTRING('abc', 1, NULL), SUBSTRING(NULL, 1)",
        rows: [[null, null, null]],
      },
      { sql: "SELECT SUBSTRING('caterpillar', 6, 4)", rows: [["pill"]], columns: ["substring"], types: ["varchar"] },
      { sql: "SELECT SUBSTRING('caterpillar', 6, 8)", rows: [["pillar"]] },
      { sql: "SELECT SUBSTRING('caterpillar', -2, 6)", rows: [["cat"]] },
      { sql: "SELECT SUBSTRING('caterpillar', 0, 4)", rows: [["cat"]] },
      { sql: "SELECT SUBSTRING('caterpillar', -5, 4)", rows: [[""]] },
      { sql: "SELECT SUBSTRING('caterpillar', 6, -1)", error: "negative substring length not allowed" },
      { sql: "SELECT SUBSTRING('caterpillar' FROM 6 FOR 4)", rows: [["pill"]] },
      { sql: "SELECT SUBSTRING('caterpillar' FROM 6)", rows: [["pillar"]] },
      {
        sql: "SELECT listid, SUBSTRING(listtime, 6, 2) AS month FROM listing ORDER BY 1",
        rows: [
          [1, "01"],
          [3, "11"],
        ],
      },
      { sql: "SELECT SUBSTRING(listtime FROM 6 FOR 2) AS month FROM listing WHERE listid = 3", rows: [["11"]] },
      { sql: "SELECT CAST('Fourscore and seven' AS varchar(5))", rows: [["Fours"]], columns: ["varchar"] },
      { sql: "SELECT SUBSTRING('abc'::varbyte, -3)", rows: [["616263"]], types: ["varbyte"] },
      { sql: "SELECT SUBSTRING('abc'::varbyte, 1)", rows: [["616263"]] },
      { sql: "SELECT SUBSTRING('abc'::varbyte, 3)", rows: [["63"]] },
      { sql: "SELECT SUBSTRING('abc'::varbyte, 2, 10)", rows: [["6263"]] },
      { sql: "SELECT SUBSTRING('abc'::varbyte, 2, 1)", rows: [["62"]] },
      { sql: "SELECT SUBSTRING('Άμαζον', 2, 3)", rows: [["μαζ"]] },
      { sql: "SELECT SUBSTR('caterpillar', 6, 4)", rows: [["pill"]], source: "r_SUBSTR" },
      { sql: "SELECT SUBSTR('caterpillar', 6)", rows: [["pillar"]], source: "r_SUBSTR" },
    ],
  },
  {
    page: "SPLIT_PART",
    setup: [
      "CREATE TABLE listing (listid int, listtime timestamp)",
      "INSERT INTO listing VALUES (1, '2008-03-05 12:25:29'), (2, '2008-09-09 08:03:36'), (3, '2008-09-26 05:43:12')",
    ],
    cases: [
      {
        sql: "SELECT SPLIT_PART(listtime, '-', 1) AS year, SPLIT_PART(listtime, '-', 2) AS month, SPLIT_PART(SPLIT_PART(listtime, '-', 3), ' ', 1) AS day FROM listing ORDER BY listid",
        rows: [
          ["2008", "03", "05"],
          ["2008", "09", "09"],
          ["2008", "09", "26"],
        ],
      },
      {
        sql: "SELECT SPLIT_PART(listtime, '-', 2) AS month, COUNT(*) FROM listing GROUP BY SPLIT_PART(listtime, '-', 2) ORDER BY 1, 2",
        rows: [
          ["03", 1],
          ["09", 2],
        ],
      },
      { sql: "SELECT SPLIT_PART('abc$def$ghi', '$', 2)", rows: [["def"]], columns: ["split_part"], types: ["varchar"] },
      { sql: "SELECT SPLIT_PART('abc$def$ghi', '$', 4)", rows: [[""]] },
      { sql: "SELECT SPLIT_PART('abc', '#', 1), SPLIT_PART('abc', '#', 2)", rows: [["abc", ""]] },
      { sql: "SELECT SPLIT_PART('abc', '$', 0)", error: "field position must be greater than zero" },
      { sql: "SELECT SPLIT_PART('abc$def', '$', -1)", error: "field position must be greater than zero" },
      { sql: "SELECT SPLIT_PART('a,b'::char(3), ',', 1)", rows: [["a"]], types: ["bpchar"] },
    ],
  },
  {
    page: "r_TRIM",
    cases: [
      { sql: `SELECT TRIM('"' FROM '"dog"')`, rows: [["dog"]], columns: ["btrim"] },
      { sql: `SELECT TRIM(BOTH '"' FROM '"dog"')`, rows: [["dog"]] },
      { sql: "SELECT TRIM('  dog ')", rows: [["dog"]], columns: ["btrim"] },
      { sql: "SELECT TRIM(BOTH FROM '  dog ')", rows: [["dog"]] },
      { sql: "SELECT TRIM('Dick''s Park', 'CDG')", rows: [["ick's Park"]], columns: ["btrim"], source: "r_LTRIM" },
      {
        sql: "SELECT LTRIM(TIMESTAMP '2008-08-15 02:08:13', '2008-')",
        rows: [["15 02:08:13"]],
        columns: ["ltrim"],
        source: "r_LTRIM",
      },
      { sql: "SELECT LTRIM('2008-01-24 06:43:29', '2008-')", rows: [["1-24 06:43:29"]], source: "r_LTRIM" },
      { sql: "SELECT LTRIM('  a ')", rows: [["a "]], source: "r_LTRIM" },
      { sql: "SELECT LTRIM('xxab'::char(4), 'x')", rows: [["ab"]], types: ["bpchar"], source: "r_LTRIM" },
      {
        sql: "SELECT RTRIM('CommunityAmerica Ballpark', 'Park')",
        rows: [["CommunityAmerica Ballp"]],
        columns: ["rtrim"],
        source: "r_RTRIM",
      },
      { sql: "SELECT RTRIM('The Home Depot Center', 'Park')", rows: [["The Home Depot Cente"]], source: "r_RTRIM" },
      { sql: "SELECT RTRIM('Toyota Park', 'Park')", rows: [["Toyota "]], source: "r_RTRIM" },
      { sql: "SELECT RTRIM('abc'::char(5), 'c')", rows: [["ab"]], types: ["bpchar"], source: "r_RTRIM" },
      {
        sql: "SELECT BTRIM('     abc    ')",
        rows: [["abc"]],
        columns: ["btrim"],
        types: ["varchar"],
        source: "r_BTRIM",
      },
      { sql: "SELECT BTRIM('xyzaxyzbxyzcxyz', 'xyz')", rows: [["axyzbxyzc"]], source: "r_BTRIM" },
      { sql: "SELECT BTRIM(NULL), BTRIM('a', NULL)", rows: [[null, null]], source: "r_BTRIM" },
    ],
  },
];
