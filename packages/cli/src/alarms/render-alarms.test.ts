import { stripVTControlCharacters, styleText } from "node:util";
import type { AlarmView } from "@sensor-pipeline/core/status/alarm-views";
import { expect, test } from "vitest";
import { renderAlarms } from "./render-alarms.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const plain = (_: unknown, text: string) => text;
const coloured = (style: Parameters<typeof styleText>[0], text: string) =>
  styleText(style, text, { validateStream: false });

const hot: AlarmView = {
  name: "temperature-high",
  state: "ALARM",
  since: "2026-11-23T11:57:00.000Z",
  reason: "Threshold Crossed: \u001b[31m1 out of 1",
  description: "Too warm. Runbook: docs/runbook.md#temperature-high",
  notifies: true,
  condition: { comparison: "GreaterThanOrEqualToThreshold", threshold: 4, periodSeconds: 60 },
  points: [null, 0, 2, 4],
};
const unhealthy: AlarmView = {
  name: "pipeline-unhealthy",
  state: "OK",
  since: null,
  reason: "",
  description: "",
  notifies: true,
  children: [
    { name: "setup-missing", asked: "OK", state: "OK" },
    { name: "gone", asked: "ALARM", state: null },
  ],
};
const shown = { all: [hot, unhealthy], alarms: [hot, unhealthy], now: NOW };

test("a line an alarm, then why, what it means and where to read on", () => {
  const runbook = (name: string) => (name === "temperature-high" ? "docs/runbook.md#temperature-high" : undefined);
  const lines = renderAlarms({ ...shown, runbook }, { width: 80, style: plain });
  expect(lines).toEqual([
    "2 alarms: 1 ALARM, 1 OK",
    "",
    "state  alarm                 for  last periods  now  alarm at   each",
    "ALARM  temperature-high    3 min   ▁▅█            4  >= 4      1 min",
    "OK     pipeline-unhealthy",
    "",
    "temperature-high  ALARM",
    "  why       Threshold Crossed: \\u001b[31m1 out of 1",
    "  means     Too warm.",
    "  runbook   docs/runbook.md#temperature-high",
    "",
    "pipeline-unhealthy  OK",
    "  rests on  ✓ setup-missing OK, gone missing",
  ]);
});

test("colours change no column, and no line is wider than the terminal", () => {
  const place = { width: 60, style: coloured };
  const long = { ...hot, reason: "word ".repeat(40) };
  const lines = renderAlarms({ ...shown, alarms: [long, unhealthy], runbook: () => undefined }, place);
  const bare = lines.map(stripVTControlCharacters);
  expect(bare).toEqual(
    renderAlarms({ ...shown, alarms: [long, unhealthy], runbook: () => undefined }, { ...place, style: plain }),
  );
  expect(Math.max(...bare.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(lines.join("\n")).toContain(coloured("red", "█"));
  expect(lines.join("\n")).not.toContain(coloured("red", "▅"));
});

test("a filter that no alarm passes says so and still counts all", () => {
  const lines = renderAlarms({ ...shown, alarms: [], runbook: () => undefined }, { width: 80, style: plain });
  expect(lines).toEqual(["2 alarms: 1 ALARM, 1 OK", "", "None is in that state."]);
});
