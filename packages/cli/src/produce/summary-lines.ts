import type { Style } from "../terminal/terminal.ts";
import { NOT_A_RECORD, type ProduceSummary } from "./produce-summary.ts";

const LABEL_WIDTH = 12;
const STDIN = "stdin";

/** The summary as a person reads it: two lines when all went well, and one for each thing that did not. */
export function summaryLines(summary: ProduceSummary, style: (style: Style, text: string) => string): string[] {
  const { asked, sent, givenUp, unsent, reasons, stopped, lost, requests } = summary;
  const isComplete = sent === asked && stopped === undefined;
  const lines = [style(isComplete ? "green" : "yellow", sentence(summary))];
  const row = (label: string, text: string) => lines.push(`  ${label.padEnd(LABEL_WIDTH)}${text}`);
  if (givenUp > 0) row("given up", `${inWords(givenUp)}  ${codes(reasons)}`);
  for (const [code, { message }] of Object.entries(reasons)) row("", style("dim", `${code}: ${firstLine(message)}`));
  if (unsent > 0) row("unsent", inWords(unsent));
  if (stopped !== undefined) row("stopped", stopped.message);
  for (const [label, text] of whatToDo(summary)) row(label, text);
  if (lost > 0) row("not kept", style("red", `${lineCount(lost)}, for want of ${summary.rejectFile}`));
  if (requests > 0) row("PutRecords", style("dim", requestWords(summary)));
  return lines;
}

/** Where the rest is, and how to send it. */
function whatToDo({ kept, reasons, rejectFile, unread, rest, stopped }: ProduceSummary): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [];
  if (kept > 0) rows.push(["kept", `${lineCount(kept)} in ${rejectFile}, with the reason`]);
  if (kept > (reasons[NOT_A_RECORD]?.records ?? 0)) {
    rows.push(["again", `pipeline produce --file ${quoted(rejectFile)}`]);
  }
  // What is sent again from its beginning needs no other advice.
  if (unread !== undefined && stopped?.reason !== "rejectFile") rows.push(["unread", unreadWords(unread)]);
  if (rest !== undefined) rows.push(["the rest", rest]);
  return rows;
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

function unreadWords({ file, line }: NonNullable<ProduceSummary["unread"]>): string {
  const words = `${file} from line ${inWords(line)} on`;
  return file === STDIN ? words : `${words}: tail -n +${line} ${quoted(file)} | pipeline produce --file -`;
}

function codes(reasons: ProduceSummary["reasons"]): string {
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
