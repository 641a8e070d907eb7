import { expect, test } from "vitest";
import { wrapText } from "./wrap-text.ts";

test("text is broken at spaces, and an ARN is not", () => {
  expect(wrapText("a bb ccc", 4)).toEqual(["a bb", "ccc"]);
  expect(wrapText("see arn:aws:iam::000000000000:role/x now", 10)).toEqual([
    "see",
    "arn:aws:iam::000000000000:role/x",
    "now",
  ]);
});
