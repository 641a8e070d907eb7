import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const NO_ORDER = "cannot contain";

/** Window functions that look at other rows: LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_WF_LAG",
    setup: [...TICKIT.winsales, ...TICKIT.sales],
    cases: [
      {
        sql: "SELECT salesid, qtysold, LAG(qtysold, 1) OVER (ORDER BY salesid) AS prev FROM sales ORDER BY 1",
        rows: [
          [1, 4, null],
          [2, 2, 4],
          [3, 2, 2],
          [4, 1, 2],
        ],
        types: ["int4", "int2", "int2"],
      },
      {
        sql: "SELECT salesid, LAG(qtysold) OVER (ORDER BY salesid), LAG(qtysold, 2) OVER (ORDER BY salesid), LAG(qtysold, 0) OVER (ORDER BY salesid) FROM sales ORDER BY 1",
        rows: [
          [1, null, null, 4],
          [2, 4, null, 2],
          [3, 2, 4, 2],
          [4, 2, 2, 1],
        ],
      },
      {
        sql: "SELECT salesid, LAG(qty_shipped) IGNORE NULLS OVER (ORDER BY salesid) FROM winsales WHERE sellerid IN (1, 2) ORDER BY 1",
        rows: [
          [10001, null],
          [10005, 10],
          [10006, 10],
          [20001, 10],
          [20002, 20],
        ],
      },
      {
        sql: "SELECT salesid, LAG(qty_shipped) RESPECT NULLS OVER (ORDER BY salesid) FROM winsales WHERE sellerid IN (1, 2) ORDER BY 1",
        rows: [
          [10001, null],
          [10005, 10],
          [10006, null],
          [20001, null],
          [20002, 20],
        ],
      },
      {
        sql: "SELECT salesid, LAG(qty_shipped, 2) IGNORE NULLS OVER (ORDER BY salesid) FROM winsales ORDER BY 1 LIMIT 6",
        rows: [
          [10001, null],
          [10005, null],
          [10006, null],
          [20001, null],
          [20002, 10],
          [30001, 20],
        ],
      },
      {
        sql: "SELECT LAG(qtysold, 1, 0) OVER (ORDER BY salesid) FROM sales",
        error: "Default parameter not be supported for window function lag",
      },
      { sql: "SELECT LAG(qtysold) OVER () FROM sales", error: "ORDER BY" },
      { sql: "SELECT LAG(qtysold) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) FROM sales", error: NO_ORDER },
      {
        sql: "SELECT salesid, LAG(saletime) OVER (PARTITION BY sellerid ORDER BY salesid) FROM sales WHERE sellerid = 1616 ORDER BY 1",
        rows: [
          [3, null],
          [4, "2008-06-06 08:26:17"],
        ],
      },
    ],
  },
  {
    page: "r_WF_LEAD",
    setup: [...TICKIT.winsales, ...TICKIT.sales],
    cases: [
      {
        sql: "SELECT eventid, commission, LEAD(commission, 1) OVER (ORDER BY saletime) AS next_comm FROM sales ORDER BY saletime",
        rows: [
          [7872, "109.20", "11.40"],
          [4337, "11.40", "52.50"],
          [8647, "52.50", "26.25"],
          [8647, "26.25", null],
        ],
      },
      {
        sql: "SELECT salesid, LEAD(qty_shipped) IGNORE NULLS OVER (ORDER BY salesid) FROM winsales WHERE sellerid IN (1, 2) ORDER BY 1",
        rows: [
          [10001, 20],
          [10005, 20],
          [10006, 20],
          [20001, 20],
          [20002, null],
        ],
      },
      {
        sql: "SELECT salesid, LEAD(qty_shipped, 2) IGNORE NULLS OVER (ORDER BY salesid) FROM winsales WHERE sellerid IN (1, 2) ORDER BY 1",
        rows: [
          [10001, 20],
          [10005, 20],
          [10006, 20],
          [20001, null],
          [20002, null],
        ],
      },
      {
        sql: "SELECT LEAD(qtysold, 1, 0) OVER (ORDER BY salesid) FROM sales",
        error: "Default parameter not be supported for window function lead",
      },
    ],
  },
  {
    page: "r_WF_first_value",
    setup: [...TICKIT.venue, "INSERT INTO venue VALUES (2000, NULL, 'Stanford', 'CA', 90000)"],
    cases: [
      {
        sql: "SELECT venuestate, venueseats, FIRST_VALUE(venuename) OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM venue WHERE venuename IS NOT NULL ORDER BY 1, 2",
        rows: [
          ["CA", 56000, "Qualcomm Stadium"],
          ["CA", 69843, "Qualcomm Stadium"],
          ["CA", 70561, "Qualcomm Stadium"],
          ["CO", 50445, "INVESCO Field"],
          ["CO", 76125, "INVESCO Field"],
        ],
        columns: ["venuestate", "venueseats", "first_value"],
      },
      {
        sql: "SELECT venueseats, LAST_VALUE(venuename) OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM venue WHERE venuestate = 'CO' ORDER BY 1",
        rows: [
          [50445, "Coors Field"],
          [76125, "Coors Field"],
        ],
      },
      {
        sql: "SELECT venueseats, FIRST_VALUE(venuename) OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM venue WHERE venuestate = 'CA' ORDER BY 1 DESC LIMIT 2",
        rows: [
          [90000, null],
          [70561, null],
        ],
      },
      {
        sql: "SELECT venueseats, FIRST_VALUE(venuename IGNORE NULLS) OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM venue WHERE venuestate = 'CA' ORDER BY 1 DESC LIMIT 2",
        rows: [
          [90000, "Qualcomm Stadium"],
          [70561, "Qualcomm Stadium"],
        ],
      },
      {
        sql: "SELECT venueseats, LAST_VALUE(venuename IGNORE NULLS) OVER (PARTITION BY venuestate ORDER BY venueseats ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM venue WHERE venuestate = 'CA' ORDER BY 1 LIMIT 1",
        rows: [[56000, "Qualcomm Stadium"]],
      },
      {
        sql: "SELECT venueseats, FIRST_VALUE(venuename RESPECT NULLS) OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS UNBOUNDED PRECEDING) FROM venue WHERE venuestate = 'CA' ORDER BY 1 LIMIT 1",
        rows: [[56000, null]],
      },
      { sql: "SELECT FIRST_VALUE(venuename) OVER (ORDER BY venueseats) FROM venue", error: "frame" },
      { sql: "SELECT COUNT(FIRST_VALUE(venueseats) OVER ()) FROM venue", error: "nested" },
    ],
  },
  {
    page: "r_WF_NTH",
    setup: [...TICKIT.venue, ...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT venuename, NTH_VALUE(venueseats, 3) IGNORE NULLS OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS third FROM venue WHERE venuestate = 'CA' ORDER BY 1",
        rows: [
          ["Dodger Stadium", 56000],
          ["Monster Park", 56000],
          ["Qualcomm Stadium", 56000],
        ],
      },
      {
        sql: "SELECT DISTINCT venuestate, NTH_VALUE(venueseats, 3) OVER (PARTITION BY venuestate ORDER BY venueseats DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM venue ORDER BY 1",
        rows: [
          ["CA", 56000],
          ["CO", null],
        ],
      },
      {
        sql: "SELECT DISTINCT NTH_VALUE(qty_shipped, 2) IGNORE NULLS OVER (ORDER BY salesid ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), NTH_VALUE(qty_shipped, 2) OVER (ORDER BY salesid ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM winsales",
        rows: [[20, null]],
      },
      { sql: "SELECT NTH_VALUE(qty, 0) OVER () FROM winsales", error: "greater than zero" },
      { sql: "SELECT NTH_VALUE(qty, 2) OVER (ORDER BY salesid) FROM winsales", error: "frame" },
    ],
  },
];
