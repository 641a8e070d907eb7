import type { QueryRows } from "@sensor-pipeline/core/warehouse/query-rows";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { rowsAsTable } from "./rows-as-table.ts";
import { rowsAsCsv, rowsAsJson } from "./rows-as-text.ts";

const ROWS: QueryRows = {
  statementId: "id",
  hasResultSet: true,
  columns: [
    { name: "n", type: "int4" },
    { name: "n", type: "numeric" },
    { name: "at", type: "timestamp" },
    { name: "zoned", type: "timestamptz" },
    { name: "doc", type: "super" },
    { name: "bytes", type: "varbyte" },
    { name: "text", type: "varchar" },
    { name: "ok", type: "bool" },
  ],
  rows: [
    [
      7,
      "1.50",
      "2026-11-26 18:53:23",
      "2026-11-26 18:53:23.337+00",
      '{"a":12345678901234567890}',
      "616263",
      'a,"b"\nc',
      true,
    ],
    [-1, "NaN", "infinity", "2026-11-26 18:53:23+05:30", '"x"', null, "", false],
    [null, null, null, null, null, null, null, null],
  ],
  totalRows: 3,
};
const place = { style: (_: unknown, text: string) => text, today: "2026-11-26" };

test("JSON keeps types and digits, and tells columns of one name apart", () => {
  expect(rowsAsJson(ROWS)).toBe(
    [
      '[{"n":7,"n_2":1.50,"at":"2026-11-26T18:53:23Z","zoned":"2026-11-26T18:53:23.337Z",',
      '"doc":{"a":12345678901234567890},"bytes":"616263","text":"a,\\"b\\"\\nc","ok":true},',
      '{"n":-1,"n_2":"NaN","at":"infinity","zoned":"2026-11-26T18:53:23+05:30","doc":"x","bytes":null,"text":"","ok":false},',
      '{"n":null,"n_2":null,"at":null,"zoned":null,"doc":null,"bytes":null,"text":null,"ok":null}]',
    ].join(""),
  );
});

test("CSV is RFC 4180: quotes where they are needed, NULL apart from the empty text", () => {
  expect([...rowsAsCsv(ROWS)]).toEqual([
    "n,n,at,zoned,doc,bytes,text,ok\r",
    '7,1.50,2026-11-26T18:53:23Z,2026-11-26T18:53:23.337Z,"{""a"":12345678901234567890}",616263,"a,""b""\nc",true\r',
    '-1,NaN,infinity,2026-11-26T18:53:23+05:30,"""x""",,"",false\r',
    ",,,,,,,\r",
  ]);
});

test("a table shows NULL as such, times readable, numbers right", () => {
  const [titles, first, , last] = rowsAsTable(ROWS, { ...place, width: undefined });
  expect(titles).toMatch(/^ +n +n {2}at +zoned +doc/);
  expect(first).toMatch(/^ {3}7 {2}1\.50 {2}2026-11-26 18:53:23 {2}2026-11-26 18:53:23\.337 .* a,"b" c {2}true$/);
  expect(last).toMatch(/^NULL {2}NULL {2}NULL/);
});

test("documents and bytes are cut with an ellipsis", () => {
  const rows = [[`{"a":"${"x".repeat(200)}"}`, "ab".repeat(100)]];
  const columns = [
    { name: "doc", type: "super" },
    { name: "bytes", type: "varbyte" },
  ];
  const [, row = ""] = rowsAsTable({ ...ROWS, columns, rows }, { ...place, width: undefined });
  expect(row).toMatch(/^\{"a":"x{53}… {2}(ab){11}a…$/);
});

const WIDE: QueryRows = {
  ...ROWS,
  columns: [
    { name: "approximate_arrival_timestamp", type: "timestamp" },
    { name: "current_temperature", type: "numeric" },
    { name: "message", type: "varchar" },
  ],
  rows: [["2026-11-26 18:53:23.337", "-21.5", "温".repeat(60)]],
};

test("a table that does not fit has its titles on several lines, today's times short, then texts cut, and no number", () => {
  for (const width of [200, 120, 60, 48]) {
    const lines = rowsAsTable(WIDE, { ...place, width });
    expect(lines.at(-1)).toMatch(/^(2026-11-26 )?18:53:23\.337 +-21\.5 {2}温+…?$/);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  }
  const other = rowsAsTable(WIDE, { ...place, width: 60, today: "2026-11-27" });
  expect(other.at(-1)).toContain("2026-11-26 18:53:23.337");
});

test("where not even that fits, each row is a block", () => {
  expect(rowsAsTable(WIDE, { ...place, width: 36 }).map((line) => line.split(/ {2,}/)[0])).toEqual([
    "row 1",
    expect.stringMatching(/^approximate/),
    expect.stringMatching(/^current/),
    "message",
  ]);
});
