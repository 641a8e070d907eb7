import Table from "cli-table3";
import stringWidth from "string-width";
import type { Style } from "./terminal.ts";

export interface Column {
  /** May have several lines. */
  readonly title: string;
  /** Numbers stand right. @default left */
  readonly align?: "left" | "right";
  /** Its cells are never cut: half a number or time is a wrong one. @default false */
  readonly whole?: boolean;
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
  table.push(columns.map(({ title }) => ({ content: style("dim", title), vAlign: "bottom" as const })));
  for (const row of rows) table.push(row.map(singleLine));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Columns of the terminal that the widest line of a text takes. */
export function widthOf(text: string): number {
  return Math.max(...text.split("\n").map((line) => stringWidth(line)));
}

/** Natural widths, the widest ones narrowed until a line fits. */
function fittingWidths(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map(({ title }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, stringWidth(singleLine(row[index] ?? ""))),
      Math.max(1, widthOf(title)),
    ),
  );
  for (;;) {
    const excess = widths.reduce((sum, each) => sum + each + GAP, 0) - width;
    const widest = Math.max(...widths.filter((_, index) => columns[index]?.whole !== true));
    if (excess <= 0 || widest <= NARROWEST) return widths;
    const narrowed = widths.findIndex((each, index) => each === widest && columns[index]?.whole !== true);
    widths[narrowed] = Math.max(NARROWEST, widest - 1);
  }
}

function singleLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
