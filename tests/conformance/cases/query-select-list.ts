import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

/** The select list, EXCLUDE, WHERE, HAVING, ORDER BY, LIMIT and OFFSET. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_SELECT_list",
    setup: [
      ...TICKIT.sales,
      ...TICKIT.category,
      "CREATE TABLE raw_data (clicks INTEGER, impressions INTEGER)",
      "INSERT INTO raw_data VALUES (1, 4), (30, 40)",
      "CREATE TABLE shadow (probability DOUBLE PRECISION, clicks INTEGER)",
      "INSERT INTO shadow VALUES (0.5, 10)",
    ],
    cases: [
      {
        sql: "SELECT TOP 2 qtysold, sellerid FROM sales ORDER BY qtysold DESC, sellerid",
        rows: [
          [4, 36861],
          [2, 1616],
        ],
      },
      {
        sql: "SELECT qtysold, sellerid FROM sales ORDER BY qtysold DESC, sellerid LIMIT 2",
        rows: [
          [4, 36861],
          [2, 1616],
        ],
      },
      { sql: "SELECT TOP 0 salesid FROM sales", rows: [], columns: ["salesid"] },
      { sql: "SELECT TOP 10 salesid FROM sales ORDER BY 1", rows: [[1], [2], [3], [4]] },
      { sql: "SELECT TOP 2 DISTINCT sellerid FROM sales ORDER BY sellerid", rows: [[1616], [8117]] },
      { sql: "SELECT TOP 2 salesid FROM sales LIMIT 2", error: "TOP and LIMIT" },
      { sql: "SELECT TOP -1 salesid FROM sales", error: "negative" },
      {
        sql: "SELECT ALL catgroup FROM category ORDER BY 1",
        rows: [["Concerts"], ["Concerts"], ["Shows"], ["Sports"], ["Sports"]],
      },
      { sql: "SELECT DISTINCT catgroup FROM category ORDER BY 1", rows: [["Concerts"], ["Shows"], ["Sports"]] },
      {
        sql: "SELECT DISTINCT catgroup, catid > 5 AS late FROM category ORDER BY 1, 2",
        rows: [
          ["Concerts", true],
          ["Shows", true],
          ["Sports", false],
        ],
      },
      { sql: "SELECT DISTINCT ON (catgroup) catgroup FROM category", error: 'syntax error at or near "' },
      {
        sql: "SELECT * FROM category WHERE catid = 1",
        rows: [[1, "Sports", "MLB", "Major League Baseball"]],
        columns: ["catid", "catgroup", "catname", "catdesc"],
      },
      {
        sql: "SELECT c.*, catid + 1 AS next FROM category c WHERE catid = 1",
        rows: [[1, "Sports", "MLB", "Major League Baseball", 2]],
      },
      { sql: "SELECT *", error: "SELECT * with no tables specified is not valid" },
      { sql: "SELECT nosuch FROM category", error: 'column "nosuch" does not exist' },
      { sql: "SELECT x.catid FROM category", error: 'missing FROM-clause entry for table "x"' },
      { sql: "SELECT catid number FROM category WHERE catid = 9", rows: [[9]], columns: ["number"] },
      { sql: "SELECT COUNT(*), SUM(catid) FROM category", rows: [[5, 28]], columns: ["count", "sum"] },
      {
        sql: "SELECT clicks::FLOAT / impressions AS probability, ROUND(100 * probability, 1) AS percentage FROM raw_data ORDER BY 1",
        rows: [
          [0.25, 25],
          [0.75, 75],
        ],
        columns: ["probability", "percentage"],
      },
      { sql: "SELECT clicks * 10 AS probability, probability * 2 AS twice FROM shadow", rows: [[100, 1]] },
      { sql: "SELECT clicks AS a, a + 1 AS b, a + b AS c FROM raw_data WHERE clicks = 1", rows: [[1, 2, 3]] },
      { sql: "SELECT later + 1 AS first, clicks AS later FROM raw_data", error: 'column "later" does not exist' },
      {
        sql: "SELECT impressions AS i, SUM(clicks) AS s, s * 2 AS d FROM raw_data GROUP BY i ORDER BY i",
        rows: [
          [4, 1, 2],
          [40, 30, 60],
        ],
      },
    ],
  },
  {
    page: "r_EXCLUDE_list",
    setup: [...TICKIT.category],
    cases: [
      {
        sql: "SELECT * EXCLUDE catdesc FROM category WHERE catid = 1",
        rows: [[1, "Sports", "MLB"]],
        columns: ["catid", "catgroup", "catname"],
      },
      {
        sql: "SELECT * EXCLUDE (catdesc, catid) FROM category WHERE catid = 1",
        rows: [["Sports", "MLB"]],
        columns: ["catgroup", "catname"],
      },
      {
        sql: "SELECT * EXCLUDE catdesc, catid FROM category WHERE catid = 1",
        rows: [["Sports", "MLB"]],
        columns: ["catgroup", "catname"],
      },
      {
        sql: "SELECT c.* EXCLUDE (catdesc, catgroup), 7 AS seven FROM category c WHERE catid = 1",
        rows: [[1, "MLB", 7]],
      },
      { sql: "SELECT * EXCLUDE (nosuch) FROM category", error: 'column "nosuch" does not exist' },
      { sql: "SELECT * EXCLUDE (UPPER(catname)) FROM category", error: "syntax error" },
      { sql: "SELECT * EXCLUDE (*) FROM category", error: "syntax error" },
      { sql: "CREATE VIEW names AS SELECT * EXCLUDE catdesc FROM category", done: true },
      { sql: "SELECT * FROM names WHERE catid = 9", rows: [[9, "Concerts", "Pop"]] },
    ],
  },
  {
    page: "r_WHERE_clause",
    setup: [...TICKIT.sales, ...TICKIT.event, ...TICKIT.category, ...TICKIT.venue],
    cases: [
      {
        sql: "SELECT pricepaid / qtysold AS cost, qtysold FROM sales WHERE cost > 170 ORDER BY salesid",
        rows: [
          ["182.00000000", 4],
          ["175.00000000", 2],
          ["175.00000000", 1],
        ],
      },
      { sql: "SELECT qtysold AS q, q * 2 AS d FROM sales WHERE d > 4", rows: [[4, 8]] },
      { sql: "SELECT SUM(qtysold) AS s FROM sales WHERE s > 1", error: "aggregates not allowed in WHERE clause" },
      { sql: "SELECT salesid FROM sales WHERE SUM(qtysold) > 1", error: "aggregates not allowed in WHERE clause" },
      {
        sql: "SELECT salesid FROM sales WHERE RANK() OVER (ORDER BY salesid) = 1",
        error: "window functions not allowed in WHERE clause",
      },
      { sql: "SELECT salesid FROM sales WHERE salesid", error: "argument of WHERE must be type boolean" },
      {
        sql: "SELECT salesid FROM sales, event WHERE sales.eventid = event.eventid AND eventname = 'Macbeth' ORDER BY 1",
        rows: [[3], [4]],
      },
      {
        sql: "SELECT catname FROM category WHERE catgroup LIKE 'S%' ORDER BY 1",
        rows: [["MLB"], ["Musicals"], ["NHL"]],
      },
      {
        sql: "SELECT venuename FROM venue WHERE venueseats BETWEEN 50000 AND 60000 ORDER BY 1",
        rows: [["Coors Field"], ["Dodger Stadium"]],
      },
      { sql: "SELECT eventname FROM event WHERE eventname IN ('Wicked', 'Spamalot')", rows: [["Wicked"]] },
      { sql: "SELECT catname FROM category WHERE LENGTH(catdesc) > 25 ORDER BY 1", rows: [["Jazz"], ["Pop"]] },
      {
        sql: "SELECT eventname FROM event WHERE DATE_PART(month, starttime) = 6 ORDER BY 1",
        rows: [["Hairspray"], ["Mamma Mia!"]],
      },
      {
        sql: "SELECT eventname FROM event, category WHERE (category.catid = event.catid) AND category.catid IN (6, 7, 8) ORDER BY 1",
        rows: [["Hairspray"], ["Macbeth"], ["Wicked"]],
      },
    ],
  },
  {
    page: "r_HAVING_clause",
    setup: [...TICKIT.sales, ...TICKIT.event],
    cases: [
      {
        sql: "SELECT eventname, SUM(pricepaid) FROM sales JOIN event ON sales.eventid = event.eventid GROUP BY 1 HAVING SUM(pricepaid) > 100 ORDER BY 2 DESC, 1",
        rows: [
          ["Mamma Mia!", "728.00"],
          ["Macbeth", "525.00"],
        ],
        columns: ["eventname", "sum"],
      },
      {
        sql: "SELECT eventid, SUM(pricepaid) FROM sales GROUP BY 1 HAVING SUM(qtysold) > 2 ORDER BY 1",
        rows: [
          [7872, "728.00"],
          [8647, "525.00"],
        ],
      },
      {
        sql: "SELECT eventid, SUM(pricepaid) AS total FROM sales GROUP BY eventid HAVING total > 100",
        error: 'column "total" does not exist',
      },
      {
        sql: "SELECT eventid, SUM(pricepaid) FROM sales GROUP BY 1 HAVING 2",
        error: "argument of HAVING must be type boolean",
      },
      {
        sql: "SELECT eventid FROM sales GROUP BY 1 HAVING qtysold > 1",
        error: "must appear in the GROUP BY clause or be used in an aggregate function",
      },
      { sql: "SELECT eventid FROM sales GROUP BY 1 HAVING eventid < 5000 AND COUNT(*) = 1", rows: [[4337]] },
      { sql: "SELECT COUNT(*) FROM sales HAVING COUNT(*) > 100", rows: [] },
      { sql: "SELECT COUNT(*) FROM sales HAVING COUNT(*) > 3", rows: [[4]] },
      {
        sql: "SELECT eventid FROM sales GROUP BY 1 HAVING RANK() OVER (ORDER BY eventid) = 1",
        error: "window functions not allowed in HAVING",
      },
    ],
  },
];
