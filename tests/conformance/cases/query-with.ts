import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

/** WITH, WITH RECURSIVE and CONNECT BY. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_WITH_clause",
    setup: [...TICKIT.venue, ...TICKIT.sales, ...TICKIT.date, ...TICKIT.event, ...TICKIT.employee],
    cases: [
      {
        sql: "WITH copied AS (SELECT * FROM venue) SELECT venueid, venuecity FROM copied ORDER BY 1 LIMIT 2",
        rows: [
          [1, "San Diego"],
          [2, "San Francisco"],
        ],
      },
      {
        sql: `WITH event_sales AS (SELECT eventname, SUM(pricepaid) AS total FROM sales, event WHERE sales.eventid = event.eventid GROUP BY eventname),
              top_events AS (SELECT eventname FROM event_sales WHERE total > 500)
              SELECT eventname, SUM(qtysold) FROM sales, event
              WHERE sales.eventid = event.eventid AND eventname IN (SELECT eventname FROM top_events) GROUP BY 1 ORDER BY 1`,
        rows: [
          ["Macbeth", 3],
          ["Mamma Mia!", 4],
        ],
      },
      {
        sql: "WITH w(a, b) AS (SELECT venueid, venuecity FROM venue) SELECT a, b FROM w WHERE a = 4",
        rows: [[4, "Denver"]],
        columns: ["a", "b"],
      },
      {
        sql: "WITH w(a) AS (SELECT venueid, venuecity FROM venue) SELECT a, venuecity FROM w WHERE a = 4",
        rows: [[4, "Denver"]],
      },
      {
        sql: "WITH w(a, b, c) AS (SELECT venueid, venuecity FROM venue) SELECT * FROM w",
        error: "2 columns available but 3 columns specified",
      },
      {
        sql: "WITH w1 AS (SELECT * FROM w2), w2 AS (SELECT * FROM w1) SELECT * FROM sales",
        error: 'relation "w2" does not exist',
      },
      { sql: "WITH w AS (SELECT 1 AS a), w AS (SELECT 2 AS a) SELECT * FROM w", error: '"w" specified more than once' },
      { sql: "WITH w AS (SELECT 1 AS a) SELECT COUNT(*) FROM sales", rows: [[4]] },
      { sql: "WITH a AS (WITH b AS (SELECT 1 AS x) SELECT x FROM b) SELECT x FROM a", error: "WITH" },
      { sql: "WITH a AS (SELECT 1 AS x INTO kept) SELECT x FROM a", error: "INTO" },
      {
        sql: `SELECT caldate, SUM(pricepaid) AS daysales,
                (WITH holidays AS (SELECT * FROM date WHERE holiday = 't')
                 SELECT SUM(pricepaid) FROM sales JOIN holidays ON sales.dateid = holidays.dateid) AS holidaysales
              FROM sales JOIN date ON sales.dateid = date.dateid WHERE caldate IN ('2008-02-18', '2008-06-08') GROUP BY caldate ORDER BY caldate`,
        rows: [
          ["2008-02-18", "728.00", "728.00"],
          ["2008-06-08", "175.00", "728.00"],
        ],
        columns: ["caldate", "daysales", "holidaysales"],
      },
      {
        sql: `SELECT caldate, (WITH holidays AS (SELECT * FROM date WHERE holiday = 't') SELECT COUNT(*) FROM holidays) AS n
              FROM sales JOIN holidays ON sales.dateid = holidays.dateid`,
        error: 'relation "holidays" does not exist',
      },
      {
        sql: "SELECT COUNT(*) FROM (WITH w AS (SELECT eventid FROM sales) SELECT DISTINCT eventid FROM w) AS q",
        rows: [[3]],
      },
      {
        sql: "SELECT eventid FROM event WHERE eventid IN (WITH w AS (SELECT eventid FROM sales) SELECT eventid FROM w) ORDER BY 1",
        rows: [[4337], [7872], [8647]],
      },
      { sql: "WITH w AS (SELECT 1 AS x) SELECT * FROM w a, w b", rows: [[1, 1]] },
      { sql: "WITH w AS MATERIALIZED (SELECT 1 AS x) SELECT * FROM w", error: "syntax error" },
      { sql: "CREATE TABLE kept AS WITH w AS (SELECT eventid FROM sales) SELECT DISTINCT eventid FROM w", done: true },
      { sql: "SELECT COUNT(*) FROM kept", rows: [[3]] },
      { sql: "CREATE VIEW seen AS WITH w AS (SELECT eventid FROM sales) SELECT COUNT(*) AS n FROM w", done: true },
      { sql: "SELECT n FROM seen", rows: [[4]] },
      { sql: "INSERT INTO kept WITH w AS (SELECT 1 AS eventid) SELECT eventid FROM w", done: true },
      { sql: "SELECT COUNT(*) FROM kept", rows: [[4]] },
      {
        sql: `WITH RECURSIVE john_org(id, name, manager_id, level) AS (
                SELECT id, name, manager_id, 1 AS level FROM employee WHERE name = 'John'
                UNION ALL
                SELECT e.id, e.name, e.manager_id, level + 1 FROM employee e, john_org j WHERE e.manager_id = j.id AND level < 4)
              SELECT DISTINCT id, name, manager_id FROM john_org ORDER BY manager_id, id, name`,
        rows: [
          [101, "John", 100],
          [102, "Jorge", 101],
          [103, "Kwaku", 101],
          [110, "Liu", 101],
          [106, "Mateo", 102],
          [201, "Sofía", 102],
          [104, "Paulo", 103],
          [105, "Richard", 103],
          [110, "Nikki", 103],
          [120, "Saanvi", 104],
          [200, "Shirley", 104],
          [205, "Zhang", 104],
        ],
        columns: ["id", "name", "manager_id"],
      },
      {
        sql: "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT SUM(n), COUNT(*) FROM t",
        rows: [[15, 5]],
      },
      {
        sql: "WITH RECURSIVE t(n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, s || 'b' FROM t WHERE n < 3) SELECT n, s FROM t ORDER BY n DESC LIMIT 2",
        rows: [
          [3, "abb"],
          [2, "ab"],
        ],
      },
      {
        sql: "WITH RECURSIVE base(x) AS (SELECT 2), t(n) AS (SELECT x FROM base UNION ALL SELECT n * 2 FROM t WHERE n < 10) SELECT n FROM t ORDER BY n",
        rows: [[2], [4], [8], [16]],
      },
      {
        sql: "WITH RECURSIVE t(d) AS (SELECT '2024-01-30'::DATE UNION ALL SELECT d + 1 FROM t WHERE d < '2024-02-02') SELECT COUNT(*), MAX(d) FROM t",
        rows: [[4, "2024-02-02"]],
      },
      {
        sql: "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t",
        error: "Exceeded recursive CTE max rows limit.",
      },
      {
        sql: "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t",
        error: "column",
      },
      {
        sql: "WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t",
        error: "UNION ALL",
      },
      {
        sql: "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5 ORDER BY 1) SELECT n FROM t",
        error: "ORDER BY",
      },
      {
        sql: "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5 LIMIT 2) SELECT n FROM t",
        error: "LIMIT",
      },
      {
        sql: "WITH t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t",
        error: 'relation "t" does not exist',
      },
      {
        sql: "SELECT n FROM (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t) AS q",
        error: "WITH RECURSIVE",
      },
      {
        sql: "CREATE VIEW numbers AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t",
        done: true,
      },
      { sql: "SELECT MAX(n) FROM numbers", rows: [[5]] },
    ],
  },
  {
    page: "r_CONNECT_BY_clause",
    setup: [
      ...TICKIT.employee,
      "CREATE TABLE ring (id INTEGER, next INTEGER)",
      "INSERT INTO ring VALUES (1, 2), (2, 1)",
    ],
    cases: [
      {
        sql: "SELECT id, name, manager_id FROM employee WHERE LEVEL < 4 START WITH name = 'John' CONNECT BY PRIOR id = manager_id",
        rows: [
          [101, "John", 100],
          [102, "Jorge", 101],
          [103, "Kwaku", 101],
          [110, "Liu", 101],
          [201, "Sofía", 102],
          [106, "Mateo", 102],
          [110, "Nikki", 103],
          [104, "Paulo", 103],
          [105, "Richard", 103],
        ],
        unordered: true,
      },
      {
        sql: "SELECT COUNT(*) FROM employee \"start\" CONNECT BY PRIOR id = manager_id START WITH name = 'John'",
        rows: [[12]],
      },
      {
        sql: "SELECT COUNT(*) FROM employee AS start CONNECT BY PRIOR id = manager_id START WITH name = 'John'",
        rows: [[12]],
      },
      { sql: "SELECT COUNT(*) FROM employee START WITH name = 'John' CONNECT BY manager_id = PRIOR id", rows: [[12]] },
      {
        sql: "SELECT LEVEL, COUNT(*) FROM employee START WITH name = 'John' CONNECT BY PRIOR id = manager_id GROUP BY LEVEL ORDER BY LEVEL",
        rows: [
          [1, 1],
          [2, 3],
          [3, 5],
          [4, 3],
        ],
        columns: ["level", "count"],
      },
      {
        sql: "SELECT name, PRIOR name AS boss FROM employee WHERE LEVEL = 4 START WITH name = 'John' CONNECT BY PRIOR id = manager_id ORDER BY 1",
        rows: [
          ["Saanvi", "Paulo"],
          ["Shirley", "Paulo"],
          ["Zhang", "Paulo"],
        ],
      },
      {
        sql: "SELECT COUNT(*) FROM employee START WITH name = 'John' CONNECT BY PRIOR id = manager_id AND LEVEL <= 2",
        rows: [[4]],
      },
      {
        sql: "SELECT e.name FROM employee e WHERE e.name LIKE 'S%' START WITH e.manager_id IS NULL CONNECT BY PRIOR e.id = e.manager_id ORDER BY 1",
        rows: [["Saanvi"], ["Shirley"], ["Sofía"]],
      },
      { sql: "SELECT COUNT(*) FROM employee CONNECT BY PRIOR id = manager_id AND LEVEL < 3", rows: [[25]] },
      { sql: "SELECT id FROM employee START WITH id = 101 CONNECT BY id = manager_id", error: "PRIOR" },
      { sql: "SELECT PRIOR id FROM employee", error: "PRIOR" },
      { sql: "SELECT id FROM employee START WITH id = 101", error: "syntax error" },
      { sql: "SELECT id FROM ring START WITH id = 1 CONNECT BY PRIOR next = id", error: "recursive" },
      {
        sql: "SELECT name FROM (SELECT * FROM employee WHERE id < 120) e WHERE LEVEL = 2 START WITH name = 'John' CONNECT BY PRIOR id = manager_id ORDER BY 1",
        rows: [["Jorge"], ["Kwaku"], ["Liu"]],
      },
    ],
  },
];
