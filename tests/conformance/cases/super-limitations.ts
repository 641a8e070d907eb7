import type { ConformancePage } from "../conformance-case.ts";

/** What SUPER may not be used for. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "limitations-super",
    setup: [
      "CREATE TABLE customers (id INT, name SUPER, phones SUPER, orders SUPER)",
      `INSERT INTO customers VALUES
        (1, JSON_PARSE('{"given": "John"}'), JSON_PARSE('["123-457789"]'), JSON_PARSE('[{"price": 100.5}, {"price": 99.12}]')),
        (3, JSON_PARSE('{"given": "Andy"}'), JSON_PARSE('[]'), JSON_PARSE('[{"price": 13.5}]'))`,
    ],
    cases: [
      {
        sql: "SELECT a.id FROM customers a RIGHT JOIN customers b ON a.name.given = b.name.given",
        error: "a RIGHT JOIN on a SUPER is not supported",
      },
      {
        sql: "SELECT a.id FROM customers a FULL JOIN customers b ON a.orders[0].price::DECIMAL(8,2) = b.id",
        error: "a FULL JOIN on a SUPER is not supported",
      },
      {
        sql: "SELECT a.id FROM customers a LEFT JOIN customers b ON a.name.given = b.name.given WHERE a.id = 1",
        rows: [[1]],
      },
      { sql: "SELECT b.id FROM customers a RIGHT JOIN customers b ON a.id = b.id WHERE b.id = 1", rows: [[1]] },
      {
        sql: "SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM c.orders o, customers d WHERE o.price > 1)",
        error: "a table beside the items of an outer query's SUPER is not supported",
      },
      {
        sql: "SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM c.orders o JOIN customers d ON o.price = d.id)",
        error: "a table beside the items of an outer query's SUPER is not supported",
      },
      { sql: "SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM c.orders o WHERE o.price > 50)", rows: [[1]] },
      {
        sql: "SELECT c.id, (SELECT MAX(RANDOM()) FROM c.orders o) FROM customers c",
        error: "RANDOM with a subquery through a SUPER of an outer query is not supported",
      },
      {
        sql: "SELECT c.id FROM customers c WHERE TIMEOFDAY() IN (SELECT p::VARCHAR FROM c.phones p)",
        error: "TIMEOFDAY with a subquery through a SUPER of an outer query is not supported",
      },
      { sql: "SELECT c.id FROM customers c WHERE '123-457789' IN (SELECT p::VARCHAR FROM c.phones p)", rows: [[1]] },
      { sql: "SELECT ARRAY_TO_STRING(ARRAY(1, 2), ',')", error: "function array_to_string(super" },
      {
        sql: "SELECT ARRAY_CONTAINS(NULL, 1), ARRAY_POSITION(NULL, 1)",
        rows: [[null, null]],
        source: "array_contains",
      },
      { sql: "SELECT JSON_ARRAY_LENGTH(ARRAY(1, 2))", error: "function json_array_length(super) does not exist" },
      { sql: "SELECT IS_VALID_JSON(phones) FROM customers", error: "function is_valid_json(super) does not exist" },
      // An item has its own name, also where a column of its table has the same.
      {
        sql: "SELECT c.id, orders.price::DECIMAL(8,2) FROM customers c, c.orders orders WHERE c.id = 3",
        rows: [[3, "13.50"]],
        source: "query-super",
      },
    ],
  },
];
