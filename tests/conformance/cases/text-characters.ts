import type { ConformancePage } from "../conformance-case.ts";

const CATEGORY = [
  "CREATE TABLE category (catid smallint, catgroup varchar(10), catname varchar(10), catdesc varchar(50))",
  `INSERT INTO category VALUES (1, 'Sports', 'MLB', 'Major League Baseball'), (6, 'Shows', 'Musicals', 'Musical theatre'),
   (7, 'Shows', 'Plays', 'All non-musical theatre'), (10, 'Concerts', 'Jazz', 'All jazz singers and bands')`,
];

/** Characters of a text: their codes, their case, their order, what replaces them. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_ASCII",
    cases: [
      { sql: "SELECT ASCII('amazon')", rows: [[97]], columns: ["ascii"], types: ["int4"] },
      { sql: "SELECT ASCII('Amazon')", rows: [[65]] },
      { sql: "SELECT ASCII('')", rows: [[0]] },
      { sql: "SELECT ASCII(NULL)", rows: [[null]] },
      { sql: "SELECT ASCII('漢字')", rows: [[28450]] },
    ],
  },
  {
    page: "r_BPCHARCMP",
    setup: [
      "CREATE TABLE users (userid int, firstname varchar(20), lastname varchar(20))",
      "INSERT INTO users VALUES (1, 'Rafael', 'Taylor'), (2, 'Vladimir', 'Humphrey'), (62, 'Chase', 'Chase')",
    ],
    cases: [
      {
        sql: "SELECT userid, BPCHARCMP(firstname, lastname) FROM users ORDER BY 1",
        rows: [
          [1, -1],
          [2, 1],
          [62, 0],
        ],
        columns: ["userid", "bpcharcmp"],
        types: ["int4", "int4"],
      },
      { sql: "SELECT userid FROM users WHERE BPCHARCMP(firstname, lastname) = 0", rows: [[62]] },
      { sql: "SELECT BPCHARCMP('a', NULL)", rows: [[null]] },
      { sql: "SELECT BTTEXT_PATTERN_CMP('b', 'a')", rows: [[1]], source: "r_BTTEXT_PATTERN_CMP" },
      { sql: "SELECT BTTEXT_PATTERN_CMP('a', 'é')", rows: [[-1]], source: "r_BTTEXT_PATTERN_CMP" },
    ],
  },
  {
    page: "r_CHR",
    cases: [
      { sql: "SELECT CHR(65)", rows: [["A"]], columns: ["chr"] },
      { sql: "SELECT 1 WHERE SUBSTRING('Adriana', 1, 1) = CHR(65)", rows: [[1]] },
      { sql: "SELECT CHR(300), CHR(-1), CHR(NULL)", rows: [[null, null, null]] },
      { sql: "SELECT CHR('A')", error: "invalid input syntax for integer" },
    ],
  },
  {
    page: "r_CONCAT",
    setup: [
      "CREATE TABLE venue (venuename varchar(100), venuecity varchar(30), venuestate char(2), venueseats int)",
      "INSERT INTO venue VALUES ('Ballys Hotel', 'Las Vegas', 'NV', NULL), ('Bank of America Stadium', 'Charlotte', 'NC', 73298), ('Arrowhead Stadium', 'Kansas City', 'MO', 79451)",
    ],
    cases: [
      {
        sql: "SELECT CONCAT('December 25, ', '2008')",
        rows: [["December 25, 2008"]],
        columns: ["concat"],
        types: ["varchar"],
      },
      {
        sql: "SELECT 'December 25, ' || '2008'",
        rows: [["December 25, 2008"]],
        columns: ["?column?"],
        types: ["varchar"],
      },
      { sql: "SELECT CONCAT('Thursday, ', CONCAT('December 25, ', '2008'))", rows: [["Thursday, December 25, 2008"]] },
      {
        sql: "SELECT CONCAT(venuename, CONCAT(' seats ', NVL(venueseats, 0))) AS seating FROM venue WHERE venuestate IN ('NV', 'NC') ORDER BY 1",
        rows: [["Ballys Hotel seats 0"], ["Bank of America Stadium seats 73298"]],
      },
      { sql: "SELECT CONCAT(venuecity, venuestate) FROM venue WHERE venueseats > 75000", rows: [["Kansas CityMO"]] },
      {
        sql: "SELECT CONCAT(CONCAT(venuecity, ', '), venuestate) FROM venue WHERE venueseats > 75000",
        rows: [["Kansas City, MO"]],
      },
      { sql: "SELECT CONCAT('abc'::varbyte, 'def'::varbyte)", rows: [["616263646566"]], types: ["varbyte"] },
      { sql: "SELECT CONCAT('a', NULL)", rows: [[null]] },
      { sql: "SELECT NULL || 'a'", rows: [[null]], source: "r_concat_op" },
      { sql: "SELECT CONCAT('a', 'b', 'c')", error: "function concat" },
      { sql: "SELECT CONCAT('a')", error: "function concat" },
      { sql: "SELECT CONCAT(true, 'a')", error: "does not exist" },
      {
        sql: "SELECT venuename || ' seats ' || NVL(venueseats, 0) FROM venue WHERE venuestate = 'NV'",
        rows: [["Ballys Hotel seats 0"]],
        source: "r_concat_op",
      },
      { sql: "SELECT 'Aaron' || ' ' || 'Banks'", rows: [["Aaron Banks"]], source: "r_concat_op" },
    ],
  },
  {
    page: "r_INITCAP",
    setup: CATEGORY,
    cases: [
      {
        sql: "SELECT catid, INITCAP(catdesc) FROM category ORDER BY 1",
        rows: [
          [1, "Major League Baseball"],
          [6, "Musical Theatre"],
          [7, "All Non-Musical Theatre"],
          [10, "All Jazz Singers And Bands"],
        ],
        columns: ["catid", "initcap"],
        types: ["int2", "varchar"],
      },
      { sql: "SELECT INITCAP('MLB')", rows: [["Mlb"]] },
      { sql: "SELECT INITCAP('urna.Ut@egetdictumplacerat.edu')", rows: [["Urna.Ut@Egetdictumplacerat.Edu"]] },
      { sql: "SELECT INITCAP('a_b c/d e''f')", rows: [["A_B C/D E'F"]] },
      { sql: "SELECT INITCAP(NULL)", rows: [[null]] },
    ],
  },
  {
    page: "r_LOWER",
    setup: CATEGORY,
    cases: [
      {
        sql: "SELECT LOWER(catname) FROM category ORDER BY catid LIMIT 2",
        rows: [["mlb"], ["musicals"]],
        columns: ["lower"],
      },
      { sql: "SELECT LOWER('ÀÉ')", rows: [["àé"]] },
      { sql: "SELECT LOWER('AB'::char(2))", rows: [["ab"]], types: ["bpchar"] },
      { sql: "SELECT LOWER('AB'::varchar(2))", rows: [["ab"]], types: ["varchar"] },
      {
        sql: "SELECT UPPER(catname) FROM category ORDER BY catid LIMIT 2",
        rows: [["MLB"], ["MUSICALS"]],
        source: "r_UPPER",
      },
      { sql: "SELECT UPPER('àé'), UPPER(NULL)", rows: [["ÀÉ", null]], source: "r_UPPER" },
      { sql: "SELECT UPPER('ab'::char(2))", rows: [["AB"]], types: ["bpchar"], source: "r_UPPER" },
      { sql: "SELECT UPPER(true)", error: "function upper(boolean) does not exist", source: "r_UPPER" },
    ],
  },
  {
    page: "r_QUOTE_IDENT",
    setup: CATEGORY,
    cases: [
      {
        sql: "SELECT catid, QUOTE_IDENT(catname) FROM category ORDER BY 1 LIMIT 2",
        rows: [
          [1, '"MLB"'],
          [6, '"Musicals"'],
        ],
        columns: ["catid", "quote_ident"],
      },
      { sql: "SELECT QUOTE_IDENT('name')", rows: [["name"]] },
      { sql: "SELECT QUOTE_IDENT('two words')", rows: [['"two words"']] },
      { sql: `SELECT QUOTE_IDENT('a"b')`, rows: [['"a""b"']] },
    ],
  },
  {
    page: "r_QUOTE_LITERAL",
    setup: CATEGORY,
    cases: [
      {
        sql: "SELECT QUOTE_LITERAL(catid), catname FROM category ORDER BY 1, 2",
        rows: [
          ["'1'", "MLB"],
          ["'10'", "Jazz"],
          ["'6'", "Musicals"],
          ["'7'", "Plays"],
        ],
        columns: ["quote_literal", "catname"],
      },
      { sql: "SELECT QUOTE_LITERAL('it''s')", rows: [["'it''s'"]] },
      { sql: String.raw`SELECT QUOTE_LITERAL('a\\b')`, rows: [[String.raw`'a\\b'`]] },
    ],
  },
  {
    page: "r_REPEAT",
    setup: CATEGORY,
    cases: [
      {
        sql: "SELECT catid, REPEAT(catid, 3) FROM category ORDER BY 1",
        rows: [
          [1, "111"],
          [6, "666"],
          [7, "777"],
          [10, "101010"],
        ],
        columns: ["catid", "repeat"],
      },
      { sql: "SELECT REPEAT('ab', 2)", rows: [["abab"]], types: ["varchar"] },
      { sql: "SELECT REPLICATE('ab', 2)", rows: [["abab"]], source: "r_REPLICATE" },
      { sql: "SELECT REPEAT('ab', NULL)", rows: [[null]] },
    ],
  },
  {
    page: "r_REPLACE",
    setup: CATEGORY,
    cases: [
      {
        sql: "SELECT catid, REPLACE(catgroup, 'Shows', 'Theatre') FROM category ORDER BY 1",
        rows: [
          [1, "Sports"],
          [6, "Theatre"],
          [7, "Theatre"],
          [10, "Concerts"],
        ],
        columns: ["catid", "replace"],
        types: ["int2", "varchar"],
      },
      { sql: "SELECT REPLACE('a', NULL, 'b'), REPLACE('a', 'a', NULL)", rows: [[null, null]] },
      { sql: "SELECT REPLACE('aXbXc', 'X', '')", rows: [["abc"]] },
    ],
  },
  {
    page: "r_REVERSE",
    cases: [
      { sql: "SELECT REVERSE('abcde')", rows: [["edcba"]], columns: ["reverse"], types: ["varchar"] },
      { sql: "SELECT REVERSE(172456)", rows: [["654271"]] },
      { sql: "SELECT REVERSE(172456)::varchar", rows: [["654271"]], columns: ["reverse"] },
      { sql: "SELECT REVERSE('ab'::char(5))", rows: [["ba"]] },
      { sql: "SELECT REVERSE(DATE '2008-01-02')", rows: [["20-10-8002"]] },
      { sql: "SELECT REVERSE('Άμ')", rows: [["μΆ"]] },
    ],
  },
  {
    page: "r_TRANSLATE",
    cases: [
      {
        sql: "SELECT TRANSLATE('mint tea', 'inea', 'osin')",
        rows: [["most tin"]],
        columns: ["translate"],
        types: ["varchar"],
      },
      {
        sql: "SELECT TRANSLATE('arcu.Curabitur@senectusetnetus.com', '@', '.')",
        rows: [["arcu.Curabitur.senectusetnetus.com"]],
      },
      { sql: "SELECT TRANSLATE('St. Marys', ' .', '_')", rows: [["St_Marys"]] },
      {
        sql: "SELECT TRANSLATE('a', NULL, 'b'), TRANSLATE(NULL, 'a', 'b'), TRANSLATE('a', 'a', NULL)",
        rows: [[null, null, null]],
      },
    ],
  },
  {
    page: "SOUNDEX",
    cases: [
      { sql: "SELECT SOUNDEX('Amazon')", rows: [["A525"]], columns: ["soundex"], types: ["varchar"] },
      { sql: "SELECT SOUNDEX('AWS Amazon')", rows: [["A252"]] },
      { sql: "SELECT SOUNDEX('+-*/%')", rows: [[""]] },
      { sql: "SELECT SOUNDEX('amazon'), SOUNDEX('A'), SOUNDEX(NULL)", rows: [["A525", "A000", null]] },
    ],
  },
  {
    page: "DIFFERENCE",
    cases: [
      { sql: "SELECT DIFFERENCE('Amazon', '+-*/%')", rows: [[0]], columns: ["difference"], types: ["int4"] },
      { sql: "SELECT DIFFERENCE('AC/DC', 'Ay See Dee See')", rows: [[4]] },
      { sql: "SELECT DIFFERENCE('+', '-')", rows: [[1]] },
      { sql: "SELECT DIFFERENCE('Amazon', 'Amazon')", rows: [[4]] },
    ],
  },
];
