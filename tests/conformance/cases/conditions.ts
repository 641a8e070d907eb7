import type { ConformancePage } from "../conformance-case.ts";

const VENUE = [
  "CREATE TABLE venue (venueid smallint, venuename varchar(50), venuecity varchar(30), venuestate char(2), venueseats int)",
  `INSERT INTO venue VALUES (28, 'American Airlines Arena', 'Miami', 'FL', 0), (54, 'St. Pete Times Forum', 'Tampa', 'FL', 0),
   (83, 'FedExField', 'Landover', 'MD', 91704), (6, 'New York Giants Stadium', 'East Rutherford', 'NJ', 80242)`,
];

const SALES = [
  "CREATE TABLE sales (salesid int, dateid smallint, qtysold smallint, saletime timestamp)",
  "INSERT INTO sales VALUES (1, 1827, 4, '2008-01-01 06:06:00'), (2, 1828, 2, '2008-01-02 03:15:00'), (3, 1830, 1, '2008-01-03 00:00:00'), (4, 1900, 8, '2008-01-03 00:00:01')",
];

/** Conditions: comparisons, logic, ranges, patterns, NULL, EXISTS, IN. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_comparison_condition",
    setup: [
      ...VENUE,
      ...SALES,
      "CREATE TABLE users (userid int, likerock boolean, votes int)",
      "INSERT INTO users VALUES (1, NULL, NULL), (3, true, 5), (4, false, 0)",
    ],
    cases: [
      {
        sql: "SELECT venueid, venuename, venueseats FROM venue WHERE venueseats > 10000 ORDER BY venueseats DESC",
        rows: [
          [83, "FedExField", 91704],
          [6, "New York Giants Stadium", 80242],
        ],
      },
      {
        sql: "SELECT 1 < 2, 1 > 2, 1 <= 1, 1 >= 2, 1 = 1, 1 <> 1, 1 != 2",
        rows: [[true, false, true, false, true, false, true]],
      },
      { sql: "SELECT userid FROM users WHERE likerock = 't' ORDER BY 1", rows: [[3]] },
      { sql: "SELECT userid FROM users WHERE likerock IS unknown", rows: [[1]] },
      { sql: "SELECT userid FROM users WHERE votes IS true", rows: [[3]] },
      { sql: "SELECT userid FROM users WHERE votes IS false", rows: [[4]] },
      { sql: "SELECT userid FROM users WHERE votes IS unknown", rows: [[1]] },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold = ANY (SELECT qtysold FROM sales WHERE dateid = 1828)",
        rows: [[2]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold = SOME (SELECT qtysold FROM sales WHERE dateid = 1828)",
        rows: [[2]],
      },
      { sql: "SELECT salesid FROM sales WHERE qtysold > ANY (SELECT qtysold FROM sales)", error: "not supported" },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold <> ALL (SELECT qtysold FROM sales WHERE dateid < 1900)",
        rows: [[4]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold != ALL (SELECT qtysold FROM sales WHERE dateid < 1900)",
        rows: [[4]],
      },
      { sql: "SELECT salesid FROM sales WHERE qtysold >= ALL (SELECT qtysold FROM sales)", error: "not supported" },
      { sql: "SELECT MIN(qtysold) FROM sales HAVING MIN(qtysold) >= 1", rows: [[1]] },
      { sql: "SELECT 'A' = 'a', 'a' < 'b', 'B' < 'a'", rows: [[false, true, true]], source: "r_conditions" },
      { sql: "SELECT 1 = DATE '2008-01-01'", error: "operator does not exist: integer = date" },
      { sql: "SELECT true > 'x'::varchar", error: "operator does not exist" },
      { sql: "SELECT 1 IS DISTINCT FROM 2", error: "syntax error", source: "c_unsupported-postgresql-functions" },
      { sql: "SELECT 1 WHERE 5", error: "must be type boolean" },
    ],
  },
  {
    page: "r_logical_condition",
    setup: [
      "CREATE TABLE users (userid int, username char(8), likevegas boolean, likesports boolean)",
      "INSERT INTO users VALUES (1, 'JSG99FHE', true, true), (2, 'PGL08LJI', false, true), (3, 'IFT66TXU', NULL, false), (7, 'OWY35QYB', false, false)",
      "CREATE TABLE category (catid smallint, catgroup varchar(10), catname varchar(10))",
      "INSERT INTO category VALUES (1, 'Sports', 'MLB'), (2, 'Sports', 'NHL'), (6, 'Shows', 'Musicals')",
    ],
    cases: [
      {
        sql: "SELECT userid, username FROM users WHERE likevegas = 1 AND likesports = 1 ORDER BY userid",
        rows: [[1, "JSG99FHE"]],
      },
      { sql: "SELECT userid FROM users WHERE likevegas = 1 OR likesports = 1 ORDER BY userid", rows: [[1], [2]] },
      { sql: "SELECT userid FROM users WHERE likevegas = 0 ORDER BY userid", rows: [[2], [7]] },
      { sql: "SELECT catid FROM category WHERE NOT catid = 1 ORDER BY 1", rows: [[2], [6]] },
      { sql: "SELECT catid FROM category WHERE (NOT catid = 1) AND catgroup = 'Sports' ORDER BY catid", rows: [[2]] },
      { sql: "SELECT catid FROM category WHERE catid = 6 OR catid = 1 AND catname = 'NHL'", rows: [[6]] },
      { sql: "SELECT catid FROM category WHERE (catid = 6 OR catid = 1) AND catname = 'NHL'", rows: [] },
      {
        sql: "SELECT true AND true, true AND false, true AND NULL, false AND false, false AND NULL, NULL AND NULL",
        rows: [[true, false, null, false, false, null]],
      },
      {
        sql: "SELECT true OR true, true OR false, true OR NULL, false OR false, false OR NULL, NULL OR NULL",
        rows: [[true, true, true, false, null, null]],
      },
      { sql: "SELECT NOT true, NOT false, NOT NULL", rows: [[false, true, null]] },
      { sql: "SELECT NOT false AND false OR true", rows: [[true]] },
      { sql: "SELECT true AND 'a'::varchar", error: "must be type boolean" },
    ],
  },
  {
    page: "r_range_condition",
    setup: SALES,
    cases: [
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold BETWEEN 2 AND 4", rows: [[2]] },
      { sql: "SELECT MIN(dateid), MAX(dateid) FROM sales WHERE dateid BETWEEN 1827 AND 1830", rows: [[1827, 1830]] },
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold BETWEEN 4 AND 2", rows: [[0]] },
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold NOT BETWEEN 4 AND 2", rows: [[4]] },
      {
        sql: "SELECT salesid FROM sales WHERE saletime BETWEEN '2008-01-01' AND '2008-01-03' ORDER BY saletime ASC",
        rows: [[1], [2], [3]],
      },
      { sql: "SELECT 'b' BETWEEN 'a' AND 'c', NULL BETWEEN 1 AND 2, 1 BETWEEN NULL AND 2", rows: [[true, null, null]] },
      { sql: "SELECT 1 BETWEEN SYMMETRIC 2 AND 0", error: "syntax error" },
    ],
  },
  {
    page: "r_null_condition",
    setup: SALES,
    cases: [
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold IS NULL", rows: [[0]] },
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold IS NOT NULL", rows: [[4]] },
      { sql: "SELECT NULL IS NULL, '' IS NULL, 0 IS NOT NULL", rows: [[true, false, true]] },
      { sql: "SELECT NULL = NULL, NULL <> 1, NULL = 1", rows: [[null, null, null]], source: "r_Nulls" },
      { sql: "SELECT 1 + NULL, NULL / 2, -NULL::int", rows: [[null, null, null]], source: "r_Nulls" },
      { sql: "SELECT COUNT(*) FROM sales WHERE NULL = NULL", rows: [[0]], source: "r_Nulls" },
    ],
  },
  {
    page: "r_exists_condition",
    setup: [...SALES, 'CREATE TABLE "date" (dateid smallint)', `INSERT INTO "date" VALUES (1827), (1829), (1830)`],
    cases: [
      {
        sql: `SELECT dateid FROM "date" WHERE EXISTS (SELECT 1 FROM sales WHERE "date".dateid = sales.dateid) ORDER BY dateid`,
        rows: [[1827], [1830]],
      },
      {
        sql: `SELECT dateid FROM "date" WHERE NOT EXISTS (SELECT 1 FROM sales WHERE "date".dateid = sales.dateid)`,
        rows: [[1829]],
      },
    ],
  },
  {
    page: "r_in_condition",
    setup: [...SALES, ...VENUE],
    cases: [
      { sql: "SELECT salesid FROM sales WHERE qtysold IN (2, 4, 5) ORDER BY 1", rows: [[1], [2]] },
      { sql: "SELECT 'Oct' IN ('Oct', 'Nov'), 'Mon' NOT IN ('Oct', 'Nov')", rows: [[true, true]] },
      {
        sql: "SELECT NULL IN (1, 2), 3 IN (1, NULL), 1 IN (1, NULL), 3 NOT IN (1, NULL)",
        rows: [[null, null, true, null]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE dateid IN (SELECT dateid FROM sales WHERE qtysold > 3) ORDER BY 1",
        rows: [[1], [4]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE dateid IN (SELECT dateid, qtysold FROM sales)",
        error: "subquery has too many columns",
      },
      {
        sql: "SELECT salesid FROM sales WHERE salesid IN (1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23) ORDER BY 1",
        rows: [[1], [3]],
      },
      { sql: "SELECT 1 IN ('a')", error: 'invalid input syntax for integer: "a"' },
      {
        sql: "SELECT venueid FROM venue WHERE (venuecity, venuestate) IN (('Miami', 'FL'), ('Tampa', 'FL')) ORDER BY venueid",
        rows: [[28], [54]],
        source: "r_expression_lists",
      },
      {
        sql: "SELECT venueid FROM venue WHERE (venuecity, venuestate) IN (('Miami', 'FL', 'x'))",
        error: "unequal number of entries",
        source: "r_expression_lists",
      },
    ],
  },
  {
    page: "r_patternmatching_condition_like",
    setup: [
      "CREATE TABLE users (city varchar(30), lastname varchar(20), code char(5))",
      "INSERT INTO users VALUES ('East Hartford', 'Wooten', 'ab'), ('Brea', 'Smith', 'abcde'), ('Ocean City', 'Christensen', 'x_y')",
    ],
    cases: [
      {
        sql: "SELECT 'abc' LIKE 'abc', 'abc' LIKE 'a%', 'abc' LIKE '_B_', 'abc' ILIKE '_B_', 'abc' LIKE 'c%'",
        rows: [[true, true, false, true, false]],
      },
      { sql: "SELECT DISTINCT city FROM users WHERE city LIKE 'E%' ORDER BY city", rows: [["East Hartford"]] },
      {
        sql: "SELECT DISTINCT lastname FROM users WHERE lastname LIKE '%ten%' ORDER BY lastname",
        rows: [["Christensen"], ["Wooten"]],
      },
      {
        sql: "SELECT DISTINCT city FROM users WHERE city ILIKE '__EA%' ORDER BY city",
        rows: [["Brea"], ["Ocean City"]],
      },
      { sql: String.raw`SELECT 'start_time' LIKE '%start\\_%', 'starttime' LIKE '%start\\_%'`, rows: [[true, false]] },
      {
        sql: "SELECT 'start_time' LIKE '%start^_%' ESCAPE '^', 'starttime' LIKE '%start^_%' ESCAPE '^'",
        rows: [[true, false]],
      },
      { sql: "SELECT '50%' LIKE '50#%' ESCAPE '#', '501' LIKE '50#%' ESCAPE '#'", rows: [[true, false]] },
      { sql: "SELECT 'abc' NOT LIKE 'a%', 'ABC' NOT ILIKE 'a%'", rows: [[false, false]] },
      {
        sql: "SELECT code LIKE 'ab', RTRIM(code::varchar) LIKE 'ab', code::varchar LIKE 'ab' FROM users WHERE city = 'East Hartford'",
        rows: [[false, true, true]],
      },
      { sql: "SELECT 'abc ' LIKE 'abc', 'abc ' LIKE 'abc_'", rows: [[false, true]] },
      { sql: "SELECT 'É' ILIKE 'é', LOWER('É') LIKE LOWER('é')", rows: [[false, true]] },
      { sql: "SELECT NULL LIKE 'a', 'a' LIKE NULL", rows: [[null, null]] },
      { sql: "SELECT 'a' LIKE 'a' ESCAPE 'xy'", error: "invalid escape string" },
      { sql: "SELECT 'a'::varbyte LIKE 'a'", error: "operator does not exist" },
    ],
  },
  {
    page: "pattern-matching-conditions-similar-to",
    setup: [
      "CREATE TABLE users (city varchar(30))",
      "INSERT INTO users VALUES ('Agoura Hills'), ('Ely'), ('ada')",
      "CREATE TABLE event (eventname varchar(30))",
      "INSERT INTO event VALUES ('Das Rheingold'), ('The Ring'), ('Die Walkure')",
    ],
    cases: [
      {
        sql: "SELECT 'abc' SIMILAR TO 'abc', 'abc' SIMILAR TO '_b_', 'abc' SIMILAR TO '_A_'",
        rows: [[true, true, false]],
      },
      { sql: "SELECT 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO '(b|c)%'", rows: [[true, false]] },
      { sql: "SELECT 'AbcAbcdefgefg12efgefg12' SIMILAR TO '((Ab)?c)+d((efg)+(12))+'", rows: [[true]] },
      { sql: "SELECT 'aaaaaab11111xy' SIMILAR TO 'a{6}_[0-9]{5}(x|y){2}'", rows: [[true]] },
      { sql: "SELECT '$0.87' SIMILAR TO '$[0-9]+(.[0-9][0-9])?'", rows: [[true]] },
      {
        sql: "SELECT DISTINCT city FROM users WHERE city SIMILAR TO '%E%|%H%' ORDER BY city",
        rows: [["Agoura Hills"], ["Ely"]],
      },
      {
        sql: String.raw`SELECT 'start_time' SIMILAR TO '%start\\_%', 'starttime' SIMILAR TO '%start\\_%'`,
        rows: [[true, false]],
      },
      { sql: "SELECT 'start_time' SIMILAR TO '%start^_%' ESCAPE '^'", rows: [[true]] },
      { sql: "SELECT 'abc' NOT SIMILAR TO 'abc'", rows: [[false]] },
      {
        sql: "SELECT COUNT(*) FROM event WHERE eventname SIMILAR TO '%(Ring|Die)%'",
        rows: [[2]],
        source: "pattern-matching-conditions",
      },
      {
        sql: "SELECT COUNT(*) FROM event WHERE eventname ~ '.*(Ring|Die).*'",
        rows: [[2]],
        source: "pattern-matching-conditions",
      },
    ],
  },
];
