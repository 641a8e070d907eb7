import type { AlarmCondition, AlarmView, ChildAlarm } from "@sensor-pipeline/core/status/alarm-views";
import type { AlarmStateName } from "@sensor-pipeline/core/status/read-alarms";
import { printable } from "../terminal/printable.ts";
import { sparkline } from "../terminal/sparkline.ts";
import { renderTable } from "../terminal/table.ts";
import type { Style } from "../terminal/terminal.ts";
import { wrapText } from "../terminal/wrap-text.ts";
import { ageText } from "./age-text.ts";

export interface ShownAlarms {
  readonly all: readonly AlarmView[];
  /** Those to show, in their order. */
  readonly alarms: readonly AlarmView[];
  /** Milliseconds since the epoch, the stage's time. */
  readonly now: number;
  readonly runbook: (alarm: string) => string | undefined;
}

export interface ShownPlace {
  readonly width: number;
  readonly style: (style: Style, text: string) => string;
}

const COLOURS: Readonly<Record<AlarmStateName, Style>> = { ALARM: "red", INSUFFICIENT_DATA: "yellow", OK: "green" };
const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: ">=",
  GreaterThanThreshold: ">",
  LessThanOrEqualToThreshold: "<=",
  LessThanThreshold: "<",
};
const LABEL_WIDTH = 10;

/** A line an alarm, and below them more on each that is not OK or rests on others. */
export function renderAlarms({ all, alarms, now, runbook }: ShownAlarms, place: ShownPlace): readonly string[] {
  const { style } = place;
  const rows = alarms.map((alarm) => [
    style(COLOURS[alarm.state], alarm.state),
    printable(alarm.name),
    alarm.since === null ? "" : ageText(now - Date.parse(alarm.since)),
    alarm.points === undefined ? "" : drawn(alarm.points, alarm.condition, style),
    newest(alarm.points),
    alarm.condition === undefined ? "" : `${sign(alarm.condition)} ${numberText(alarm.condition.threshold)}`,
    alarm.condition === undefined ? "" : ageText(alarm.condition.periodSeconds * 1000),
  ]);
  const columns = [
    ...[{ title: "state" }, { title: "alarm" }, { title: "for", align: "right" as const }, { title: "last periods" }],
    ...[{ title: "now", align: "right" as const }, { title: "alarm at" }, { title: "each", align: "right" as const }],
  ];
  const table = alarms.length === 0 ? ["None is in that state."] : renderTable(columns, rows, place).split("\n");
  const wanting = alarms.filter(({ state, children }) => state !== "OK" || children !== undefined);
  return [counts(all, style), "", ...table, ...wanting.flatMap((alarm) => ["", ...more(alarm, runbook, place)])];
}

function counts(all: readonly AlarmView[], style: ShownPlace["style"]): string {
  const states = ["ALARM", "INSUFFICIENT_DATA", "OK"] as const;
  const parts = states.flatMap((state) => {
    const count = all.filter((alarm) => alarm.state === state).length;
    return count === 0 ? [] : [style(COLOURS[state], `${count} ${state}`)];
  });
  return `${all.length} alarms: ${parts.join(", ")}`;
}

/** Bars beyond the threshold are in the colour of ALARM; a full one has reached it. */
function drawn(points: readonly (number | null)[], condition: AlarmCondition | undefined, style: ShownPlace["style"]) {
  return sparkline(points, condition?.threshold ?? 0, (bar, value) =>
    condition !== undefined && isBeyond(value, condition) ? style("red", bar) : bar,
  );
}

function isBeyond(value: number, { comparison, threshold }: AlarmCondition): boolean {
  if (value === threshold) return comparison.includes("OrEqual");
  return comparison.startsWith("Less") ? value < threshold : value > threshold;
}

/** The newest period may just have begun, so the newest datapoint counts. */
function newest(points: readonly (number | null)[] | undefined): string {
  const value = points?.findLast((point) => point !== null);
  return typeof value === "number" ? numberText(value) : "";
}

function sign({ comparison }: AlarmCondition): string {
  return SIGNS[comparison] ?? comparison;
}

function numberText(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}

function more(alarm: AlarmView, runbook: ShownAlarms["runbook"], { width, style }: ShownPlace): readonly string[] {
  const section = runbook(alarm.name);
  const parts: readonly (readonly [string, string])[] = [
    ["why", alarm.state === "OK" ? "" : alarm.reason],
    // Its last sentence is the runbook's section, which has a line of its own.
    ["rests on", (alarm.children ?? []).map(childText).join(", ")],
    [
      "means",
      alarm.state === "OK"
        ? ""
        : section === undefined
          ? alarm.description
          : alarm.description.replace(/ Runbook: \S+$/, ""),
    ],
    ["tells", alarm.notifies ? "" : "nobody by itself"],
    ["runbook", (alarm.state === "OK" ? undefined : section) ?? ""],
  ];
  const lines = parts.flatMap(([label, text]) =>
    wrapText(printable(text), width - LABEL_WIDTH - 2).map(
      (line, index) => `  ${style("dim", (index === 0 ? label : "").padEnd(LABEL_WIDTH))}${line}`,
    ),
  );
  return [`${style("bold", printable(alarm.name))}  ${style(COLOURS[alarm.state], alarm.state)}`, ...lines];
}

/** Its state now, ticked where that is the one the rule asks about. */
function childText({ name, asked, state }: ChildAlarm): string {
  return `${asked === state ? "✓ " : ""}${name} ${state ?? "missing"}`;
}
