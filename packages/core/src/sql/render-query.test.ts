import { expect, test } from "vitest";
import { renderQuery } from "./render-query.ts";

const QUERY = `-- Which readings?
SELECT a /* :'n' */
FROM t
WHERE b > :'low'::DECIMAL(6, 1)
  AND c = :'name' AND d < :'low'::INTEGER
LIMIT :n;
`;

test("A literal variable becomes a bound parameter, once however often it is used; the others go into the text", () => {
  const { sql, parameters } = renderQuery(QUERY, { low: 3.5, name: "it's", n: 20 }, "q.sql");
  expect(sql).toBe(
    "SELECT a  \nFROM t\nWHERE b > :low::DECIMAL(6, 1)\n  AND c = :name AND d < :low::INTEGER\nLIMIT 20",
  );
  expect(parameters).toEqual([
    { name: "low", value: "3.5" },
    { name: "name", value: "it's" },
  ]);
});

test("A query without variables has no parameter list, which the Data API would refuse when empty", () => {
  expect(renderQuery("SELECT 1;", {}, "q.sql")).toMatchObject({ sql: "SELECT 1", parameters: undefined });
});

test("A position that Redshift reports is found in the file, past comments and replaced variables", () => {
  const { sql, locate } = renderQuery(QUERY, { low: 3.5, name: "x", n: 20 }, "q.sql");
  for (const word of ["SELECT", "FROM", "b >", "DECIMAL", "AND c", "d <", "INTEGER", "LIMIT"]) {
    const lines = QUERY.split("\n");
    const line = lines.findIndex((text) => text.includes(word) && !text.startsWith("--"));
    expect(locate(sql.indexOf(word) + 1)).toEqual({
      file: "q.sql",
      line: line + 1,
      column: (lines[line] ?? "").indexOf(word) + 1,
    });
  }
  expect(locate(sql.indexOf(":name") + 3)).toEqual({ file: "q.sql", line: 5, column: 11 });
});

test("What the Data API would refuse is refused here, with the place", () => {
  expect(() => renderQuery(QUERY, { low: "", name: "x", n: 1 }, "q.sql")).toThrow("q.sql:4:11: variable low is empty");
  expect(() => renderQuery(QUERY, { low: 1, name: "x", n: 1, hgih: 2 }, "q.sql")).toThrow("the value hgih is given");
  expect(() => renderQuery(QUERY, { low: 1, n: 1 }, "q.sql")).toThrow("q.sql:5:11: variable name is not set");
  expect(() => renderQuery("SELECT 1;\nSELECT 2;", {}, "q.sql")).toThrow(
    "q.sql:2:1: one query is expected here, and there are 2",
  );
  expect(() => renderQuery("-- none", {}, "q.sql")).toThrow("q.sql:1:1: one query is expected here, and there are 0");
});
