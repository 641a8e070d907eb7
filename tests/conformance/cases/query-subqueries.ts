import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const CORRELATED = "This type of correlated subquery pattern is not supported";

/** Queries in expressions: scalar, IN, EXISTS, ANY, ALL, correlated; SELECT INTO. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_Subquery_examples",
    setup: [...TICKIT.sales, ...TICKIT.date, ...TICKIT.event, ...TICKIT.venue],
    cases: [
      {
        sql: `SELECT TRIM(qtr) AS quarter, SUM(pricepaid) AS qtrsales,
                (SELECT SUM(pricepaid) FROM sales JOIN date ON sales.dateid = date.dateid WHERE qtr = '1' AND year = 2008) AS q1sales
              FROM sales JOIN date ON sales.dateid = date.dateid WHERE qtr IN ('2', '3') AND year = 2008 GROUP BY qtr ORDER BY qtr`,
        rows: [["2", "601.00", "728.00"]],
        columns: ["quarter", "qtrsales", "q1sales"],
      },
      {
        sql: "SELECT venuename FROM venue WHERE venuecity NOT IN (SELECT venuecity FROM venue WHERE venuestate = 'CA') ORDER BY 1",
        rows: [["Coors Field"], ["INVESCO Field"]],
      },
    ],
  },
  {
    page: "r_scalar_subqueries",
    setup: [...TICKIT.sales, ...TICKIT.date],
    cases: [
      {
        sql: "SELECT TRIM(qtr), AVG(pricepaid) AS quarterly, (SELECT AVG(pricepaid) FROM sales) AS yearly FROM sales JOIN date ON sales.dateid = date.dateid GROUP BY qtr ORDER BY qtr",
        rows: [
          ["1", "728.00", "332.25"],
          ["2", "200.33", "332.25"],
        ],
      },
      { sql: "SELECT (SELECT salesid FROM sales WHERE salesid = 99) IS NULL", rows: [[true]] },
      {
        sql: "SELECT (SELECT salesid FROM sales)",
        error: "more than one row returned by a subquery used as an expression",
      },
      { sql: "SELECT (SELECT salesid, listid FROM sales)", error: "subquery must return only one column" },
      {
        sql: "SELECT salesid, (SELECT MAX(s.salesid) FROM sales s WHERE s.listid = sales.listid) FROM sales ORDER BY 1",
        rows: [
          [1, 1],
          [2, 2],
          [3, 4],
          [4, 4],
        ],
      },
      { sql: "SELECT COUNT(*) FROM sales GROUP BY (SELECT 1)", error: "GROUP BY" },
      { sql: "CREATE TABLE d (a INTEGER DEFAULT (SELECT 1))", error: "" },
      {
        sql: "SELECT salesid FROM sales WHERE pricepaid > (SELECT AVG(pricepaid) FROM sales) ORDER BY 1",
        rows: [[1], [3]],
      },
    ],
  },
  {
    page: "r_in_condition",
    setup: [
      ...TICKIT.sales,
      ...TICKIT.date,
      "CREATE TABLE n (v INTEGER)",
      "INSERT INTO n VALUES (1), (2), (NULL)",
      "CREATE TABLE p (a INTEGER, b VARCHAR(3))",
      "INSERT INTO p VALUES (1, 'x'), (2, 'y')",
    ],
    cases: [
      { sql: "SELECT salesid FROM sales WHERE qtysold IN (1, 4) ORDER BY 1", rows: [[1], [4]] },
      { sql: "SELECT TRIM(day) FROM date WHERE date.day IN ('MO', 'TH') ORDER BY 1", rows: [["MO"], ["TH"]] },
      { sql: "SELECT TRIM(month) FROM date WHERE date.month NOT IN ('JUN', 'JUL')", rows: [["FEB"]] },
      { sql: "SELECT v IN (1, 3) FROM n ORDER BY v", rows: [[true], [false], [null]] },
      { sql: "SELECT v IN (1, NULL) FROM n ORDER BY v", rows: [[true], [null], [null]] },
      { sql: "SELECT v NOT IN (1, NULL) FROM n ORDER BY v", rows: [[false], [null], [null]] },
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold NOT IN (SELECT v FROM n)", rows: [[0]] },
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold NOT IN (SELECT v FROM n WHERE v IS NOT NULL)", rows: [[1]] },
      { sql: "SELECT COUNT(*) FROM sales WHERE qtysold IN (SELECT v FROM n)", rows: [[3]] },
      { sql: "SELECT a FROM p WHERE (a, b) IN ((1, 'x'), (2, 'x'))", rows: [[1]] },
      { sql: "SELECT a FROM p WHERE (a, b) NOT IN ((1, 'x'), (2, 'x'))", rows: [[2]] },
      { sql: "SELECT a FROM p WHERE a IN (SELECT a, b FROM p)", error: "subquery has too many columns" },
      { sql: "SELECT a FROM p WHERE a IN ()", error: "syntax error" },
      {
        sql: "SELECT 5 IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 13 IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)",
        rows: [[true, false]],
      },
      { sql: "SELECT a FROM p WHERE b IN ('x  ')", rows: [[1]] },
    ],
  },
  {
    page: "r_exists_condition",
    setup: [...TICKIT.sales, ...TICKIT.date],
    cases: [
      {
        sql: "SELECT dateid FROM date WHERE EXISTS (SELECT 1 FROM sales WHERE date.dateid = sales.dateid) ORDER BY dateid",
        rows: [[1875], [1983], [1986]],
      },
      {
        sql: "SELECT dateid FROM date WHERE EXISTS (SELECT * FROM sales WHERE date.dateid = sales.dateid AND qtysold = 4)",
        rows: [[1875]],
      },
      {
        sql: "SELECT dateid FROM date WHERE NOT EXISTS (SELECT 1 FROM sales WHERE date.dateid = sales.dateid AND qtysold < 4)",
        rows: [[1875]],
      },
      {
        sql: "SELECT EXISTS (SELECT salesid, listid FROM sales), NOT EXISTS (SELECT 1 FROM sales WHERE salesid > 100)",
        rows: [[true, true]],
      },
    ],
  },
  {
    page: "r_comparison_condition",
    setup: [...TICKIT.sales],
    cases: [
      {
        sql: "SELECT salesid FROM sales WHERE qtysold = ANY (SELECT qtysold FROM sales WHERE dateid = 1983) ORDER BY 1",
        rows: [[2], [3]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold = SOME (SELECT qtysold FROM sales WHERE dateid = 1986)",
        rows: [[4]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold <> ALL (SELECT qtysold FROM sales WHERE dateid = 1983) ORDER BY 1",
        rows: [[1], [4]],
      },
      {
        sql: "SELECT salesid FROM sales WHERE qtysold != ALL (SELECT qtysold FROM sales WHERE dateid = 1983) ORDER BY 1",
        rows: [[1], [4]],
      },
      { sql: "SELECT salesid FROM sales WHERE qtysold > ANY (SELECT qtysold FROM sales)", error: "ANY" },
      { sql: "SELECT salesid FROM sales WHERE qtysold <> SOME (SELECT qtysold FROM sales)", error: "ANY" },
      { sql: "SELECT salesid FROM sales WHERE qtysold >= ALL (SELECT qtysold FROM sales)", error: "ALL" },
      { sql: "SELECT salesid FROM sales WHERE qtysold = ALL (SELECT qtysold FROM sales)", error: "ALL" },
    ],
  },
  {
    page: "r_correlated_subqueries",
    setup: [...TICKIT.sales, ...TICKIT.listing, ...TICKIT.event, ...TICKIT.category],
    cases: [
      {
        sql: "SELECT salesid, listid, SUM(pricepaid) FROM sales s WHERE qtysold < (SELECT MAX(numtickets) FROM listing l WHERE s.listid = l.listid) GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 2",
        rows: [
          [1, 1, "728.00"],
          [2, 4, "76.00"],
        ],
      },
      {
        sql: "SELECT event.eventname FROM event WHERE NOT EXISTS (SELECT * FROM listing WHERE NOT EXISTS (SELECT * FROM sales WHERE event.eventid = sales.eventid))",
        error: CORRELATED,
      },
      {
        sql: "SELECT * FROM category LEFT JOIN event ON category.catid = event.catid AND eventid = (SELECT MAX(eventid) FROM sales WHERE sales.eventid = event.eventid)",
        error: CORRELATED,
      },
      {
        sql: "SELECT COUNT(*) FROM category JOIN event ON category.catid = event.catid AND eventid = (SELECT MAX(eventid) FROM sales WHERE sales.eventid = event.eventid)",
        rows: [[3]],
      },
      {
        sql: "SELECT COUNT(*) FROM category LEFT JOIN event ON category.catid = event.catid AND eventid = (SELECT MAX(eventid) FROM sales)",
        rows: [[5]],
      },
      {
        sql: "SELECT listid, qtysold FROM sales s WHERE qtysold NOT IN (SELECT SUM(numtickets) OVER () FROM listing l WHERE s.listid = l.listid)",
        error: CORRELATED,
      },
      {
        sql: "SELECT COUNT(*) FROM sales s WHERE qtysold NOT IN (SELECT SUM(numtickets) OVER () FROM listing l)",
        rows: [[4]],
      },
      {
        sql: "SELECT listing.listid, (SELECT COUNT(sales.listid) FROM sales WHERE sales.listid = listing.listid) AS list FROM listing GROUP BY list, listing.listid",
        error: CORRELATED,
      },
      {
        sql: "SELECT listing.listid, (SELECT COUNT(sales.listid) FROM sales WHERE sales.listid = listing.listid) FROM listing GROUP BY 2, 1",
        error: CORRELATED,
      },
      {
        sql: "SELECT listing.listid, (SELECT COUNT(sales.listid) FROM sales WHERE sales.listid = listing.listid) FROM listing GROUP BY 1 ORDER BY 1",
        rows: [
          [1, 1],
          [2, 0],
          [3, 0],
          [4, 1],
          [5, 2],
        ],
      },
      {
        sql: "SELECT * FROM listing WHERE listid IN (SELECT SUM(qtysold) FROM sales WHERE numtickets > 4 GROUP BY salesid)",
        error: CORRELATED,
      },
      {
        sql: "SELECT listid FROM listing WHERE listid IN (SELECT MAX(listid) FROM sales WHERE numtickets > 4 GROUP BY salesid) ORDER BY 1",
        rows: [[1], [4]],
      },
      {
        sql: "SELECT listid FROM listing WHERE listid IN (SELECT SUM(qtysold) FROM sales GROUP BY salesid) ORDER BY 1",
        rows: [[1], [2], [4]],
      },
    ],
  },
  {
    page: "r_SELECT_INTO",
    setup: [...TICKIT.event, ...TICKIT.sales],
    cases: [
      { sql: "SELECT * INTO newevent FROM event", done: true },
      { sql: "SELECT COUNT(*) FROM newevent", rows: [[4]] },
      {
        sql: "SELECT sellerid, SUM(pricepaid - commission) AS profit INTO TEMP TABLE profits FROM sales GROUP BY 1 ORDER BY 2 DESC",
        done: true,
      },
      { sql: "SELECT profit FROM profits ORDER BY 1", rows: [["64.60"], ["446.25"], ["618.80"]] },
      {
        sql: "WITH w AS (SELECT eventid FROM event) SELECT eventid INTO TEMPORARY ids FROM w WHERE eventid > 1000",
        done: true,
      },
      { sql: "SELECT COUNT(*) FROM ids", rows: [[3]] },
      { sql: "SELECT eventid INTO #hidden FROM event UNION SELECT 1", done: true },
      { sql: "SELECT COUNT(*) FROM #hidden", rows: [[5]] },
      { sql: "SELECT * INTO newevent FROM event", error: "already exists" },
      { sql: "SELECT COUNT(*) FROM (SELECT eventid INTO t FROM event) q", error: "INTO" },
      { sql: "SELECT eventid FROM event UNION SELECT eventid INTO t FROM event", error: "INTO" },
    ],
  },
];
