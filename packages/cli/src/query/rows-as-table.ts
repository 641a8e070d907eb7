import type { QueryRows } from "@sensor-pipeline/core/warehouse/query-rows";
import type { RawValue } from "@sensor-pipeline/core/warehouse/read-field";
import { printable } from "../terminal/printable.ts";
import { type Column, renderTable, widthOf } from "../terminal/table.ts";
import type { Style } from "../terminal/terminal.ts";
import { type CellKind, cellText, kindOf } from "./cell.ts";

export interface TablePlace {
  /** Columns of the terminal; undefined where there is none, and nothing has to fit. */
  readonly width: number | undefined;
  /** `2026-11-26`, of the stage. */
  readonly today: string;
  readonly style: (style: Style, text: string) => string;
}

/** SUPER and VARBYTE are for programs: `--json` has all of them. */
const LONGEST: Readonly<Partial<Record<CellKind, number>>> = { super: 60, varbyte: 24 };
/** Text that is cut shorter than this tells nothing. */
const NARROWEST = 16;
const GAP = 2;

/**
 * Rows as a table. Where it would be wider than the terminal, titles take several lines, then today's times leave out the day,
 * then texts are cut; where not even that helps, a block a row, as psql's \x auto does.
 */
export function rowsAsTable({ columns, rows }: QueryRows, { width, style, today }: TablePlace): readonly string[] {
  const kinds = columns.map(kindOf);
  const fractions = kinds.map((kind, index) => kind === "timestamp" && rows.some((row) => hasFraction(row[index])));
  const cellsWith = (omittedDay: string | undefined) =>
    rows.map((row) =>
      row.map((value, index) => {
        if (value === null) return style("dim", "NULL");
        return shownCell(value, kinds[index] ?? "text", { withFraction: fractions[index] ?? false, omittedDay });
      }),
    );
  const natural = columns.map(({ name }, index): Column => {
    const kind = kinds[index] ?? "text";
    const align = kind === "number" ? "right" : "left";
    return { title: printable(name), align, whole: kind === "number" || kind === "timestamp" };
  });
  const whole = cellsWith(undefined);
  if (width === undefined || fits(natural, whole, Number.POSITIVE_INFINITY, width)) {
    return renderTable(natural, whole, { width: Number.POSITIVE_INFINITY, style }).split("\n");
  }
  for (const cells of [whole, cellsWith(today)]) {
    const broken = natural.map((column, index) => ({
      ...column,
      title: brokenTitle(column.title, widest(cells, index)),
    }));
    if (fits(broken, cells, NARROWEST, width)) return renderTable(broken, cells, { width, style }).split("\n");
  }
  return blocks(natural, whole, { width, style });
}

interface TimeShape {
  readonly withFraction: boolean;
  /** A day that goes without saying. */
  readonly omittedDay: string | undefined;
}

function shownCell(value: Exclude<RawValue, null>, kind: CellKind, shape: TimeShape): string {
  const text = cellText(value, kind);
  if (kind === "timestamp") return readableTimestamp(text, shape);
  const safe = printable(text);
  const longest = LONGEST[kind] ?? Number.POSITIVE_INFINITY;
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1)}…`;
}

/** `2026-11-26 18:53:23.337`; with milliseconds where one of the column has a fraction, so that all are as long. */
function readableTimestamp(iso: string, { withFraction, omittedDay }: TimeShape): string {
  const [, day, time, fraction = "", zone = ""] = /^(\S+)T([\d:]+)(?:\.(\d+))?(\S*)$/.exec(iso) ?? [];
  if (day === undefined) return printable(iso);
  const milliseconds = withFraction ? `.${fraction.slice(0, 3).padEnd(3, "0")}` : "";
  return `${day === omittedDay ? "" : `${day} `}${time}${milliseconds}${zone === "Z" ? "" : ` ${zone}`}`;
}

function hasFraction(value: RawValue | undefined): boolean {
  return typeof value === "string" && /\.\d*[1-9]/.test(value);
}

function widest(cells: readonly (readonly string[])[], index: number): number {
  return cells.reduce((most, row) => Math.max(most, widthOf(row[index] ?? "")), 0);
}

/** Whether a line fits when texts are cut to `most`. */
function fits(columns: readonly Column[], cells: readonly (readonly string[])[], most: number, width: number): boolean {
  const least = columns.map(({ title, whole }, index) => {
    const cell = widest(cells, index);
    return Math.max(whole ? cell : Math.min(cell, most), Math.min(widthOf(title), most)) + GAP;
  });
  return least.reduce((sum, each) => sum + each, 0) <= width;
}

/** `approximate_arrival_timestamp` over several lines, none longer than the column's cells where a word allows it. */
function brokenTitle(title: string, width: number): string {
  const lines: string[] = [];
  for (const word of title.split(/(?<=_)/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + word) <= width) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.join("\n");
}

function blocks(
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  { width, style }: Pick<TablePlace, "style"> & { readonly width: number },
): readonly string[] {
  return cells.flatMap((row, index) => {
    const named = row.map((cell, column) => [style("dim", columns[column]?.title ?? ""), cell]);
    const table = renderTable([{ title: `row ${index + 1}` }, { title: "" }], named, { width, style });
    return index === 0 ? table.split("\n") : ["", ...table.split("\n")];
  });
}
