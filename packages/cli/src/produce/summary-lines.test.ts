import { expect, test } from "vitest";
import { addSummaries, type ProduceSummary } from "./produce-summary.ts";
import { summaryLines } from "./summary-lines.ts";

const DONE: ProduceSummary = {
  stream: "readings",
  asked: 1500,
  sent: 1500,
  givenUp: 0,
  unsent: 0,
  reasons: {},
  kept: 0,
  lost: 0,
  retried: 0,
  requests: 3,
  throttled: 0,
  seconds: 3,
  perSecond: 500,
  p50Ms: 4.2,
  p95Ms: 12.6,
};

const HALF: ProduceSummary = {
  ...DONE,
  sent: 1390,
  givenUp: 100,
  unsent: 10,
  reasons: {
    InternalFailure: { records: 20, message: "Internal service failure.\nSecond line" },
    NotARecord: { records: 80, message: "not JSON" },
  },
  stopped: { reason: "interrupted", message: "interrupted." },
  unread: { file: "my data.ndjson", line: 1501 },
  rejectFile: "rejects.ndjson",
  kept: 110,
  retried: 20,
  throttled: 2,
};

test("what went well is two lines", () => {
  expect(lines(DONE)).toEqual([
    "Sent 1,500 records to readings in 3.0 s (500/s).",
    "  PutRecords  3 requests, p50 4.2 ms, p95 13 ms",
  ]);
});

test("what did not has its reasons, where it is, and how to send it again", () => {
  expect(lines(HALF)).toEqual([
    "Sent 1,390 of 1,500 records to readings in 3.0 s (500/s).",
    "  given up    100  NotARecord 80, InternalFailure 20",
    "              InternalFailure: Internal service failure.",
    "              NotARecord: not JSON",
    "  unsent      10",
    "  stopped     interrupted.",
    "  kept        110 lines in rejects.ndjson, with the reason",
    "  again       pipeline produce --file rejects.ndjson",
    "  unread      my data.ndjson from line 1,501 on: tail -n +1501 'my data.ndjson' | pipeline produce --file -",
    "  PutRecords  3 requests, p50 4.2 ms, p95 13 ms, 20 records retried, throttled 2 times",
  ]);
});

test("lines that are no records are not advised to be sent again as they are", () => {
  const text = lines({ ...HALF, reasons: { NotARecord: { records: 110, message: "not JSON" } } }).join("\n");
  expect(text).not.toContain("again");
});

test("the sum of a session adds up, and counts its one reject file once", () => {
  const sum = addSummaries(HALF, { ...DONE, kept: 110 });
  expect(sum).toMatchObject({ asked: 3000, sent: 2890, givenUp: 100, unsent: 10, kept: 110, seconds: 6 });
  expect(sum.sent + sum.givenUp + sum.unsent).toBe(sum.asked);
  expect(sum.reasons).toEqual(HALF.reasons);
  expect(sum.stopped).toEqual(HALF.stopped);
});

function lines(summary: ProduceSummary): string[] {
  return summaryLines(summary, (_, text) => text);
}
