import { expect, test } from "vitest";
import { printable } from "./printable.ts";

test("lines and tabs become blanks, letters of any script stay", () => {
  expect(printable("a\r\n\tb\n c 温度 é 🌡")).toBe("a b c 温度 é 🌡");
});

test("what would act on the terminal is shown as its code", () => {
  expect(printable("a\u001b[2J\u0007b\u009bm\u202e\u0000")).toBe("a\\u001b[2J\\u0007b\\u009bm\\u202e\\u0000");
});
