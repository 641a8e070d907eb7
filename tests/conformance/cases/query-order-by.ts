import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

/** ORDER BY with NULLS, LIMIT, OFFSET. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_ORDER_BY_clause",
    setup: [
      ...TICKIT.category,
      "CREATE TABLE n (id INTEGER, v INTEGER, s VARCHAR(10))",
      "INSERT INTO n VALUES (1, 5, 'b'), (2, NULL, 'B'), (3, 1, 'a'), (4, 5, 'é'), (5, 3, 'Z')",
    ],
    cases: [
      { sql: "SELECT id FROM n ORDER BY v, id", rows: [[3], [5], [1], [4], [2]] },
      { sql: "SELECT id FROM n ORDER BY v ASC NULLS LAST, id", rows: [[3], [5], [1], [4], [2]] },
      { sql: "SELECT id FROM n ORDER BY v NULLS FIRST, id", rows: [[2], [3], [5], [1], [4]] },
      { sql: "SELECT id FROM n ORDER BY v DESC, id", rows: [[2], [1], [4], [5], [3]] },
      { sql: "SELECT id FROM n ORDER BY v DESC NULLS LAST, id DESC", rows: [[4], [1], [5], [3], [2]] },
      { sql: "SELECT s FROM n ORDER BY s", rows: [["B"], ["Z"], ["a"], ["b"], ["é"]] },
      { sql: "SELECT s FROM n ORDER BY id + 0 DESC LIMIT 2", rows: [["Z"], ["é"]] },
      {
        sql: "SELECT id, v * 2 AS w FROM n WHERE v IS NOT NULL ORDER BY w DESC, 1 LIMIT 2",
        rows: [
          [1, 10],
          [4, 10],
        ],
      },
      { sql: "SELECT id, v FROM n ORDER BY 2 DESC NULLS LAST, 1 DESC LIMIT 1", rows: [[4, 5]] },
      { sql: "SELECT id FROM n ORDER BY 2", error: "ORDER BY position 2 is not in select list" },
      { sql: "SELECT id FROM n ORDER BY 0", error: "ORDER BY position 0 is not in select list" },
      { sql: "SELECT id FROM n ORDER BY 'id'", error: "non-integer constant in ORDER BY" },
      { sql: "SELECT id FROM n ORDER BY nosuch", error: 'column "nosuch" does not exist' },
      { sql: "SELECT * FROM n ORDER BY 1 LIMIT 1", rows: [[1, 5, "b"]] },
      { sql: "SELECT id FROM n ORDER BY id LIMIT ALL", rows: [[1], [2], [3], [4], [5]] },
      { sql: "SELECT id FROM n ORDER BY id LIMIT 0", rows: [], columns: ["id"] },
      { sql: "SELECT id FROM n ORDER BY id OFFSET 3", rows: [[4], [5]] },
      { sql: "SELECT id FROM n ORDER BY id LIMIT 2 OFFSET 1", rows: [[2], [3]] },
      { sql: "SELECT id FROM n ORDER BY id OFFSET 1 LIMIT 2", rows: [[2], [3]] },
      { sql: "SELECT id FROM n ORDER BY id OFFSET 9", rows: [] },
      { sql: "SELECT id FROM n LIMIT -1", error: "LIMIT must not be negative" },
      { sql: "SELECT id FROM n OFFSET -1", error: "OFFSET must not be negative" },
      { sql: "SELECT id FROM n ORDER BY id LIMIT 2147483647 OFFSET 4", rows: [[5]] },
      { sql: "SELECT id FROM n LIMIT 2147483648", error: "2147483647" },
      { sql: "SELECT id FROM n FETCH FIRST 1 ROW ONLY", error: "syntax error" },
      { sql: "SELECT id FROM n ORDER BY id FETCH FIRST 1 ROW ONLY", error: "syntax error" },
      { sql: "SELECT DISTINCT v FROM n ORDER BY v NULLS FIRST", rows: [[null], [1], [3], [5]] },
    ],
  },
  {
    page: "r_Examples_with_ORDER_BY",
    setup: [...TICKIT.category, ...TICKIT.sales, ...TICKIT.venue],
    cases: [
      {
        sql: "SELECT catid, catname FROM category ORDER BY catgroup, LENGTH(catdesc), 1, 2",
        rows: [
          [10, "Jazz"],
          [9, "Pop"],
          [6, "Musicals"],
          [1, "MLB"],
          [2, "NHL"],
        ],
      },
      {
        sql: "SELECT * FROM category ORDER BY 2, LENGTH(catdesc), 1, 3 LIMIT 2",
        rows: [
          [10, "Concerts", "Jazz", "All jazz singers and bands"],
          [9, "Concerts", "Pop", "All rock and pop music concerts"],
        ],
      },
      {
        sql: "SELECT salesid, qtysold, pricepaid FROM sales ORDER BY qtysold, pricepaid, commission, salesid, saletime DESC LIMIT 3",
        rows: [
          [4, 1, "175.00"],
          [2, 2, "76.00"],
          [3, 2, "350.00"],
        ],
      },
      {
        sql: "SELECT * FROM venue LIMIT 0",
        rows: [],
        columns: ["venueid", "venuename", "venuecity", "venuestate", "venueseats"],
      },
    ],
  },
];
