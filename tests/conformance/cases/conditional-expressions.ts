import type { ConformancePage } from "../conformance-case.ts";

/** CASE, COALESCE, DECODE, GREATEST, LEAST, NULLIF, NVL, NVL2: values, types, names of columns. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CASE_function",
    setup: [
      "CREATE TABLE venue (venueid int, venuecity varchar(30))",
      "INSERT INTO venue VALUES (1, 'New York City'), (2, 'Los Angeles')",
      "CREATE TABLE sales (pricepaid decimal(8,2))",
      "INSERT INTO sales VALUES (12624.00), (10000.00), (9996.00)",
    ],
    cases: [
      {
        sql: "SELECT venuecity, CASE venuecity WHEN 'New York City' THEN 'Big Apple' ELSE 'other' END FROM venue ORDER BY venueid DESC",
        rows: [
          ["Los Angeles", "other"],
          ["New York City", "Big Apple"],
        ],
        columns: ["venuecity", "case"],
        types: ["varchar", "varchar"],
      },
      {
        sql: "SELECT pricepaid, CASE WHEN pricepaid < 10000 THEN 'group 1' WHEN pricepaid > 10000 THEN 'group 2' ELSE 'group 3' END FROM sales ORDER BY 1 DESC",
        rows: [
          ["12624.00", "group 2"],
          ["10000.00", "group 3"],
          ["9996.00", "group 1"],
        ],
        columns: ["pricepaid", "case"],
      },
      { sql: "SELECT CASE WHEN 1 = 2 THEN 'x' END", rows: [[null]] },
      { sql: "SELECT CASE 'a' WHEN 'a  ' THEN 1 END", rows: [[1]] },
      { sql: "SELECT CASE WHEN true THEN 1 ELSE 2.5 END", rows: [["1.0"]], types: ["numeric"] },
      { sql: "SELECT CASE WHEN true THEN 1 ELSE 'a' END", error: 'invalid input syntax for integer: "a"' },
      { sql: "SELECT CASE WHEN true THEN DATE '2008-01-01' ELSE 5 END", error: "cannot be matched" },
      { sql: "SELECT CASE WHEN 5 THEN 1 END", error: "must be type boolean" },
      { sql: "SELECT (CASE WHEN true THEN 1 END)::smallint", rows: [[1]], columns: ["int2"] },
      { sql: "SELECT CASE END", error: "syntax error" },
    ],
  },
  {
    page: "r_NVL_function",
    setup: [
      "CREATE TABLE datetable (start_date date, end_date date)",
      "INSERT INTO datetable VALUES ('2008-06-01', '2008-12-31'), (NULL, '2008-12-31'), ('2008-12-31', NULL)",
      "CREATE TABLE booking_info (booking_id int, booking_code character(8), check_in date, check_out date, funds_collected numeric(12,2))",
      `INSERT INTO booking_info VALUES (1, 'OCEAN_WV', '2023-02-01', '2023-02-03', 100.00), (2, 'OCEAN_WV', '2023-04-22', '2023-04-26', 120.00),
       (3, 'DSRT_SUN', '2023-03-13', '2023-03-16', 125.00), (5, 'DSRT_SUN', '2023-07-10', NULL, NULL)`,
    ],
    cases: [
      {
        sql: "SELECT COALESCE(NULL, 12, NULL)",
        rows: [[12]],
        columns: ["coalesce"],
        types: ["int4"],
        source: "r_COALESCE",
      },
      { sql: "SELECT COALESCE(NULL, 'Amazon Redshift', NULL)", rows: [["Amazon Redshift"]], types: ["varchar"] },
      {
        sql: "SELECT COALESCE(NULL, 'Amazon Redshift', 12)",
        error: 'invalid input syntax for integer: "Amazon Redshift"',
      },
      {
        sql: "SELECT NVL(start_date, end_date) FROM datetable ORDER BY 1",
        rows: [["2008-06-01"], ["2008-12-31"], ["2008-12-31"]],
        columns: ["coalesce"],
        types: ["date"],
      },
      {
        sql: "SELECT COALESCE(start_date, end_date) FROM datetable ORDER BY 1",
        rows: [["2008-06-01"], ["2008-12-31"], ["2008-12-31"]],
      },
      {
        sql: "SELECT NVL(SUM(funds_collected), 0.0) AS sumresult FROM booking_info WHERE booking_id > 100",
        rows: [["0.00"]],
      },
      {
        sql: "SELECT COALESCE(check_out, check_in) FROM booking_info ORDER BY check_out",
        rows: [["2023-02-03"], ["2023-03-16"], ["2023-04-26"], ["2023-07-10"]],
      },
      { sql: "SELECT COALESCE(funds_collected, 0) FROM booking_info WHERE booking_id = 5", rows: [["0.00"]] },
      { sql: "SELECT COALESCE(booking_code, 5) FROM booking_info", error: "cannot be matched" },
      { sql: "SELECT NVL(NULL, NULL)", rows: [[null]] },
      { sql: "SELECT COALESCE(1, 1/0)", rows: [[1]] },
    ],
  },
  {
    page: "r_DECODE_expression",
    setup: [
      "CREATE TABLE datetable (caldate date, month char(5))",
      "INSERT INTO datetable VALUES ('2008-06-01', 'JUN'), ('2008-06-02', 'JUN')",
      "CREATE TABLE category (catid smallint, catname varchar(10))",
      "INSERT INTO category VALUES (1, 'MLB'), (2, 'NHL'), (6, 'Musicals')",
      "CREATE TABLE venue (venuename varchar(30), venuestate char(2), venueseats int)",
      "INSERT INTO venue VALUES ('INVESCO Field', 'CO', 76125), ('Ballys Hotel', 'NV', NULL)",
    ],
    cases: [
      {
        sql: "SELECT DECODE(caldate, '2008-06-01', 'June 1st, 2008') FROM datetable WHERE month = 'JUN' ORDER BY caldate",
        rows: [["June 1st, 2008"], [null]],
        columns: ["case"],
      },
      {
        sql: "SELECT catid, DECODE(catname, 'NHL', 'National Hockey League', 'MLB', 'Major League Baseball', 'Unknown') FROM category ORDER BY catid",
        rows: [
          [1, "Major League Baseball"],
          [2, "National Hockey League"],
          [6, "Unknown"],
        ],
        columns: ["catid", "case"],
      },
      {
        sql: "SELECT venuename, venuestate, DECODE(venueseats, NULL, 0, 1) FROM venue WHERE venuestate IN ('NV', 'CO') ORDER BY 2, 3, 1",
        rows: [
          ["INVESCO Field", "CO", 1],
          ["Ballys Hotel", "NV", 0],
        ],
      },
      { sql: "SELECT DECODE(NULL, NULL, 'both'), DECODE('a', 'b', 1)", rows: [["both", null]] },
      { sql: "SELECT DECODE(5, 5, 1, 'x')", error: 'invalid input syntax for integer: "x"' },
      { sql: "SELECT DECODE('a', 'b')", error: "function decode" },
      { sql: "SELECT DECODE(NULL::int, NULL, 1234, '2345')", rows: [[1234]], types: ["int4"], source: "r_NVL2" },
    ],
  },
  {
    page: "r_GREATEST_LEAST",
    setup: [
      "CREATE TABLE users (firstname varchar(20), lastname varchar(20))",
      "INSERT INTO users VALUES ('Lars', 'Ratliff'), ('Reagan', 'Hodge'), ('Colton', 'Roy')",
    ],
    cases: [
      {
        sql: "SELECT firstname, lastname, GREATEST(firstname, lastname) FROM users ORDER BY 3",
        rows: [
          ["Lars", "Ratliff", "Ratliff"],
          ["Reagan", "Hodge", "Reagan"],
          ["Colton", "Roy", "Roy"],
        ],
        columns: ["firstname", "lastname", "greatest"],
      },
      {
        sql: "SELECT LEAST(3, 1, 2), GREATEST(3, 1, 2)",
        rows: [[1, 3]],
        columns: ["least", "greatest"],
        types: ["int4", "int4"],
      },
      { sql: "SELECT GREATEST(NULL, 1), LEAST(NULL, 5, NULL), GREATEST(NULL, NULL)", rows: [[1, 5, null]] },
      { sql: "SELECT GREATEST(1, 2.5)", rows: [["2.5"]], types: ["numeric"] },
      { sql: "SELECT LEAST(DATE '2008-06-01', DATE '2008-01-01')", rows: [["2008-01-01"]], types: ["date"] },
      { sql: "SELECT GREATEST(1, 'a')", error: 'invalid input syntax for integer: "a"' },
      { sql: "SELECT GREATEST(1, DATE '2008-01-01')", error: "cannot be matched" },
    ],
  },
  {
    page: "r_NVL2",
    setup: [
      "CREATE TABLE users (firstname varchar(20), lastname varchar(20), email varchar(30), phone varchar(20))",
      "INSERT INTO users VALUES ('Aphrodite', 'Acevedo', NULL, '(906) 632-4407'), ('Caldwell', 'Acevedo', 'Nunc.sollicitudin@Duisac.ca', NULL)",
    ],
    cases: [
      {
        sql: "SELECT (firstname + ' ' + lastname) AS name, NVL2(email, email, phone) AS contact_info FROM users WHERE lastname LIKE 'A%' ORDER BY lastname, firstname",
        rows: [
          ["Aphrodite Acevedo", "(906) 632-4407"],
          ["Caldwell Acevedo", "Nunc.sollicitudin@Duisac.ca"],
        ],
      },
      { sql: "SELECT NVL2(NULL::int, '2345', 1234)", rows: [["1234"]], types: ["varchar"] },
      { sql: "SELECT NVL2(1, NULL, 'a'), NVL2(NULL, 5, NULL)", rows: [[null, null]], types: ["varchar", "int4"] },
      { sql: "SELECT NVL2(1, 1::smallint, 2::bigint)", rows: [[1]], types: ["int8"] },
      {
        sql: "SELECT NVL2(1, DATE '2008-01-01', TIMESTAMP '2008-06-01 01:00:00')",
        rows: [["2008-01-01 00:00:00"]],
        types: ["timestamp"],
      },
      { sql: "SELECT NVL2('x', 'a'::char(3), 'bcd'::varchar(5))", rows: [["a  "]], types: ["bpchar"] },
      { sql: "SELECT NVL2(1, 5, 'x')", error: 'invalid input syntax for integer: "x"' },
      { sql: "SELECT NVL2(1, 2)", error: "function nvl2" },
    ],
  },
  {
    page: "r_NULLIF_function",
    setup: [
      "CREATE TABLE sales (salesid int, listid int)",
      "INSERT INTO sales VALUES (1, 1), (2, 4), (3, 5)",
      "CREATE TABLE category (catid smallint, catgroup varchar(10), catname varchar(10), catdesc varchar(50))",
      "INSERT INTO category VALUES (0, '', 'Special', 'Special')",
      "CREATE TABLE nulliftest (c1 char(2), c2 char(2))",
      "INSERT INTO nulliftest VALUES ('a', 'a '), ('b', 'b')",
    ],
    cases: [
      {
        sql: "SELECT NULLIF(listid, salesid), salesid FROM sales WHERE salesid < 10 ORDER BY 1, 2 DESC",
        rows: [
          [4, 2],
          [5, 3],
          [null, 1],
        ],
        columns: ["listid", "salesid"],
        types: ["int4", "int4"],
      },
      {
        sql: "SELECT NULLIF(catgroup, '') FROM category WHERE catdesc = 'Special'",
        rows: [[null]],
        columns: ["catgroup"],
      },
      { sql: "SELECT NULLIF(c1, c2) FROM nulliftest", rows: [[null], [null]], columns: ["c1"] },
      { sql: "SELECT NULLIF('   ', ''), NULLIF('a', 'b'), NULLIF(NULL, 1)", rows: [[null, "a", null]] },
      { sql: "SELECT NULLIF(1, 'a')", error: 'invalid input syntax for integer: "a"' },
      { sql: "SELECT NULLIF(1)", error: "function nullif" },
    ],
  },
];
