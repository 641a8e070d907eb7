import fc from "fast-check";
import { expect, test } from "vitest";
import { isSurelyJson } from "./sure-json.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

test("objects and arrays of plain values surely are JSON, with any blanks between", () => {
  for (const text of [
    "{}",
    "[]",
    ' {"a": 1, "b": [true, false, null, -1.5, 0, "é \\" \\\\ \\n"], "c": {"a": {}}} \n',
    "[[1],[2]]",
  ]) {
    expect(isSurelyJson(bytes(text)), text).toBe(true);
  }
});

test("what the engine may refuse, or see otherwise, is left to it", () => {
  const deep = `${"[".repeat(40)}${"]".repeat(40)}`;
  for (const text of [
    "",
    "1",
    '"a"',
    "null",
    "{",
    '{"a":1,}',
    "[1,]",
    '{"a":1} x',
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":2}}',
    "{a:1}",
    '{"a":01}',
    '{"a":1.}',
    '{"a":-}',
    '{"a":1e5}',
    '{"a":12345678901234567890}',
    '{"a":"\\u0000"}',
    '{"\\u0061":1}',
    '{"a":"\n"}',
    '["a]',
    "[tru]",
    "[nul",
    deep,
  ]) {
    expect(isSurelyJson(bytes(text)), text).toBe(false);
  }
  expect(isSurelyJson(Uint8Array.of(0x22, 0xff, 0x22))).toBe(false);
  expect(isSurelyJson(Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d))).toBe(false);
});

test("whatever surely is JSON can be parsed, and back again", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json({ maxDepth: 4 }),
        fc.string(),
        fc.json().map((text) => text.slice(1)),
      ),
      (text) => {
        if (isSurelyJson(bytes(text))) expect(() => JSON.parse(text)).not.toThrow();
      },
    ),
    { numRuns: 2000 },
  );
});
