import { styleText } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { renderTable } from "./table.ts";

const plain = { style: (_: unknown, text: string) => text };

test("numbers stand right, text left, and no line has blanks at its end", () => {
  const columns = [{ title: "status" }, { title: "count", align: "right" as const }, { title: "note" }];
  const rows = [
    ["ACTIVE", "7", ""],
    ["OK", "1200", "a\nb"],
  ];
  expect(renderTable(columns, rows, { width: 80, ...plain })).toBe(
    ["status  count  note", "ACTIVE      7", "OK       1200  a b"].join("\n"),
  );
});

test("the widest columns are cut until a line fits, whatever the width of their letters", () => {
  const columns = [{ title: "key" }, { title: "text" }, { title: "more" }];
  for (const letter of ["x", "温", "é"]) {
    const table = renderTable(columns, [["a", letter.repeat(60), letter.repeat(30)]], { width: 40, ...plain });
    const [titles = "", row = ""] = table.split("\n");
    expect(table.split("\n")).toHaveLength(2);
    expect(stringWidth(row), row).toBeLessThanOrEqual(40);
    expect(row).toMatch(/^a {4}.+…\s.+…$/);
    expect(stringWidth(titles.slice(0, titles.indexOf("more")))).toBe(
      stringWidth(row.slice(0, row.indexOf("…") + 1)) + 2,
    );
  }
});

test("colours count for nothing", () => {
  const red = styleText("red", "ALARM", { validateStream: false });
  const table = renderTable([{ title: "state" }, { title: "n" }], [[red, "1"]], { width: 80, ...plain });
  expect(table).toBe(`state  n\n${red}  1`);
});
