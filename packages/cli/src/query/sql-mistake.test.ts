import { PsqlError } from "@sensor-pipeline/core/sql/psql-error";
import { renderQuery } from "@sensor-pipeline/core/sql/render-query";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { expect, test } from "vitest";
import { sqlMistake } from "./sql-mistake.ts";

function refused(text: string, word: string) {
  const rendered = renderQuery(text, {}, "mine.sql");
  const reason = `ERROR: syntax error at or near "${word}"\n  Position: ${rendered.sql.indexOf(word) + 1}`;
  const error = new StatementError({ name: "mine.sql", ...rendered }, "id", "FAILED", reason);
  return sqlMistake(error, { name: "mine.sql", text })?.message.split("\n");
}

test("a mistake is shown with its line, past comments, and a caret under it, past tabs", () => {
  expect(refused("-- mine\nSELECT 1\n\tFRM t;", "FRM")).toEqual([
    'mine.sql:3:2: ERROR: syntax error at or near "FRM"',
    "  3 |  FRM t;",
    "       ^",
  ]);
});

test("of a long line what stands around the mistake is shown", () => {
  const [, line = "", caret = ""] = refused(`SELECT ${"a, ".repeat(60)} FRM ${"b, ".repeat(60)}`, "FRM") ?? [];
  expect(line.slice(caret.length - 1)).toMatch(/^FRM b, .*…$/);
  expect(line).toMatch(/^ {2}1 \| …/);
  expect(line.length).toBeLessThan(120);
});

test("what has no place is told in Redshift's words alone, and another error is none of SQL's", () => {
  const error = new StatementError({ name: "mine.sql", sql: "" }, "id", "FAILED", "ERROR: permission denied");
  expect(sqlMistake(error, { name: "mine.sql", text: "" })?.message).toBe("mine.sql: ERROR: permission denied");
  expect(sqlMistake(new Error("x"), { name: "mine.sql", text: "" })).toBeUndefined();
  const psql = new PsqlError("this string has no end.", { file: "mine.sql", text: "SELECT 'a", offset: 7 });
  expect(sqlMistake(psql, { name: "mine.sql", text: "SELECT 'a" })?.message).toMatch(
    /no end\.\n {2}1 \| SELECT 'a\n {13}\^$/,
  );
});
