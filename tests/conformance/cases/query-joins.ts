import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

/** FROM, joins, and the operator (+). */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_FROM_clause30",
    setup: [
      ...TICKIT.sales,
      ...TICKIT.listing,
      "CREATE TABLE l (id INTEGER, a VARCHAR(5), n INTEGER)",
      "INSERT INTO l VALUES (1, 'x', 10), (2, 'y', 20), (NULL, 'z', 30)",
      "CREATE TABLE r (id BIGINT, b VARCHAR(5), n INTEGER)",
      "INSERT INTO r VALUES (2, 'p', 20), (3, 'q', 30), (NULL, 's', 40)",
      "CREATE TABLE other (k INTEGER)",
      "INSERT INTO other VALUES (7), (8)",
      "CREATE SCHEMA join_place",
      "CREATE TABLE join_place.here AS SELECT * FROM l",
    ],
    cases: [
      { sql: "SELECT COUNT(*) FROM sales s, listing l WHERE s.listid = l.listid", rows: [[4]] },
      { sql: "SELECT COUNT(*) FROM sales, listing", rows: [[20]] },
      { sql: "SELECT COUNT(*) FROM sales *", rows: [[4]] },
      { sql: "SELECT x.c2 FROM l AS x (c1, c2) WHERE x.c1 = 2", rows: [["y"]] },
      { sql: "SELECT c1, n FROM l x(c1) WHERE c1 = 2", rows: [[2, 20]] },
      { sql: "SELECT p, q FROM (SELECT 1, 2) AS t (p, q)", rows: [[1, 2]], columns: ["p", "q"] },
      { sql: "SELECT one FROM (SELECT 1 AS one)", rows: [[1]] },
      { sql: "SELECT COUNT(*) FROM (SELECT id FROM l ORDER BY id LIMIT 1) t", rows: [[1]] },
      { sql: "SELECT l.id, r.id FROM l JOIN r ON l.id = r.id", rows: [[2, 2]] },
      { sql: "SELECT l.id, r.b FROM l INNER JOIN r ON l.id = r.id AND r.n > 5", rows: [[2, "p"]] },
      {
        sql: "SELECT l.a, r.b FROM l LEFT JOIN r ON l.id = r.id ORDER BY 1",
        rows: [
          ["x", null],
          ["y", "p"],
          ["z", null],
        ],
      },
      {
        sql: "SELECT l.a, r.b FROM l LEFT OUTER JOIN r ON l.id = r.id ORDER BY 1",
        rows: [
          ["x", null],
          ["y", "p"],
          ["z", null],
        ],
      },
      {
        sql: "SELECT l.a, r.b FROM l RIGHT JOIN r ON l.id = r.id ORDER BY 2",
        rows: [
          ["y", "p"],
          [null, "q"],
          [null, "s"],
        ],
      },
      {
        sql: "SELECT l.a, r.b FROM l FULL OUTER JOIN r ON l.id = r.id ORDER BY 1, 2",
        rows: [
          ["x", null],
          ["y", "p"],
          ["z", null],
          [null, "q"],
          [null, "s"],
        ],
      },
      { sql: "SELECT COUNT(*) FROM l CROSS JOIN r", rows: [[9]] },
      { sql: "SELECT * FROM l JOIN r USING (id)", rows: [[2, "y", 20, "p", 20]], columns: ["id", "a", "n", "b", "n"] },
      { sql: "SELECT * FROM l NATURAL JOIN r", rows: [[2, 20, "y", "p"]], columns: ["id", "n", "a", "b"] },
      {
        sql: "SELECT id, l.id, r.id FROM l FULL JOIN r USING (id) WHERE id IS NOT NULL ORDER BY id",
        rows: [
          [1, 1, null],
          [2, 2, 2],
          [3, null, 3],
        ],
      },
      { sql: "SELECT id, a, b FROM l RIGHT JOIN r USING (id) WHERE id = 3", rows: [[3, null, "q"]] },
      {
        sql: "SELECT id, a, b FROM l NATURAL LEFT JOIN r ORDER BY a",
        rows: [
          [1, "x", null],
          [2, "y", "p"],
          [null, "z", null],
        ],
      },
      { sql: "SELECT COUNT(*) FROM l NATURAL JOIN other", rows: [[6]] },
      { sql: "SELECT id FROM l JOIN r ON l.id = r.id", error: 'column reference "id" is ambiguous' },
      {
        sql: "SELECT 1 FROM l JOIN r USING (a)",
        error: 'column "a" specified in USING clause does not exist in right table',
      },
      { sql: "SELECT 1 FROM l JOIN r", error: "syntax error" },
      { sql: "SELECT 1 FROM l, l", error: 'table name "l" specified more than once' },
      { sql: "SELECT 1 FROM l JOIN r ON SUM(l.id) = 1", error: "aggregates not allowed in JOIN conditions" },
      { sql: "SELECT 1 FROM nosuch", error: 'relation "nosuch" does not exist' },
      { sql: "SELECT 1 FROM public.nosuch", error: 'relation "public.nosuch" does not exist' },
      { sql: "SELECT 1 FROM nosuch.l", error: "nosuch" },
      { sql: "SELECT here.a FROM join_place.here WHERE join_place.here.id = 1", rows: [["x"]] },
      { sql: "SELECT a FROM dev.join_place.here WHERE id = 1", rows: [["x"]] },
      { sql: "SELECT a FROM otherdb.public.l", error: "otherdb" },
      { sql: "SELECT l.a FROM l AS x", error: 'missing FROM-clause entry for table "l"' },
      {
        sql: "SELECT l.a, o.k FROM l JOIN r ON l.id = r.id CROSS JOIN other o ORDER BY 2",
        rows: [
          ["y", 7],
          ["y", 8],
        ],
      },
      { sql: "SELECT a FROM l, LATERAL (SELECT 1) q", error: "LATERAL" },
      { sql: "SELECT * FROM (VALUES (1), (2)) AS t(a)", error: "syntax error" },
      { sql: "VALUES (1, 2)", error: "syntax error" },
      { sql: "SELECT * FROM GENERATE_SERIES(1, 3)", error: "generate_series" },
      { sql: "SELECT * FROM l TABLESAMPLE BERNOULLI (10)", error: "syntax error" },
      { sql: "SELECT * FROM ONLY l", error: "syntax error" },
      { sql: "SELECT * FROM l FOR UPDATE", error: "FOR UPDATE" },
    ],
  },
  {
    page: "r_Join_examples",
    setup: [...TICKIT.sales, ...TICKIT.listing, ...TICKIT.category, ...TICKIT.event],
    cases: [
      {
        sql: "SELECT listing.listid, SUM(pricepaid) AS price, SUM(commission) AS comm FROM listing, sales WHERE listing.listid = sales.listid GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "728.00", "109.20"],
          [4, "76.00", "11.40"],
          [5, "525.00", "78.75"],
        ],
      },
      {
        sql: "SELECT listing.listid, SUM(pricepaid) AS price FROM listing LEFT OUTER JOIN sales ON sales.listid = listing.listid GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "728.00"],
          [2, null],
          [3, null],
          [4, "76.00"],
          [5, "525.00"],
        ],
      },
      {
        sql: "SELECT listing.listid, SUM(pricepaid) AS price FROM listing RIGHT OUTER JOIN sales ON sales.listid = listing.listid GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "728.00"],
          [4, "76.00"],
          [5, "525.00"],
        ],
      },
      {
        sql: "SELECT listing.listid, SUM(pricepaid) AS price FROM listing FULL JOIN sales ON sales.listid = listing.listid GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "728.00"],
          [2, null],
          [3, null],
          [4, "76.00"],
          [5, "525.00"],
        ],
      },
      {
        sql: "SELECT listing.listid FROM listing FULL JOIN sales ON sales.listid = listing.listid WHERE listing.listid IS NULL OR sales.listid IS NULL ORDER BY 1",
        rows: [[2], [3]],
      },
      {
        sql: "SELECT listing.listid, SUM(pricepaid) FROM sales JOIN listing ON sales.listid = listing.listid AND sales.eventid = listing.eventid GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "728.00"],
          [4, "76.00"],
          [5, "525.00"],
        ],
      },
      {
        sql: "SELECT sales.listid AS sales_listid, listing.listid AS listing_listid FROM sales CROSS JOIN listing WHERE sales.listid = 1 ORDER BY 1, 2",
        rows: [
          [1, 1],
          [1, 2],
          [1, 3],
          [1, 4],
          [1, 5],
        ],
      },
      {
        sql: "SELECT listid, listing.sellerid, eventid, listing.dateid, numtickets FROM listing JOIN sales USING (listid, eventid) ORDER BY 1",
        rows: [
          [1, 36861, 7872, 1850, 10],
          [4, 8117, 4337, 1970, 8],
          [5, 1616, 8647, 1963, 4],
          [5, 1616, 8647, 1963, 4],
        ],
      },
      {
        sql: `SELECT catgroup1, sold, unsold FROM
                (SELECT catgroup, SUM(qtysold) AS sold FROM category c, event e, sales s WHERE c.catid = e.catid AND e.eventid = s.eventid GROUP BY catgroup) AS a(catgroup1, sold)
              JOIN
                (SELECT catgroup, SUM(numtickets) - SUM(qtysold) AS unsold FROM category c, event e, sales s, listing l
                 WHERE c.catid = e.catid AND e.eventid = s.eventid AND s.listid = l.listid GROUP BY catgroup) AS b(catgroup2, unsold)
              ON a.catgroup1 = b.catgroup2 ORDER BY 1`,
        rows: [
          ["Concerts", 4, 6],
          ["Shows", 5, 11],
        ],
      },
    ],
  },
  {
    page: "r_WHERE_oracle_outer",
    setup: [...TICKIT.sales, ...TICKIT.listing, ...TICKIT.category, ...TICKIT.event, ...TICKIT.date],
    cases: [
      { sql: "SELECT COUNT(*) FROM sales, listing WHERE sales.listid = listing.listid(+)", rows: [[4]] },
      { sql: "SELECT COUNT(*) FROM sales, listing WHERE sales.listid(+) = listing.listid", rows: [[6]] },
      { sql: "SELECT COUNT(*) FROM listing, sales WHERE sales.listid(+) = listing.listid", rows: [[6]] },
      {
        sql: "SELECT listing.listid, SUM(pricepaid) AS price FROM listing, sales WHERE sales.listid(+) = listing.listid AND listing.listid BETWEEN 1 AND 4 GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "728.00"],
          [2, null],
          [3, null],
          [4, "76.00"],
        ],
      },
      {
        sql: "SELECT catname, eventid FROM category, event WHERE category.catid = event.catid(+) AND eventid(+) = 796 ORDER BY 1",
        rows: [
          ["Jazz", null],
          ["MLB", null],
          ["Musicals", 796],
          ["NHL", null],
          ["Pop", null],
        ],
      },
      {
        sql: "SELECT catname, eventid FROM category, event WHERE category.catid = event.catid(+) AND eventid = 796",
        rows: [["Musicals", 796]],
      },
      {
        sql: "SELECT COUNT(*) FROM sales, listing WHERE sales.listid(+) = listing.listid AND sales.eventid(+) = listing.eventid",
        rows: [[6]],
      },
      {
        sql: "SELECT COUNT(*) FROM sales, listing WHERE sales.listid(+) = listing.listid AND sales.eventid = listing.eventid",
        rows: [[4]],
      },
      { sql: "SELECT COUNT(*) FROM event, category WHERE event.catid(+) > category.catid", rows: [[11]] },
      { sql: "SELECT COUNT(*) FROM event, category WHERE event.eventid(+) * 10 = category.catid", rows: [[5]] },
      {
        sql: "SELECT COUNT(*) FROM event, category WHERE event.eventid * 10(+) = category.catid",
        error: "syntax error",
      },
      { sql: "SELECT COUNT(*) FROM event a, event b WHERE a.eventid(+) = b.catid", rows: [[4]] },
      {
        sql: "SELECT COUNT(*) FROM listing, sales, event WHERE listing.listid = sales.listid(+) AND sales.eventid = event.eventid(+)",
        rows: [[6]],
      },
      {
        sql: "SELECT COUNT(*) FROM sales, listing WHERE sales.listid(+) = listing.listid OR sales.salesid = 0",
        error: "Outer join operator (+) not allowed in operand of OR or IN.",
      },
      {
        sql: "SELECT COUNT(*) FROM sales, listing WHERE sales.listid(+) IN (listing.listid)",
        error: "Outer join operator (+) not allowed in operand of OR or IN.",
      },
      {
        sql: "SELECT COUNT(*) FROM sales, listing, event WHERE sales.listid(+) = listing.listid AND sales.dateid(+) = date.dateid",
        error: "A table may be outer joined to at most one other table.",
      },
      {
        sql: "SELECT COUNT(*) FROM sales, listing, date WHERE sales.listid(+) = listing.listid AND sales.dateid(+) = date.dateid",
        error: "A table may be outer joined to at most one other table.",
      },
      {
        sql: "SELECT COUNT(*) FROM sales JOIN listing ON sales.listid = listing.listid WHERE sales.listid(+) = listing.listid",
        error: "(+)",
      },
      { sql: "SELECT eventid(+) FROM event", error: "(+)" },
    ],
  },
];
