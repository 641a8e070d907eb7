import type { ConformancePage } from "../conformance-case.ts";

/** The guide's data set, as far as it is needed: two customers, one with two orders. */
const CUSTOMERS = [
  "CREATE TABLE customer_orders_lineitem (c_custkey BIGINT, c_name VARCHAR, c_nationkey SMALLINT, c_orders SUPER)",
  `INSERT INTO customer_orders_lineitem VALUES
    (9451, 'Customer#000009451', 1, JSON_PARSE('[{"o_orderstatus":"P","o_clerk":"Clerk#1","o_lineitems":[{"l_partkey":7},{"l_partkey":"A55"}],"o_orderdate":"1995-04-21","o_shippriority":0,"o_totalprice":100.50,"o_orderkey":4043971},
      {"o_orderstatus":"F","o_lineitems":[{"l_partkey":["X",10]}],"o_orderdate":"2001-09-08","o_orderkey":3020007}]')),
    (8251, 'Customer#000008251', 2, JSON_PARSE('[{"o_orderstatus":1,"o_lineitems":[],"o_orderdate":"1995-04-21","o_orderkey":3020008}]')),
    (5851, 'Customer#000005851', 3, NULL)`,
];

/** PartiQL: navigation, unnesting, unpivoting. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "query-super",
    setup: [
      ...CUSTOMERS,
      `CREATE TABLE bar AS SELECT JSON_PARSE('{"scalar_array": [1, 2.3, 45000000]}') AS data`,
      "CREATE TABLE foo AS SELECT JSON_PARSE('[[1.1, 1.2], [2.1, 2.2], [3.1, 3.2]]') AS multi_level_array",
    ],
    cases: [
      {
        sql: "SELECT c_orders[0].o_orderkey FROM customer_orders_lineitem ORDER BY c_custkey",
        rows: [[null], ["3020008"], ["4043971"]],
        columns: ["o_orderkey"],
        types: ["super"],
      },
      {
        sql: "SELECT cust.c_orders[0].o_orderkey FROM customer_orders_lineitem AS cust WHERE c_custkey = 9451",
        rows: [["4043971"]],
      },
      { sql: "SELECT COUNT(*) FROM customer_orders_lineitem WHERE c_orders[0]. o_orderkey IS NOT NULL", rows: [[2]] },
      {
        sql: `SELECT c_orders[0].o_orderdate, c_orders[0].o_orderstatus, COUNT(*) FROM customer_orders_lineitem WHERE c_orders[0].o_orderkey IS NOT NULL
              GROUP BY c_orders[0].o_orderstatus, c_orders[0].o_orderdate ORDER BY c_orders[0].o_orderdate, c_orders[0].o_orderstatus`,
        rows: [
          ['"1995-04-21"', "1", 1],
          ['"1995-04-21"', '"P"', 1],
        ],
        columns: ["o_orderdate", "o_orderstatus", "count"],
      },
      {
        sql: "SELECT c_orders[0].o_orderdate AS day, COUNT(*) FROM customer_orders_lineitem GROUP BY 1 ORDER BY 1",
        rows: [
          ['"1995-04-21"', 2],
          [null, 1],
        ],
      },
      {
        sql: "SELECT DISTINCT c_orders[0].o_orderdate FROM customer_orders_lineitem ORDER BY 1",
        rows: [['"1995-04-21"'], [null]],
      },
      {
        sql: "SELECT o.o_orderkey FROM customer_orders_lineitem c, c.c_orders o ORDER BY 1",
        rows: [["3020007"], ["3020008"], ["4043971"]],
      },
      {
        sql: "SELECT c.c_custkey, o FROM customer_orders_lineitem c, c.c_orders o WHERE o.o_orderkey = 3020008",
        rows: [[8251, '{"o_orderstatus":1,"o_lineitems":[],"o_orderdate":"1995-04-21","o_orderkey":3020008}']],
      },
      {
        sql: "SELECT c.c_name, l.l_partkey FROM customer_orders_lineitem c, c.c_orders o, o.o_lineitems l",
        rows: [
          ["Customer#000009451", "7"],
          ["Customer#000009451", '"A55"'],
          ["Customer#000009451", '["X",10]'],
        ],
        unordered: true,
      },
      {
        sql: `SELECT c_name, orders.o_orderkey AS orderkey, index AS orderkey_index FROM customer_orders_lineitem c, c.c_orders AS orders AT index
              ORDER BY orderkey_index, orderkey`,
        rows: [
          ["Customer#000008251", "3020008", 0],
          ["Customer#000009451", "4043971", 0],
          ["Customer#000009451", "3020007", 1],
        ],
        columns: ["c_name", "orderkey", "orderkey_index"],
      },
      {
        sql: "SELECT index, element FROM bar AS b, b.data.scalar_array AS element AT index",
        rows: [
          [0, "1"],
          [1, "2.3"],
          [2, "45000000"],
        ],
      },
      {
        sql: "SELECT array, element FROM foo AS f, f.multi_level_array AS array, array AS element",
        rows: [
          ["[1.1,1.2]", "1.1"],
          ["[1.1,1.2]", "1.2"],
          ["[2.1,2.2]", "2.1"],
          ["[2.1,2.2]", "2.2"],
          ["[3.1,3.2]", "3.1"],
          ["[3.1,3.2]", "3.2"],
        ],
      },
      { sql: "SELECT multi_level_array[2][0] FROM foo", rows: [["3.1"]], columns: ["multi_level_array"] },
      {
        sql: "SELECT attr AS attribute_name, JSON_TYPEOF(val) AS value_type FROM customer_orders_lineitem c, UNPIVOT c.c_orders[0] AS val AT attr WHERE c_custkey = 9451",
        rows: [
          ["o_orderstatus", "string"],
          ["o_clerk", "string"],
          ["o_lineitems", "array"],
          ["o_orderdate", "string"],
          ["o_shippriority", "number"],
          ["o_totalprice", "number"],
          ["o_orderkey", "number"],
        ],
        columns: ["attribute_name", "value_type"],
      },
      {
        sql: "SELECT attr, val FROM customer_orders_lineitem c, c.c_orders AS o, UNPIVOT o AS val AT attr WHERE c_custkey = 8251",
        rows: [
          ["o_orderstatus", "1"],
          ["o_lineitems", "[]"],
          ["o_orderdate", '"1995-04-21"'],
          ["o_orderkey", "3020008"],
        ],
      },
      { sql: "SELECT COUNT(*) FROM bar b, UNPIVOT b.data.scalar_array AS v AT a", rows: [[0]] },
      { sql: "SELECT COUNT(*) FROM bar b, b.data AS v", rows: [[0]] },
      { sql: "SELECT c.c_orders.something FROM customer_orders_lineitem c WHERE c_custkey = 9451", rows: [[null]] },
      {
        sql: "SELECT c.c_orders[1][1], c.c_orders[9], c.c_orders[-1], c.c_orders[0].o_clerk.x FROM customer_orders_lineitem c WHERE c_custkey = 9451",
        rows: [[null, null, null, null]],
      },
      {
        sql: "SELECT c.c_orders.o_orderstatus::INTEGER, c.c_orders[0].o_orderstatus::INTEGER FROM customer_orders_lineitem c WHERE c_custkey = 9451",
        rows: [[null, null]],
      },
      {
        sql: "SELECT (SELECT c.c_orders[0].o_orderkey::INT + c.c_orders[0].o_shippriority::INT + c.c_orders[1].o_orderkey::INT) FROM customer_orders_lineitem c WHERE c_custkey = 9451",
        rows: [[7063978]],
      },
      {
        sql: "SELECT c_orders[0].o_orderkey::INT, c_orders[0].o_orderstatus::VARCHAR, c_orders[0].o_totalprice::DECIMAL(8,2), c_orders[0].o_lineitems::VARCHAR FROM customer_orders_lineitem ORDER BY c_custkey",
        rows: [
          [null, null, null, null],
          [3020008, "1", null, null],
          [4043971, "P", "100.50", null],
        ],
        types: ["int4", "varchar", "numeric", "varchar"],
      },
      { sql: "SELECT 'Good'::INTEGER", error: "invalid input syntax" },
      {
        sql: "SELECT c_name.first FROM customer_orders_lineitem",
        error: 'navigation on column "c_name" is not allowed as it is not SUPER type',
      },
      { sql: "SELECT c_orders['a'] FROM customer_orders_lineitem", error: "subscript" },
      {
        sql: "SELECT c_custkey FROM customer_orders_lineitem c WHERE (SELECT COUNT(*) FROM c.c_orders o WHERE o.o_orderkey > 1) > 1",
        rows: [[9451]],
        source: "nested-data-restrictions",
      },
      {
        sql: "SELECT c_custkey FROM customer_orders_lineitem c WHERE EXISTS (SELECT 1 FROM c.c_orders o WHERE o.o_orderstatus = 'F')",
        rows: [[9451]],
        source: "nested-data-restrictions",
      },
    ],
  },
  {
    page: "tutorial-query-nested-data",
    setup: [
      "CREATE TABLE customers (id INT, name SUPER, phones SUPER, orders SUPER)",
      `INSERT INTO customers VALUES
        (1, JSON_PARSE('{"given": "John", "family": "Smith"}'), JSON_PARSE('["123-457789"]'),
          JSON_PARSE('[{"shipdate": "2018-03-01T11:59:59.000Z", "price": 100.50}, {"shipdate": "2018-03-01T09:10:00.000Z", "price": 99.12}]')),
        (2, JSON_PARSE('{"given": "Jenny", "family": "Doe"}'), JSON_PARSE('["858-8675309", "415-9876543"]'), JSON_PARSE('[]')),
        (3, JSON_PARSE('{"given": "Andy", "family": "Jones"}'), JSON_PARSE('[]'), JSON_PARSE('[{"shipdate": "2018-03-02T08:02:15.000Z", "price": 13.50}]'))`,
    ],
    cases: [
      {
        sql: "SELECT c.id, c.name.given, c.name.family FROM customers c ORDER BY c.id",
        rows: [
          [1, '"John"', '"Smith"'],
          [2, '"Jenny"', '"Doe"'],
          [3, '"Andy"', '"Jones"'],
        ],
        columns: ["id", "given", "family"],
      },
      {
        sql: "SELECT c.id, o.shipdate::TIMESTAMP FROM customers c, c.orders o ORDER BY 1, 2",
        rows: [
          [1, "2018-03-01 09:10:00"],
          [1, "2018-03-01 11:59:59"],
          [3, "2018-03-02 08:02:15"],
        ],
      },
      {
        sql: "SELECT c.id, o.price FROM customers c INNER JOIN c.orders o ON true ORDER BY 1, 2",
        rows: [
          [1, "99.12"],
          [1, "100.50"],
          [3, "13.50"],
        ],
      },
      {
        sql: "SELECT c.id, c.name.given, o.price FROM customers c LEFT JOIN c.orders o ON true ORDER BY 1, 3",
        rows: [
          [1, '"John"', "99.12"],
          [1, '"John"', "100.50"],
          [2, '"Jenny"', null],
          [3, '"Andy"', "13.50"],
        ],
      },
      {
        sql: "SELECT c.name.given, p AS phone FROM customers c LEFT JOIN c.phones p ON true ORDER BY c.id, p",
        rows: [
          ['"John"', '"123-457789"'],
          ['"Jenny"', '"415-9876543"'],
          ['"Jenny"', '"858-8675309"'],
          ['"Andy"', null],
        ],
        columns: ["given", "phone"],
      },
      {
        sql: "SELECT c.id FROM customers c RIGHT JOIN c.orders o ON true",
        error: "RIGHT JOIN",
        source: "limitations-super",
      },
      {
        sql: "SELECT c.id FROM customers c FULL JOIN c.orders o ON true",
        error: "FULL JOIN",
        source: "limitations-super",
      },
      {
        sql: "SELECT c.id, SUM(o.price::DECIMAL(8,2)) FROM customers c, c.orders o GROUP BY 1 ORDER BY 1",
        rows: [
          [1, "199.62"],
          [3, "13.50"],
        ],
        source: "nested-data-use-cases",
      },
      {
        sql: "SELECT c.name.given FROM customers c WHERE (SELECT COUNT(*) FROM c.phones p WHERE p LIKE '858%') = 1",
        rows: [['"Jenny"']],
        source: "nested-data-restrictions",
      },
      {
        sql: "SELECT c.id, (SELECT COUNT(*) FROM c.orders o) AS ordercount FROM customers c ORDER BY 1",
        rows: [
          [1, 2],
          [2, 0],
          [3, 1],
        ],
        source: "nested-data-use-cases",
      },
    ],
  },
  {
    page: "r_shred_super",
    setup: [
      ...CUSTOMERS,
      "CREATE MATERIALIZED VIEW super_mv DISTKEY (c_custkey) SORTKEY (c_custkey) AS (SELECT c_custkey, o.o_orderstatus, o.o_totalprice, o_idx FROM customer_orders_lineitem c, c.c_orders o AT o_idx)",
    ],
    cases: [
      {
        sql: "SELECT c_custkey, o_orderstatus, o_idx FROM super_mv ORDER BY 1, 3",
        rows: [
          [8251, "1", 0],
          [9451, '"P"', 0],
          [9451, '"F"', 1],
        ],
        types: ["int8", "super", "int8"],
      },
      { sql: "REFRESH MATERIALIZED VIEW super_mv", done: true },
      {
        sql: "SELECT c.c_name, v.o_totalprice FROM customer_orders_lineitem c JOIN super_mv v ON c.c_custkey = v.c_custkey WHERE v.o_idx = 0 ORDER BY 1",
        rows: [
          ["Customer#000008251", null],
          ["Customer#000009451", "100.50"],
        ],
      },
    ],
  },
];
