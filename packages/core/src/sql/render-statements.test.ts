import fc from "fast-check";
import { expect, test } from "vitest";
import { PsqlError } from "./psql-error.ts";
import { renderStatements } from "./render-statements.ts";

/** What psql sends for `text` with `-v x=<value>`. */
const CASES: readonly { readonly text: string; readonly value: string; readonly sent: readonly string[] }[] = [
  { text: "SELECT :'x';", value: "plain", sent: ["SELECT 'plain'"] },
  { text: "SELECT :'x';", value: "it's", sent: ["SELECT 'it''s'"] },
  { text: "SELECT :'x';", value: "a\\b", sent: ["SELECT  E'a\\\\b'"] },
  { text: "SELECT :'x';", value: "a\\'b", sent: ["SELECT  E'a\\\\''b'"] },
  { text: "SELECT :'x';", value: "", sent: ["SELECT ''"] },
  { text: "SELECT :'x'::INTEGER;", value: "7", sent: ["SELECT '7'::INTEGER"] },
  { text: 'SELECT * FROM s.:"x";', value: 'My "stream"', sent: ['SELECT * FROM s."My ""stream"""'] },
  {
    text: "ALTER MATERIALIZED VIEW v AUTO REFRESH :x;",
    value: "YES",
    sent: ["ALTER MATERIALIZED VIEW v AUTO REFRESH YES"],
  },
  {
    text: "SELECT ':x', ':''x''', \":x\", $$:x$$, $a$ :'x' $$ $a$;",
    value: "no",
    sent: ["SELECT ':x', ':''x''', \":x\", $$:x$$, $a$ :'x' $$ $a$"],
  },
  { text: "SELECT E'it\\'s :x', a::x, b FROM t;", value: "no", sent: ["SELECT E'it\\'s :x', a::x, b FROM t"] },
  { text: "SELECT (1; 2), 3; SELECT 4", value: "no", sent: ["SELECT (1; 2), 3", "SELECT 4"] },
  {
    text: "-- :'x'; not this\nSELECT 1 -- :x\n  , 2;\n/* :x /* nested ; */ still */ SELECT/* ; */3;;",
    value: "no",
    sent: ["SELECT 1 \n  , 2", "SELECT 3"],
  },
  { text: "GRANT ROLE sys:monitor TO ROLE m;", value: "no", sent: ["GRANT ROLE sys:monitor TO ROLE m"] },
  { text: " \n-- nothing\n", value: "no", sent: [] },
];

for (const { text, value, sent } of CASES)
  test(`renders ${JSON.stringify(text)} with x=${JSON.stringify(value)} as psql does`, () => {
    expect(renderStatements(text, { x: value }, "a.sql")).toEqual(sent);
  });

test("A literal read back by SQL's rules is the value, whatever it holds", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }).filter((value) => !value.includes("\0")),
      (value) => {
        const [sql = ""] = renderStatements("SELECT :'x'", { x: value }, "a.sql");
        expect(readLiteral(sql.slice("SELECT ".length))).toBe(value);
      },
    ),
  );
});

test("A value never adds a statement and never ends one", () => {
  fc.assert(
    fc.property(
      fc.string().filter((value) => !value.includes("\0")),
      (value) => {
        const [sql = "", ...more] = renderStatements("SELECT :'x', :\"x\";", { x: value }, "a.sql");
        expect(more).toEqual([]);
        expect(renderStatements(`${sql};`, {}, "again.sql")).toEqual([sql]);
      },
    ),
  );
});

test("One set of values serves files that use only some of them", () => {
  expect(renderStatements("DROP VIEW v;", { role_arn: "unused" }, "a.sql")).toEqual(["DROP VIEW v"]);
});

const REFUSED: readonly {
  readonly why: string;
  readonly text: string;
  readonly values: Record<string, string>;
  readonly message: string;
}[] = [
  {
    why: "an unset variable",
    text: "SELECT 1,\n  :'role';",
    values: { stream: "s" },
    message: "a.sql:2:3: variable role is not set. Set are: stream.",
  },
  {
    why: "a name that every object has",
    text: "SELECT :'toString'",
    values: {},
    message: "a.sql:1:8: variable toString is not set. Set are: none.",
  },
  {
    why: "a raw value of several words",
    text: "SELECT :x",
    values: { x: "1; DROP TABLE t" },
    message: "a.sql:1:8: variable x is written :x",
  },
  {
    why: "a NUL character",
    text: "SELECT :'x'",
    values: { x: "a\0b" },
    message: "a.sql:1:8: the value of variable x holds a NUL character",
  },
  {
    why: "a psql command",
    text: "\\i other.sql\nSELECT 1;",
    values: {},
    message: "a.sql:1:1: a psql command can't be sent to Redshift",
  },
  { why: "a string without an end", text: "SELECT 'a;", values: {}, message: "a.sql:1:8: this string has no end" },
  {
    why: "a backslash in a plain string",
    text: "SELECT 'a\\b';",
    values: {},
    message: "a.sql:1:8: this string has no end, or holds a backslash",
  },
  {
    why: "a comment without an end",
    text: "SELECT 1 /* a /* b */",
    values: {},
    message: "a.sql:1:10: this comment has no end",
  },
  {
    why: "a quoted name without an end",
    text: 'SELECT "a',
    values: {},
    message: "a.sql:1:8: this quoted name has no end",
  },
];

for (const { why, text, values, message } of REFUSED)
  test(`refuses ${why}, naming file, line and column`, () => {
    const render = () => renderStatements(text, values, "a.sql");
    expect(render).toThrow(PsqlError);
    expect(render).toThrow(message);
  });

/** A literal by the rules of SQL: '' is a quote; after E, a backslash keeps the next character. */
function readLiteral(literal: string): string {
  const text = literal.trimStart();
  const escaped = text.startsWith("E");
  const body = text.slice(escaped ? 2 : 1, -1).replaceAll("''", "'");
  return escaped ? body.replaceAll("\\\\", "\\") : body;
}
