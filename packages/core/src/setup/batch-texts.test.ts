import { expect, test } from "vitest";
import { evaluate, parseExpression } from "../direct/intrinsic-function.ts";
import type { Json } from "../direct/json.ts";
import { batchTexts } from "./batch-texts.ts";

function statementsOf(statements: readonly string[]): Json {
  const { texts, list } = batchTexts(statements, { cutoff: "$.found.cutoff.at" });
  const data = { texts: texts as Record<string, string>, found: { cutoff: { at: "2026-11-24 12:00:00" } } };
  return evaluate(parseExpression(list), { data, context: {} });
}

test("each statement has its values as literals, wherever they stand, and is otherwise as it was", () => {
  expect(
    statementsOf([
      "LOCK TABLE a",
      "DELETE FROM a\nWHERE b < CAST(:cutoff AS TIMESTAMP) AND c = 'it''s {}' AND d::DATE < :cutoff",
    ]),
  ).toEqual([
    "LOCK TABLE a",
    "DELETE FROM a\nWHERE b < CAST('2026-11-24 12:00:00' AS TIMESTAMP) AND c = 'it''s {}' AND d::DATE < '2026-11-24 12:00:00'",
  ]);
});

test("a parameter that nothing was given for stays as it is, for the warehouse to refuse", () => {
  expect(statementsOf(["SELECT :cutoff_2"])).toEqual(["SELECT :cutoff_2"]);
});
