import type { Style } from "../terminal/terminal.ts";
import type { ProduceSummary } from "./produce-summary.ts";

const LABEL_WIDTH = 12;

/** The summary as a person reads it: one line when all went well, and a line for each thing that did not. */
export function summaryLines(summary: ProduceSummary, style: (style: Style, text: string) => string): string[] {
  const { asked, sent, stopped, kept, lost, rejectFile } = summary;
  const isComplete = sent === asked;
  const lines = [style(isComplete ? "green" : "yellow", sentence(summary))];
  const row = (label: string, text: string) => lines.push(`  ${label.padEnd(LABEL_WIDTH)}${text}`);
  if (summary.givenUp > 0) row("given up", `${inWords(summary.givenUp)}  ${codes(summary)}`);
  for (const [code, { message }] of Object.entries(summary.reasons)) {
    if (message) lines.push(style("dim", `    ${code}: ${firstLine(message)}`));
  }
  if (summary.unsent > 0) row("unsent", inWords(summary.unsent));
  if (stopped !== undefined) row("stopped", stopped.message);
  if (kept > 0)
    row("kept", `${lineCount(kept)} in ${rejectFile}; again: pipeline produce --file ${quoted(rejectFile)}`);
  if (lost > 0) row("lost", style("red", `${lineCount(lost)} could not be kept in ${rejectFile}`));
  if (summary.requests > 0) lines.push(style("dim", `  ${"PutRecords".padEnd(LABEL_WIDTH)}${requestWords(summary)}`));
  return lines;
}

function sentence({ asked, sent, stream, seconds, perSecond }: ProduceSummary): string {
  const records = sent === asked ? inWords(sent) : `${inWords(sent)} of ${inWords(asked)}`;
  const noun = asked === 1 ? "record" : "records";
  return `Sent ${records} ${noun} to ${stream} in ${seconds.toFixed(1)} s${sent > 1 ? ` (${rateWords(perSecond)})` : ""}.`;
}

function requestWords({ requests, p50Ms, p95Ms, retried, throttled }: ProduceSummary): string {
  const parts = [
    `${inWords(requests)} ${requests === 1 ? "request" : "requests"}`,
    `p50 ${millisecondsWords(p50Ms)}`,
    `p95 ${millisecondsWords(p95Ms)}`,
  ];
  if (retried > 0) parts.push(`${inWords(retried)} records retried`);
  if (throttled > 0) parts.push(`throttled ${inWords(throttled)} times`);
  return parts.join(", ");
}

function codes({ reasons }: ProduceSummary): string {
  return Object.entries(reasons)
    .sort(([, one], [, other]) => other.records - one.records)
    .map(([code, { records }]) => `${code} ${inWords(records)}`)
    .join(", ");
}

function lineCount(count: number): string {
  return `${inWords(count)} ${count === 1 ? "line" : "lines"}`;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

/** As a shell takes it. */
function quoted(file = ""): string {
  return /^[\w./:@%+,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}

/** A count with commas. */
export function inWords(count: number): string {
  return count.toLocaleString("en-US");
}

/** Records a second, with as many digits as mean something. */
export function rateWords(perSecond: number): string {
  return `${perSecond < 100 ? perSecond.toFixed(1) : inWords(Math.round(perSecond))}/s`;
}

export function millisecondsWords(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : inWords(Math.round(milliseconds))} ms`;
}
