import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dialect, openDialect, type Row } from "./dialect-fixture.ts";

let dialect: Dialect;

beforeAll(async () => {
  dialect = await openDialect();
  await dialect.run(`
    CREATE TABLE sales (id INTEGER, seller VARCHAR(10), amount INTEGER, price DECIMAL(8, 2), sold TIMESTAMP);
    INSERT INTO sales VALUES
      (1, 'ann', 10, 1.50, '2026-01-01'), (2, 'ann', 20, 2.25, '2026-01-02'), (3, 'bob', 5, NULL, '2026-01-03'),
      (4, 'bob', NULL, 4.00, '2026-01-04'), (5, 'cyd', 7, 1.00, '2026-01-05');
    CREATE TABLE sellers (seller VARCHAR(10), town VARCHAR(10));
    INSERT INTO sellers VALUES ('ann', 'Oslo'), ('bob', 'Rome'), ('dee', NULL);
    CREATE TABLE docs (id INTEGER, body SUPER);
    INSERT INTO docs SELECT 1, JSON_PARSE('{"tags":["x","y"],"size":{"w":1,"h":2}}');
    INSERT INTO docs VALUES (2, JSON_PARSE('{"tags":"none"}'));
    CREATE VIEW big_sales AS WITH big AS (SELECT s.*, amount * 2 AS double FROM sales s WHERE amount > 6) SELECT id, double FROM big`);
});

afterAll(() => dialect.close());

const QUERIES: readonly (readonly [string, readonly Row[]])[] = [
  [
    "SELECT seller, COUNT(*), AVG(amount), SUM(price) FROM sales GROUP BY seller ORDER BY 1",
    [
      ["ann", "2", "15", "3.75"],
      ["bob", "2", "5", "4.00"],
      ["cyd", "1", "7", "1.00"],
    ],
  ],
  ["SELECT AVG(amount), AVG(price) FROM sales WHERE seller = 'ann' OR id = 5", [["12", "1.58"]]],
  ["SELECT TOP 2 id FROM sales ORDER BY id DESC", [["5"], ["4"]]],
  ["SELECT id FROM sales ORDER BY amount LIMIT 1 OFFSET 1", [["5"]]],
  ["SELECT id FROM sales ORDER BY amount DESC LIMIT 1", [["4"]]],
  ["SELECT amount * 2 AS twice, twice + 1 AS more FROM sales WHERE id = 1", [["20", "21"]]],
  ["SELECT id AS amount, amount FROM sales WHERE id = 1", [["1", "10"]]],
  [
    "SELECT seller AS who, COUNT(*) AS n FROM sales GROUP BY who HAVING COUNT(*) > 1 ORDER BY n DESC, who",
    [
      ["ann", "2"],
      ["bob", "2"],
    ],
  ],
  [
    "SELECT seller, id FROM sales AS s QUALIFY ROW_NUMBER() OVER (PARTITION BY seller ORDER BY sold DESC) = 1 ORDER BY sold",
    [
      ["ann", "2"],
      ["bob", "4"],
      ["cyd", "5"],
    ],
  ],
  [
    "SELECT id, RANK() OVER (ORDER BY seller) AS r FROM sales WHERE id < 5 QUALIFY r = 1 ORDER BY id",
    [
      ["1", "1"],
      ["2", "1"],
    ],
  ],
  ["SELECT id FROM sales WHERE id < 3 UNION SELECT id FROM sales WHERE id = 2 ORDER BY id", [["1"], ["2"]]],
  ["SELECT id FROM sales MINUS SELECT id FROM sales WHERE id > 2 ORDER BY 1", [["1"], ["2"]]],
  ["SELECT 1 AS n UNION ALL SELECT 2.5 ORDER BY n", [["1.0"], ["2.5"]]],
  [
    "SELECT s.id, t.town FROM sales s JOIN sellers t ON s.seller = t.seller WHERE t.town = 'Rome' ORDER BY 1",
    [
      ["3", "Rome"],
      ["4", "Rome"],
    ],
  ],
  [
    "SELECT seller, COUNT(id) FROM sellers LEFT JOIN sales USING (seller) GROUP BY seller ORDER BY seller",
    [
      ["ann", "2"],
      ["bob", "2"],
      ["dee", "0"],
    ],
  ],
  [
    "SELECT * FROM sellers NATURAL JOIN (SELECT DISTINCT seller FROM sales) ORDER BY 1",
    [
      ["ann", "Oslo"],
      ["bob", "Rome"],
    ],
  ],
  ["SELECT seller FROM sellers s WHERE NOT EXISTS (SELECT 1 FROM sales WHERE sales.seller = s.seller)", [["dee"]]],
  ["SELECT seller FROM sellers WHERE seller IN (SELECT seller FROM sales WHERE price > 3)", [["bob"]]],
  ["SELECT id FROM sales WHERE id <> ALL (SELECT id FROM sales WHERE id <> 2)", [["2"]]],
  [
    "SELECT id FROM sales WHERE (seller, amount) IN (SELECT seller, MAX(amount) FROM sales GROUP BY seller) ORDER BY id",
    [["2"], ["3"], ["5"]],
  ],
  ["SELECT (SELECT MAX(id) FROM sales) + 1", [["6"]]],
  [
    "WITH a AS (SELECT id FROM sales WHERE id < 3), b AS (SELECT id FROM a) SELECT a.id, b.id FROM a JOIN b ON a.id = b.id ORDER BY 1",
    [
      ["1", "1"],
      ["2", "2"],
    ],
  ],
  ["WITH named(x, y) AS (SELECT id, seller FROM sales) SELECT y FROM named WHERE x = 5", [["cyd"]]],
  ["SELECT LISTAGG(seller, '-') WITHIN GROUP (ORDER BY id DESC) FROM sales", [["cyd-bob-bob-ann-ann"]]],
  ["SELECT LISTAGG(DISTINCT seller, ',') WITHIN GROUP (ORDER BY seller) FROM sales", [["ann,bob,cyd"]]],
  ["SELECT MEDIAN(amount) FROM sales", [["8.5"]]],
  ["SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY amount) FROM sales", [["7"]]],
  ["SELECT APPROXIMATE COUNT(DISTINCT seller) FROM sales", [["3"]]],
  ["SELECT BOOL_OR(amount > 15), MIN(seller), MAX(sold) FROM sales", [["t", "ann", "2026-01-05 00:00:00"]]],
  [
    "SELECT id, SUM(amount) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM sales ORDER BY id",
    [
      ["1", "10"],
      ["2", "30"],
      ["3", "35"],
      ["4", "35"],
      ["5", "42"],
    ],
  ],
  [
    "SELECT id, LAG(amount) IGNORE NULLS OVER (ORDER BY id) FROM sales ORDER BY id",
    [
      ["1", null],
      ["2", "10"],
      ["3", "20"],
      ["4", "5"],
      ["5", "5"],
    ],
  ],
  [
    "SELECT id, LEAD(amount, 1) OVER (ORDER BY id) FROM sales ORDER BY id LIMIT 2",
    [
      ["1", "20"],
      ["2", "5"],
    ],
  ],
  [
    "SELECT LAST_VALUE(amount IGNORE NULLS) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM sales WHERE id > 2 ORDER BY id",
    [["5"], ["5"], ["7"]],
  ],
  [
    "SELECT id, RATIO_TO_REPORT(amount) OVER () FROM sales WHERE id IN (1, 2) ORDER BY id",
    [
      ["1", "0.3333333333333333"],
      ["2", "0.6666666666666666"],
    ],
  ],
  [
    "SELECT d.id, word, i FROM docs d, d.body.tags AS word AT i ORDER BY i",
    [
      ["1", '"x"', "0"],
      ["1", '"y"', "1"],
    ],
  ],
  [
    "SELECT k, v::INTEGER FROM docs AS d, UNPIVOT d.body.size AS v AT k ORDER BY k",
    [
      ["h", "2"],
      ["w", "1"],
    ],
  ],
  [
    "SELECT seller, GROUPING_COUNT FROM (SELECT seller, COUNT(*) AS grouping_count FROM sales GROUP BY ROLLUP (seller)) ORDER BY 2, 1",
    [
      ["cyd", "1"],
      ["ann", "2"],
      ["bob", "2"],
      [null, "5"],
    ],
  ],
  ["SELECT seller, SUM(amount) FROM sales GROUP BY ALL ORDER BY 1 LIMIT 1", [["ann", "30"]]],
  ["SELECT * EXCLUDE (price, sold) FROM sales WHERE id = 1", [["1", "ann", "10"]]],
  ["SELECT SUM(double) FROM big_sales", [["74"]]],
  ['SELECT "ID" FROM "SALES" WHERE "Seller" = \'cyd\'', [["5"]]],
  ["SELECT COUNT(*) FROM sales WHERE sold BETWEEN '2026-01-02' AND '2026-01-03'", [["2"]]],
  ["SELECT DISTINCT seller FROM sales ORDER BY seller DESC", [["cyd"], ["bob"], ["ann"]]],
  ["SELECT q.* FROM (SELECT 1 AS a, 'x' AS b) q", [["1", "x"]]],
  [
    "SELECT CASE WHEN amount > 6 THEN 'big' ELSE 'small' END AS size, COUNT(*) FROM sales GROUP BY 1 ORDER BY 1",
    [
      ["big", "3"],
      ["small", "2"],
    ],
  ],
  [
    "SELECT * FROM (SELECT seller, amount FROM sales) PIVOT (AVG(amount) AS mean, COUNT(*) AS n FOR seller IN ('ann', 'bob' AS b))",
    [["15", "2", "5", "2"]],
  ],
  [
    "SELECT id, kind, figure FROM (SELECT id, amount::DECIMAL(8, 2) AS amount, price FROM sales) UNPIVOT (figure FOR kind IN (amount AS 'a', price)) WHERE id > 3 ORDER BY 1, 2",
    [
      ["4", "price", "4.00"],
      ["5", "a", "7.00"],
      ["5", "price", "1.00"],
    ],
  ],
  ["SELECT id FROM sales WHERE id = 1 UNION ALL SELECT NULL ORDER BY 1", [["1"], [null]]],
];

test.each(QUERIES)("%s", async (sql, rows) => {
  expect(await dialect.run(sql)).toEqual(rows);
});

const REFUSALS: readonly (readonly [string, string])[] = [
  ["SELECT 1 FORM t", '42601 syntax error at or near "t"'],
  ["SELECT * FROM nowhere", '42P01 relation "nowhere" does not exist'],
  ["SELECT * FROM s.nowhere", '42P01 relation "s.nowhere" does not exist'],
  ["SELECT seller FROM sales, sellers", '42702 column reference "seller" is ambiguous'],
  [
    "SELECT MEDIAN(amount), MEDIAN(price) FROM sales",
    "0A000 within group ORDER BY clauses for aggregate functions must be the same",
  ],
  [
    "SELECT SUM(amount) OVER (ORDER BY id) FROM sales",
    "42601 Aggregate window functions with an ORDER BY clause require a frame clause",
  ],
  ["SELECT id FROM sales QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1", '42601 syntax error at or near "ROW_NUMBER"'],
  ["SELECT id FROM sales s WHERE COUNT(*) > 1", "42803 aggregates not allowed in WHERE clause"],
  [
    "SELECT id FROM sales UNION SELECT id, seller FROM sales",
    "42601 each UNION query must have the same number of columns",
  ],
  ["SELECT id FROM sales UNION SELECT seller FROM sales", "42804 UNION types integer and varchar cannot be matched"],
  ["SELECT DISTINCT ON (seller) id FROM sales", '42601 syntax error at or near "ON"'],
  ["SELECT * FROM (VALUES (1))", '42601 syntax error at or near "VALUES"'],
  ["VALUES (1)", '42601 syntax error at or near "VALUES"'],
  ["SELECT id FROM sales FOR UPDATE", "0A000 SELECT ... FOR UPDATE / SHARE is not supported"],
  ["SELECT id FROM sales EXCEPT ALL SELECT 1", "0A000 EXCEPT ALL is not supported"],
  ["SELECT id FROM sales ORDER BY 3", "42P10 ORDER BY position 3 is not in select list"],
  ["SELECT TOP 1 id FROM sales LIMIT 1", "42601 TOP and LIMIT cannot be used together"],
  ["SELECT * FROM generate_series(1, 2)", "0A000 a function (generate_series) as a table is not supported"],
  ["SELECT id FROM sales WHERE amount >= ALL (SELECT 1)", "0A000 >= ALL is not supported, only <>"],
  [
    "SELECT 1 FROM (WITH RECURSIVE r(n) AS (SELECT 1) SELECT * FROM r) AS q",
    "0A000 WITH RECURSIVE inside a subquery is not supported",
  ],
  ["SELECT id FROM sales a, sales a", '42712 table name "a" specified more than once'],
  [
    "SELECT amount FROM sales GROUP BY seller",
    '42803 column "sales.amount" must appear in the GROUP BY clause or be used in an aggregate function',
  ],
  ["INSERT INTO sales (id) VALUES (1, 2)", "42601 INSERT has more expressions than target columns"],
  [
    "INSERT INTO sales (id, seller) VALUES (9, 'longer than ten')",
    "22001 value too long for type character varying(10)",
  ],
  [
    "INSERT INTO sales (id, sold) VALUES (9, 5)",
    '42804 column "sold" is of type timestamp without time zone but expression is of type integer',
  ],
  ["INSERT INTO sales (nothing) VALUES (1)", '42703 column "nothing" of relation "sales" does not exist'],
  ["DELETE FROM sales WHERE id = 1 RETURNING id", '42601 syntax error at or near "RETURNING"'],
];

test.each(REFUSALS)("%s is refused: %s", async (sql, words) => {
  expect(await dialect.refusal(sql)).toBe(words);
});

test("a Data API parameter is a string literal wherever it stands", async () => {
  const parameters = new Map([
    ["who", { text: "an'n" }],
    ["least", { text: "6" }],
    ["n", { text: "1" }],
  ]);
  const sql = "SELECT id, :who FROM sales WHERE amount > :least::INTEGER AND seller <> :who ORDER BY id LIMIT :n";
  expect(await dialect.run(sql, parameters)).toEqual([["1", "an'n"]]);
  await expect(dialect.run("SELECT :missing", parameters)).rejects.toThrow("there is no parameter :missing");
});

test("rows change as Redshift assigns them: excess blanks are cut, defaults and other tables are read", async () => {
  await dialect.run(`
    CREATE TABLE target (id INTEGER NOT NULL, name VARCHAR(3) DEFAULT 'new', at TIMESTAMP DEFAULT GETDATE(), n DECIMAL(5, 1));
    INSERT INTO target (id, name, n) VALUES (1, 'abc   ', 1.26), (2, '°', 2);
    INSERT INTO target (id) VALUES (3);
    UPDATE target SET name = s.seller, n = DEFAULT FROM sales s WHERE s.id = target.id AND s.id = 2;
    DELETE FROM target USING sellers WHERE sellers.seller = target.name`);
  expect(await dialect.run("SELECT id, name, at, n FROM target ORDER BY id")).toEqual([
    ["1", "abc", "2026-11-23 12:00:00", "1.3"],
    ["3", "new", "2026-11-23 12:00:00", null],
  ]);
});

test("a refusal says where it stands", () => {
  expect(() => dialect.columns("SELECT id,\n  nothing FROM sales")).toThrow(expect.objectContaining({ position: 14 }));
  expect(() => dialect.columns("SELECT 1 +")).toThrow(
    expect.objectContaining({ message: "syntax error at end of input", position: 11 }),
  );
});
