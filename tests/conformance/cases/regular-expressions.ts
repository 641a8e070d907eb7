import type { ConformancePage } from "../conformance-case.ts";

const WORDS = "'passwd7 plain A1234 a1234'";
/** Words with a digit and a small letter, in Perl's dialect. */
const PERL = "'(?=[^ ]*[a-z])(?=[^ ]*[0-9])[^ ]+'";

const USERS = [
  "CREATE TABLE users (userid int, email varchar(100))",
  `INSERT INTO users VALUES (1, 'Etiam.laoreet.libero@sodalesMaurisblandit.edu'), (2, 'Suspendisse.tristique@nonnisiAenean.edu'),
   (3, 'amet.faucibus.ut@condimentumegetvolutpat.ca'), (4, 'sed@lacusUtnec.ca')`,
];

const POSIX_ERROR = "Invalid preceding regular expression prior to repetition operator";

/** Functions of regular expressions: POSIX without Perl's look-ahead, unless 'p' asks for it. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "REGEXP_COUNT",
    setup: USERS,
    cases: [
      {
        sql: "SELECT REGEXP_COUNT('abcdefghijklmnopqrstuvwxyz', '[a-z]{3}')",
        rows: [[8]],
        columns: ["regexp_count"],
        types: ["int4"],
      },
      {
        sql: String.raw`SELECT userid, REGEXP_COUNT(email, '@[^.]*\\.(org|edu)') FROM users ORDER BY userid`,
        rows: [
          [1, 1],
          [2, 1],
          [3, 0],
          [4, 0],
        ],
      },
      { sql: "SELECT REGEXP_COUNT('the fox', 'FOX', 1, 'i')", rows: [[1]] },
      { sql: "SELECT REGEXP_COUNT('the fox', 'FOX')", rows: [[0]] },
      { sql: "SELECT REGEXP_COUNT('the fox', 'FOX', 1, 'c')", rows: [[0]] },
      { sql: `SELECT REGEXP_COUNT(${WORDS}, ${PERL}, 1, 'p')`, rows: [[2]] },
      { sql: `SELECT REGEXP_COUNT(${WORDS}, ${PERL}, 1, 'ip')`, rows: [[3]] },
      { sql: `SELECT REGEXP_COUNT(${WORDS}, ${PERL})`, error: POSIX_ERROR },
      { sql: `SELECT REGEXP_COUNT(${WORDS}, ${PERL}, 1, 'i')`, error: POSIX_ERROR },
      { sql: "SELECT REGEXP_COUNT('ababab', 'ab', 3)", rows: [[2]] },
      {
        sql: "SELECT REGEXP_COUNT('aaa', 'a', 0), REGEXP_COUNT('aaa', 'a', -5), REGEXP_COUNT('aaa', 'a', 4)",
        rows: [[3, 3, 0]],
      },
      { sql: "SELECT REGEXP_COUNT('éa', 'a', 2)", rows: [[1]] },
      { sql: "SELECT REGEXP_COUNT('aaa', 'a', 1, 'x')", error: "invalid regular expression parameters" },
      { sql: "SELECT REGEXP_COUNT('aaa', 'a', 1, 'e')", error: "invalid regular expression parameters" },
      { sql: "SELECT REGEXP_COUNT(NULL, 'a'), REGEXP_COUNT('a', NULL)", rows: [[null, null]] },
      { sql: "SELECT REGEXP_COUNT(email, email) FROM users", error: "must be a valid UTF-8 literal" },
    ],
  },
  {
    page: "REGEXP_INSTR",
    setup: [
      ...USERS,
      "CREATE TABLE venue (venueid int, venuename varchar(50))",
      "INSERT INTO venue VALUES (8, 'The Home Depot Center'), (9, 'Dick''s Sporting Goods Park'), (12, 'Izod Center'), (15, 'Air Canada Centre')",
    ],
    cases: [
      {
        sql: "SELECT userid, REGEXP_INSTR(email, '@[^.]*') FROM users ORDER BY userid",
        rows: [
          [1, 21],
          [2, 22],
          [3, 17],
          [4, 4],
        ],
        columns: ["userid", "regexp_instr"],
        types: ["int4", "int4"],
      },
      {
        sql: "SELECT venuename, REGEXP_INSTR(venuename, '[cC]ent(er|re)$') FROM venue WHERE REGEXP_INSTR(venuename, '[cC]ent(er|re)$') > 0 ORDER BY venueid",
        rows: [
          ["The Home Depot Center", 16],
          ["Izod Center", 6],
          ["Air Canada Centre", 12],
        ],
      },
      { sql: "SELECT REGEXP_INSTR('the fox', 'FOX', 1, 1, 0, 'i')", rows: [[5]] },
      { sql: `SELECT REGEXP_INSTR(${WORDS}, ${PERL}, 1, 2, 0, 'p')`, rows: [[21]] },
      { sql: `SELECT REGEXP_INSTR(${WORDS}, ${PERL}, 1, 2, 0, 'ip')`, rows: [[15]] },
      { sql: `SELECT REGEXP_INSTR(${WORDS}, ${PERL}, 1, 2)`, error: POSIX_ERROR },
      { sql: "SELECT REGEXP_INSTR('abab', 'x')", rows: [[0]] },
      { sql: "SELECT REGEXP_INSTR('abab', 'b', 1, 2)", rows: [[4]] },
      { sql: "SELECT REGEXP_INSTR('abab', 'b', 1, 1, 1), REGEXP_INSTR('abab', 'b', 1, 1, 7)", rows: [[3, 3]] },
      { sql: "SELECT REGEXP_INSTR('abab', 'b', 0), REGEXP_INSTR('abab', 'b', 5)", rows: [[2, 0]] },
      { sql: "SELECT REGEXP_INSTR('abab', 'b', 1, 0), REGEXP_INSTR('abab', 'b', 1, 5)", rows: [[0, 0]] },
      { sql: "SELECT REGEXP_INSTR('xaby', 'a(b)', 1, 1, 0, 'e')", rows: [[3]] },
      { sql: "SELECT REGEXP_INSTR('xaby', 'ab', 1, 1, 0, 'e')", rows: [[2]] },
    ],
  },
  {
    page: "REGEXP_REPLACE",
    setup: USERS,
    cases: [
      {
        sql: String.raw`SELECT REGEXP_REPLACE(email, '@.*\\.(org|gov|com|edu|ca)$') FROM users ORDER BY userid`,
        rows: [["Etiam.laoreet.libero"], ["Suspendisse.tristique"], ["amet.faucibus.ut"], ["sed"]],
        columns: ["regexp_replace"],
        types: ["varchar"],
      },
      {
        sql: String.raw`SELECT REGEXP_REPLACE(email, '@.*\\.[[:alpha:]]{2,3}', '@internal.company.com') FROM users WHERE userid > 2 ORDER BY userid`,
        rows: [["amet.faucibus.ut@internal.company.com"], ["sed@internal.company.com"]],
      },
      { sql: "SELECT REGEXP_REPLACE('the fox', 'FOX', 'quick brown fox', 1, 'i')", rows: [["the quick brown fox"]] },
      {
        sql: `SELECT REGEXP_REPLACE(${WORDS}, ${PERL}, '[hidden]', 1, 'p')`,
        rows: [["[hidden] plain A1234 [hidden]"]],
      },
      {
        sql: `SELECT REGEXP_REPLACE(${WORDS}, ${PERL}, '[hidden]', 1, 'ip')`,
        rows: [["[hidden] plain [hidden] [hidden]"]],
      },
      { sql: `SELECT REGEXP_REPLACE(${WORDS}, ${PERL}, '[hidden]')`, error: POSIX_ERROR },
      { sql: "SELECT REGEXP_REPLACE('aXbX', 'X', '-')", rows: [["a-b-"]] },
      { sql: "SELECT REGEXP_REPLACE('aXbX', 'X', '-', 3)", rows: [["aXb-"]] },
      {
        sql: "SELECT REGEXP_REPLACE('aXbX', 'X', '-', 0), REGEXP_REPLACE('aXbX', 'X', '-', 5)",
        rows: [["a-b-", "aXbX"]],
      },
      { sql: "SELECT REGEXP_REPLACE('a', NULL, 'b'), REGEXP_REPLACE('a', 'a', NULL)", rows: [[null, null]] },
      { sql: "SELECT REGEXP_REPLACE('john smith', '([a-z]+) ([a-z]+)', '$2, $1')", rows: [["smith, john"]] },
      { sql: "SELECT REGEXP_REPLACE('aXb', 'X', email) FROM users WHERE userid = 4", rows: [["ased@lacusUtnec.cab"]] },
    ],
  },
  {
    page: "REGEXP_SUBSTR",
    setup: USERS,
    cases: [
      {
        sql: "SELECT REGEXP_SUBSTR(email, '@[^.]*') FROM users ORDER BY userid",
        rows: [["@sodalesMaurisblandit"], ["@nonnisiAenean"], ["@condimentumegetvolutpat"], ["@lacusUtnec"]],
        columns: ["regexp_substr"],
        types: ["varchar"],
      },
      { sql: "SELECT REGEXP_SUBSTR('the fox', 'FOX', 1, 1, 'i')", rows: [["fox"]] },
      {
        sql: "SELECT REGEXP_SUBSTR('THE SECRET CODE IS THE LOWERCASE PART OF 1931abc0EZ.', '[a-z]+', 1, 1, 'c')",
        rows: [["abc"]],
      },
      { sql: `SELECT REGEXP_SUBSTR(${WORDS}, ${PERL}, 1, 2, 'p')`, rows: [["a1234"]] },
      { sql: `SELECT REGEXP_SUBSTR(${WORDS}, ${PERL}, 1, 2, 'ip')`, rows: [["A1234"]] },
      { sql: `SELECT REGEXP_SUBSTR(${WORDS}, ${PERL}, 1, 2)`, error: POSIX_ERROR },
      {
        sql: String.raw`SELECT REGEXP_SUBSTR('This is a cat, this is a dog. This is a mouse.', 'this is a (\\w+)', 1, 2, 'ie')`,
        rows: [["dog"]],
      },
      { sql: String.raw`SELECT REGEXP_SUBSTR('a1b2', '(\\d)([a-z])', 1, 1, 'e')`, rows: [["1"]] },
      { sql: "SELECT REGEXP_SUBSTR('aaa', 'a+', 1, 1, 'e')", rows: [["aaa"]] },
      { sql: "SELECT REGEXP_SUBSTR('abc', 'x')", rows: [[""]] },
      { sql: "SELECT REGEXP_SUBSTR('aaa', 'a', 0), REGEXP_SUBSTR('aaa', 'a', 4)", rows: [["a", ""]] },
      { sql: "SELECT REGEXP_SUBSTR('aaa', 'a', 1, 0), REGEXP_SUBSTR('aaa', 'a', 1, 4)", rows: [[null, null]] },
    ],
  },
  {
    page: "pattern-matching-conditions-posix",
    setup: [
      "CREATE TABLE users (userid int, city varchar(30))",
      "INSERT INTO users VALUES (1, 'Agoura Hills'), (2, 'Benton Harbor'), (3, 'Ely'), (4, 'ada')",
    ],
    cases: [
      {
        sql: "SELECT 'abc' ~ 'abc', 'abc' ~ 'a', 'abc' ~ 'A'",
        rows: [[true, true, false]],
        types: ["bool", "bool", "bool"],
      },
      { sql: "SELECT 'abc' ~ '.*(b|d).*', 'abc' ~ '(b|c).*'", rows: [[true, true]] },
      { sql: "SELECT 'AbcAbcdefgefg12efgefg12' ~ '((Ab)?c)+d((efg)+(12))+'", rows: [[true]] },
      { sql: "SELECT 'aaaaaab11111xy' ~ 'a{6}.[1]{5}(x|y){2}'", rows: [[true]] },
      { sql: String.raw`SELECT '$0.87' ~ '\\$[0-9]+(\\.[0-9][0-9])?'`, rows: [[true]] },
      { sql: String.raw`SELECT 'ab c' ~ '[[:space:]]', 'ab c' ~ '\\s', ' ' ~ '\\S'`, rows: [[true, true, false]] },
      {
        sql: String.raw`SELECT 'a1' ~ '\\d', 'a1' ~ '^\\D', '_' ~ '\\w', '_' ~ '\\W'`,
        rows: [[true, true, true, false]],
      },
      { sql: "SELECT 'abc' !~ 'd', 'abc' !~ 'b'", rows: [[true, false]] },
      {
        sql: "SELECT DISTINCT city FROM users WHERE city ~ '.*E.*|.*H.*' ORDER BY city",
        rows: [["Agoura Hills"], ["Benton Harbor"], ["Ely"]],
      },
      { sql: String.raw`SELECT 'St. Pete Times Forum' ~ '.*\\..*', 'Izod Center' ~ '.*\\..*'`, rows: [[true, false]] },
      { sql: "SELECT 'é' ~ '[[:alnum:]]', 'e' ~ '[[:alnum:]]'", rows: [[false, true]] },
      {
        sql: "SELECT 'A' ~ '[[:upper:]]', 'A' ~ '[[:lower:]]', '5' ~ '[[:xdigit:]]', '!' ~ '[[:punct:]]'",
        rows: [[true, false, true, true]],
      },
      // A line's end is a character like any other, but to an anchor.
      {
        sql: "SELECT ('a' || CHR(13) || 'b') ~ 'a.b', ('a' || CHR(12) || 'b') ~ 'a[^0-9]b', CHR(13) ~ '[!-~]', ('a' || CHR(13) || 'b') ~ '^b$', ('a' || CHR(13) || 'b') ~ '^b[$]?'",
        rows: [[true, true, false, true, true]],
      },
      { sql: "SELECT 'ab' ~ '(?=a)'", error: POSIX_ERROR },
      { sql: "SELECT city FROM users WHERE city ~ city", error: "must be a valid UTF-8 literal" },
      { sql: "SELECT 5 ~ '5'", error: "operator does not exist" },
      { sql: "SELECT NULL ~ 'a'", rows: [[null]] },
      { sql: "SELECT 'abc' ~~ 'a%', 'abc' !~~ 'a%'", rows: [[true, false]] },
    ],
  },
];
