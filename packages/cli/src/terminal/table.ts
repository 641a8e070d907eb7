import Table from "cli-table3";
import stringWidth from "string-width";
import type { Style } from "./terminal.ts";

export interface Column {
  readonly title: string;
  /** Numbers stand right. @default left */
  readonly align?: "left" | "right";
}

interface TableOptions {
  /** Columns of the terminal: no line is longer. */
  readonly width: number;
  readonly style: (style: Style, text: string) => string;
}

const GAP = 2;
const NARROWEST = 6;
const NO_LINES = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((place) => [place, ""]),
);

/** Rows under their titles, without lines between; cells that do not fit end in an ellipsis. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width, style }: TableOptions,
): string {
  const widths = fittingWidths(columns, rows, width);
  const table = new Table({
    colWidths: widths.map((each) => each + GAP),
    colAligns: columns.map(({ align = "left" }) => align),
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": GAP, head: [], border: [] },
  });
  const cells = [columns.map(({ title }) => style("dim", title)), ...rows.map((row) => row.map(singleLine))];
  table.push(...cells);
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Natural widths, the widest ones narrowed until a line fits. */
function fittingWidths(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map(({ title }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, stringWidth(singleLine(row[index] ?? ""))),
      Math.max(1, stringWidth(title)),
    ),
  );
  for (;;) {
    const excess = widths.reduce((sum, each) => sum + each + GAP, 0) - width;
    const widest = Math.max(...widths);
    if (excess <= 0 || widest <= NARROWEST) return widths;
    widths[widths.indexOf(widest)] = Math.max(NARROWEST, widest - 1);
  }
}

function singleLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
