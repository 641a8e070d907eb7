import { stripVTControlCharacters, styleText } from "node:util";
import { METRICS } from "@sensor-pipeline/core/metric/metrics";
import type { PipelineStatus } from "./status.ts";

const STATE_FORMATS: Readonly<Record<string, Parameters<typeof styleText>[0]>> = {
  OK: "green",
  ALARM: "red",
  INSUFFICIENT_DATA: "dim",
  SUCCEEDED: "green",
  FAILED: "red",
  TIMED_OUT: "red",
};
const LABEL_WIDTH = 13;
const ALARM_WIDTH = 30;
/** The newest of what was sent. */
const NOTIFICATIONS = 5;

export interface RenderOptions {
  /** Columns of the terminal: no line is longer. */
  readonly width: number;
  readonly colour: boolean;
  /** Local time of this AWS. */
  readonly now: Date;
}

/** The live status: a few lines in the order of a reading's way, then every alarm. */
export function renderStatus(status: PipelineStatus, { width, colour, now }: RenderOptions): string[] {
  const styled = (state: string, text: string) => {
    const format = colour ? STATE_FORMATS[state] : undefined;
    return format ? styleText(format, text, { validateStream: false }) : text;
  };
  const { records } = status;
  const freshness = status.metrics[METRICS.freshnessSeconds.name];
  const lines = [
    line("local time", now.toISOString().slice(0, 19).replace("T", " ")),
    line("producer", `${status.sent} readings sent${status.failed ? `, ${status.failed} failed` : ""}`),
    line(
      "warehouse",
      records === undefined
        ? "not set up: npx pipeline setup"
        : `${records.landed} landed: ${records.visible} visible, ${records.duplicate} duplicate, ${records.quarantined} quarantined`,
    ),
    line("freshness", freshness === undefined ? "not measured yet" : `${Math.round(freshness)} s`),
    ...status.executions.map(({ stateMachine, status: state, startedAt = "" }) =>
      line(stateMachine.split("-").at(-1) ?? "", `${styled(state, state)} ${startedAt.slice(11, 19)}`),
    ),
    ...status.notifications
      .slice(0, NOTIFICATIONS)
      .map(({ at, alarm, summary }, index) =>
        line(index === 0 ? "sent" : "", `${at.slice(11, 19)} ${alarm}: ${summary}`),
      ),
    ...status.alarms.map(({ name, state, reason }, index) =>
      line(
        index === 0 ? "alarms" : "",
        `${name.padEnd(ALARM_WIDTH)} ${styled(state, state.padEnd(17))} ${state === "ALARM" ? reason : ""}`,
      ),
    ),
  ];
  return lines.map((text) => cut(text.trimEnd(), width));
}

/** One plain line for outputs that are no terminal. */
export function renderStatusLine({ sent, records, metrics, alarms }: PipelineStatus, now: Date): string {
  const freshness = metrics[METRICS.freshnessSeconds.name];
  const inState = (state: string) => alarms.filter((alarm) => alarm.state === state).map(({ name }) => name);
  const raised = inState("ALARM");
  return [
    now.toISOString().slice(0, 19),
    `sent ${sent}`,
    ...(records === undefined
      ? ["not set up"]
      : [`visible ${records.visible}`, `duplicate ${records.duplicate}`, `quarantined ${records.quarantined}`]),
    `freshness ${freshness === undefined ? "-" : `${Math.round(freshness)} s`}`,
    `alarms OK ${inState("OK").length}, ALARM ${raised.length}${raised.length ? ` (${raised.join(", ")})` : ""}`,
  ].join("  ");
}

function line(label: string, text: string): string {
  return `${label.padEnd(LABEL_WIDTH)}${text}`;
}

function cut(text: string, width: number): string {
  return stripVTControlCharacters(text).length <= width
    ? text
    : `${stripVTControlCharacters(text).slice(0, width - 1)}…`;
}
