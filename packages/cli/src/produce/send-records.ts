import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { ProduceResult } from "@sensor-pipeline/core/producer/produce-progress";
import { produceRecords } from "@sensor-pipeline/core/producer/produce-records";
import type { FailedRecord } from "@sensor-pipeline/core/producer/stream-record";
import { type LineRecord, recordLine } from "@sensor-pipeline/core/sensor/record-line";
import type { CommandContext } from "../command/command-context.ts";
import { explainError } from "../command/explain-error.ts";
import { followProgress } from "./follow-progress.ts";
import { addReasons, type GivenUp, NOT_A_RECORD, type ProduceSummary } from "./produce-summary.ts";
import type { RecordFeed } from "./record-feed.ts";
import type { RejectFile } from "./reject-file.ts";

/** How long a run may take beyond its time to send what is late. */
const GRACE_MS = 2_000;

export interface SendOptions {
  readonly client: KinesisClient;
  readonly streamName: string;
  readonly feed: RecordFeed;
  readonly rejects: RejectFile;
  readonly ratePerSecond?: number | undefined;
  /** When the run ends, whatever is left. */
  readonly forMs?: number | undefined;
}

/** Sends what the feed gives, shows how it goes, keeps what fails, and accounts for everything. */
export async function sendRecords(options: SendOptions, context: CommandContext): Promise<ProduceSummary> {
  const { client, streamName, feed, rejects, ratePerSecond, forMs } = options;
  const { terminal, clock, random, signal } = context;
  const timeIsOver = forMs === undefined ? [] : [AbortSignal.timeout(forMs + GRACE_MS)];
  const stop = AbortSignal.any([signal, rejects.failed, ...timeIsOver]);
  const stopFile = () => feed.file?.stop();
  stop.addEventListener("abort", stopFile, { once: true });
  const messages = new Map<string, string>();
  const view = followProgress(terminal, feed.planned);
  try {
    const result = await produceRecords<LineRecord>({
      client,
      streamName,
      clock,
      random,
      ratePerSecond,
      signal: stop,
      records: feed.records,
      onProgress: (progress) => view.show(progress),
      onFailed: async (failed) => {
        for (const { code, message } of failed) if (!messages.has(code)) messages.set(code, message);
        // A flow that goes on until Ctrl-C has all that was asked for when it is ended.
        const isEndless = feed.file === undefined && feed.planned === undefined;
        const kept = failed.filter(({ code }) => code !== "Aborted" || !isEndless);
        await rejects.keep(kept.map(lineOf));
      },
    });
    return summaryOf(result, messages, options, signal.aborted);
  } finally {
    view.end();
    stop.removeEventListener("abort", stopFile);
    stopFile();
  }
}

function lineOf({ record, code, message }: FailedRecord<LineRecord>): string {
  return recordLine(record, { code, message });
}

function summaryOf(
  result: ProduceResult,
  messages: ReadonlyMap<string, string>,
  { streamName, feed, rejects }: SendOptions,
  isInterrupted: boolean,
): ProduceSummary {
  const { sent, failed, retried, requests, throttled, seconds, perSecond, p50Ms, p95Ms } = result;
  const rejectedLines = feed.file?.rejectedLines ?? 0;
  const asked = feed.planned ?? result.asked + rejectedLines;
  const givenUp = failed + rejectedLines;
  const failures = Object.entries(result.failures).map(([code, records]): [string, GivenUp] => [
    code,
    { records, message: messages.get(code) ?? "" },
  ]);
  const notRecords: ProduceSummary["reasons"] =
    rejectedLines === 0 ? {} : { [NOT_A_RECORD]: { records: rejectedLines, message: feed.file?.firstProblem ?? "" } };
  const { kept, lost } = rejects;
  return {
    stream: streamName,
    origin: feed.origin,
    asked,
    sent,
    givenUp,
    unsent: asked - sent - givenUp,
    reasons: addReasons(Object.fromEntries(failures), notRecords),
    stopped: stopOf(result, feed, rejects, isInterrupted),
    unread: unreadOf(feed, result.asked),
    rest: feed.restCommand?.(result.asked),
    rejectFile: kept + lost > 0 ? rejects.path : undefined,
    kept,
    lost,
    retried,
    requests,
    throttled,
    seconds,
    perSecond,
    p50Ms,
    p95Ms,
  };
}

function stopOf(
  { stopped }: ProduceResult,
  { file }: RecordFeed,
  rejects: RejectFile,
  isInterrupted: boolean,
): ProduceSummary["stopped"] {
  if (file?.failure !== undefined) return { reason: "file", message: file.failure };
  if (stopped === undefined) return undefined;
  if (stopped.reason !== "signal") {
    return { reason: "stream", message: explainError(stopped.error)?.message ?? `${stopped.message}.` };
  }
  if (rejects.failure !== undefined) {
    // What is sent twice is one row in the warehouse, so that starting again loses and doubles nothing.
    const advice = file === undefined ? "" : ` Send ${file.name} again with another --reject-file.`;
    return { reason: "rejectFile", message: `${rejects.failure}${advice}` };
  }
  return isInterrupted
    ? { reason: "interrupted", message: "interrupted." }
    : { reason: "time", message: "the time was over." };
}

function unreadOf({ file }: RecordFeed, taken: number): ProduceSummary["unread"] {
  const line = file?.resumeLine(taken);
  return file === undefined || line === undefined ? undefined : { file: file.name, line };
}
