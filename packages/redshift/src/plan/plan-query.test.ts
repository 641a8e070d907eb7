import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Catalog, CatalogRelation } from "./catalog.ts";
import { planQuery } from "./plan-query.ts";

const T: CatalogRelation = {
  schema: "public",
  name: "t",
  kind: "table",
  columns: [
    { name: "i", type: { name: "integer" } },
    { name: "d", type: { name: "decimal", precision: 6, scale: 1 } },
    { name: "v", type: { name: "varchar", length: 20 } },
    { name: "ts", type: { name: "timestamp" } },
    { name: "p", type: { name: "super" } },
    { name: "b", type: { name: "varbyte" } },
  ],
  engineName: '"public"."t"',
};

const catalog: Catalog = { relation: (_, name) => (name === "t" ? T : undefined) };

function plan(sql: string): ReturnType<typeof planQuery> {
  const [first] = parse(sql);
  if (first?.statement.kind !== "query") throw new Error("not a query");
  return planQuery(first.statement, { catalog });
}

const LEAVES = fc.constantFrom(
  "i",
  "d",
  "v",
  "ts",
  "p",
  "p.a.b",
  "p.a[0]",
  "b",
  "1",
  "2.5",
  "'x'",
  "NULL",
  "TRUE",
  "GETDATE()",
  "DATE '2026-01-01'",
  "nothing",
);

const { expression: EXPRESSIONS } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    LEAVES,
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "/", "%", "||", "=", "<", "AND", "OR", "~", "LIKE", "->"),
        tie("expression"),
      )
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(
        fc.constantFrom(
          "LEN",
          "UPPER",
          "JSON_PARSE",
          "CAN_JSON_PARSE",
          "SUM",
          "AVG",
          "COUNT",
          "ABS",
          "TRUNC",
          "NVL",
          "CONCAT",
          "DATEDIFF",
          "JSON_VALID",
          "STRING_AGG",
        ),
        fc.array(tie("expression"), { maxLength: 3 }),
      )
      .map(([name, values]) => `${name}(${values.join(", ")})`),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("INTEGER", "VARCHAR(5)", "DECIMAL(8, 2)", "TIMESTAMP", "SUPER", "VARBYTE", "BOOLEAN"),
      )
      .map(([value, type]) => `${value}::${type}`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([when, result, otherwise]) => `CASE WHEN ${when} THEN ${result} ELSE ${otherwise} END`),
  ),
}));

test("any expression is planned with a type, or refused with an SQLSTATE", () => {
  fc.assert(
    fc.property(EXPRESSIONS, (expression) => {
      try {
        const { text, columns } = plan(`SELECT ${expression} AS x FROM t`);
        expect(text).toMatch(/^SELECT /);
        expect(columns.map((column) => column.name)).toEqual(["x"]);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        expect(error.sqlState).toMatch(/^[0-9A-Z]{5}$/);
      }
    }),
    { numRuns: 1000 },
  );
});

test("a plan names what it reads and calls, each relation once", () => {
  const { relations, functions } = plan(
    "WITH a AS (SELECT i FROM t) SELECT GETDATE(), LEN(v) FROM t WHERE i IN (SELECT i FROM a)",
  );
  expect(relations).toEqual([T]);
  expect(functions.map(({ name, volatility }) => `${name} ${volatility}`)).toEqual(["getdate stable", "len immutable"]);
});

test("a chain of WITH that names each step is planned in size proportional to its length", () => {
  const chain = (length: number): string => {
    const steps = Array.from({ length }, (_, index) => {
      const from = index === 0 ? "t" : `s${index - 1}`;
      const previous = index === 0 ? "v" : `x${index - 1}`;
      return `s${index} AS (SELECT ${previous} || ${previous} || UPPER(${previous}) || LOWER(${previous}) AS x${index} FROM ${from})`;
    });
    return plan(`WITH ${steps.join(", ")} SELECT x${length - 1} FROM s${length - 1}`).text;
  };
  const [short, long] = [chain(5), chain(10)];
  expect(long.length).toBeLessThan(short.length * 2.5);
  // Without fences the engine would put each step's text into the next one's, four times.
  expect(long.match(/AS "fence of columns"/g)?.length).toBeGreaterThanOrEqual(4);
});

test("a literal never reaches the engine as anything but a literal", () => {
  const hostile = "x'; DROP TABLE t; --\\";
  const parameters = new Map([["p", { text: hostile }]]);
  const [first] = parse("SELECT v = :p FROM t");
  if (first?.statement.kind !== "query") throw new Error("not a query");
  const { text } = planQuery(first.statement, { catalog, parameters });
  expect(text).toContain("E'x''; DROP TABLE t; --\\\\'");
});
