import type { ConformancePage } from "../conformance-case.ts";

const PART = [
  "CREATE TABLE part (partname VARCHAR, manufacturer VARCHAR, quality INT, price DECIMAL(12, 2))",
  `INSERT INTO part VALUES ('prop', 'local parts co', 2, 10.00), ('prop', 'big parts co', NULL, 9.00), ('prop', 'small parts co', 1, 12.00),
     ('rudder', 'local parts co', 1, 2.50), ('rudder', 'big parts co', 2, 3.75), ('rudder', 'small parts co', NULL, 1.90),
     ('wing', 'local parts co', NULL, 7.50), ('wing', 'big parts co', 1, 15.20), ('wing', 'small parts co', NULL, 11.80)`,
];

const COLORS = [
  "CREATE TABLE count_by_color (quality VARCHAR, red INT, green INT, blue INT)",
  "INSERT INTO count_by_color VALUES ('high', 15, 20, 7), ('normal', 35, NULL, 40), ('low', 10, 23, NULL)",
];

/** PIVOT and UNPIVOT. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_FROM_clause-pivot-unpivot-examples",
    setup: [
      ...PART,
      ...COLORS,
      "CREATE TABLE bookings (booking_id INT, hotel_code CHAR(8), booking_date DATE, price DECIMAL(12, 2))",
      `INSERT INTO bookings VALUES (1, 'FOREST_L', '02/01/2023', 75.12), (2, 'FOREST_L', '02/02/2023', 75.00), (4, 'FOREST_L', '02/08/2023', 75.00),
         (10, 'DESERT_S', '02/01/2023', 98.00), (13, 'DESERT_S', '02/05/2023', 75.00), (16, 'DESERT_S', '02/12/2023', 23.00)`,
    ],
    cases: [
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (AVG(price) FOR partname IN ('prop', 'rudder', 'wing'))",
        rows: [["10.33", "2.71", "11.50"]],
        columns: ["prop", "rudder", "wing"],
      },
      {
        sql: "SELECT partname, AVG(price) FROM (SELECT partname, price FROM part) WHERE partname IN ('prop', 'rudder', 'wing') GROUP BY partname ORDER BY 1",
        rows: [
          ["prop", "10.33"],
          ["rudder", "2.71"],
          ["wing", "11.50"],
        ],
      },
      {
        sql: "SELECT * FROM (SELECT quality, manufacturer FROM part) PIVOT (COUNT(*) FOR quality IN (1, 2, NULL)) ORDER BY manufacturer",
        rows: [
          ["big parts co", 1, 1, 1],
          ["local parts co", 1, 1, 1],
          ["small parts co", 1, 0, 2],
        ],
        columns: ["manufacturer", "1", "2", "null"],
      },
      {
        sql: "SELECT manufacturer, quality, COUNT(*) FROM (SELECT quality, manufacturer FROM part) WHERE quality IN (1, 2) OR quality IS NULL GROUP BY 1, 2 ORDER BY 1, 2 NULLS FIRST",
        rows: [
          ["big parts co", null, 1],
          ["big parts co", 1, 1],
          ["big parts co", 2, 1],
          ["local parts co", null, 1],
          ["local parts co", 1, 1],
          ["local parts co", 2, 1],
          ["small parts co", null, 2],
          ["small parts co", 1, 1],
        ],
      },
      {
        sql: "SELECT * FROM (SELECT quality, manufacturer FROM part) PIVOT (COUNT(*) AS count FOR quality IN (1 AS high, 2 AS low, NULL AS na)) ORDER BY 1",
        rows: [
          ["big parts co", 1, 1, 1],
          ["local parts co", 1, 1, 1],
          ["small parts co", 1, 0, 2],
        ],
        columns: ["manufacturer", "high_count", "low_count", "na_count"],
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN ('prop' AS p, 'hull' h))",
        rows: [["31.00", null]],
        columns: ["p", "h"],
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (MIN(price) AS low, MAX(price) AS best FOR partname IN ('wing'))",
        rows: [["7.50", "15.20"]],
        columns: ["wing_low", "wing_best"],
      },
      {
        sql: "SELECT * FROM (SELECT quality FROM part) PIVOT (COUNT(*) FOR quality IN (1 + 1))",
        rows: [[2]],
        columns: ["?column?"],
      },
      {
        sql: `SELECT * FROM (SELECT booking_id, (DATE_TRUNC('week', booking_date::DATE) + '5 days'::INTERVAL)::DATE AS enddate, hotel_code AS "hotel code" FROM bookings)
              PIVOT (COUNT(booking_id) FOR enddate IN ('2023-02-04', '2023-02-11', '2023-02-18')) ORDER BY 1`,
        rows: [
          ["DESERT_S", 2, 1, 0],
          ["FOREST_L", 2, 1, 0],
        ],
        columns: ["hotel code", "2023-02-04", "2023-02-11", "2023-02-18"],
      },
      {
        sql: "SELECT booking_date, MAX(CASE WHEN hotel_code = 'FOREST_L' THEN 'forest is booked' ELSE '' END) AS forest_l FROM bookings GROUP BY booking_date ORDER BY 1 LIMIT 3",
        rows: [
          ["2023-02-01", "forest is booked"],
          ["2023-02-02", "forest is booked"],
          ["2023-02-05", ""],
        ],
      },
      {
        sql: "WITH p AS (SELECT quality, manufacturer FROM part) SELECT * FROM p PIVOT (COUNT(*) FOR quality IN (1)) ORDER BY 1 LIMIT 1",
        rows: [["big parts co", 1]],
      },
      {
        sql: "SELECT x.prop FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN ('prop')) AS x",
        rows: [["31.00"]],
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (MEDIAN(price) FOR partname IN ('prop'))",
        error: "PIVOT",
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) + 1 FOR partname IN ('prop'))",
        error: "PIVOT",
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN (partname))",
        error: "PIVOT",
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN ((SELECT 'prop')))",
        error: "PIVOT",
      },
      {
        sql: "SELECT * FROM (part a JOIN part b ON a.quality = b.quality) PIVOT (COUNT(*) FOR quality IN (1))",
        error: "PIVOT",
      },
      {
        sql: "SELECT * FROM (SELECT partname, price FROM part) PIVOT (SUM(price) FOR partname IN ('prop')) PIVOT (COUNT(*) FOR prop IN (1))",
        error: "PIVOT",
      },
      {
        sql: "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r PIVOT (COUNT(*) FOR n IN (1))",
        error: "PIVOT",
      },
      {
        sql: "SELECT * FROM (SELECT price FROM part) PIVOT (SUM(price) FOR partname IN ('prop'))",
        error: 'column "partname" does not exist',
      },
      {
        sql: "SELECT * FROM (SELECT red, green, blue FROM count_by_color) UNPIVOT (cnt FOR color IN (red, green, blue)) ORDER BY 1, 2",
        rows: [
          ["blue", 7],
          ["blue", 40],
          ["green", 20],
          ["green", 23],
          ["red", 10],
          ["red", 15],
          ["red", 35],
        ],
        columns: ["color", "cnt"],
        types: ["varchar", "int4"],
      },
      {
        sql: "SELECT * FROM (SELECT red, green, blue FROM count_by_color) UNPIVOT INCLUDE NULLS (cnt FOR color IN (red, green, blue)) ORDER BY 1, 2",
        rows: [
          ["blue", 7],
          ["blue", 40],
          ["blue", null],
          ["green", 20],
          ["green", 23],
          ["green", null],
          ["red", 10],
          ["red", 15],
          ["red", 35],
        ],
      },
      {
        sql: "SELECT COUNT(*) FROM (SELECT red, green, blue FROM count_by_color) UNPIVOT EXCLUDE NULLS (cnt FOR color IN (red, green, blue))",
        rows: [[7]],
      },
      {
        sql: "SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (red, green, blue)) ORDER BY 1, 2",
        rows: [
          ["high", "blue", 7],
          ["high", "green", 20],
          ["high", "red", 15],
          ["low", "green", 23],
          ["low", "red", 10],
          ["normal", "blue", 40],
          ["normal", "red", 35],
        ],
        columns: ["quality", "color", "cnt"],
      },
      {
        sql: "SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (red AS r, green AS g, blue AS b)) WHERE quality = 'high' ORDER BY 2",
        rows: [
          ["high", "b", 7],
          ["high", "g", 20],
          ["high", "r", 15],
        ],
      },
      { sql: "SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (red + 1))", error: "syntax error" },
      {
        sql: "SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (nosuch))",
        error: 'column "nosuch" does not exist',
      },
      { sql: "SELECT * FROM count_by_color UNPIVOT (cnt FOR color IN (quality, red))", error: "cannot be matched" },
      {
        sql: "SELECT * FROM (count_by_color a CROSS JOIN count_by_color b) UNPIVOT (cnt FOR color IN (red))",
        error: "UNPIVOT",
      },
    ],
  },
];
