import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { ProduceResult } from "@sensor-pipeline/core/producer/produce-progress";
import { produceRecords } from "@sensor-pipeline/core/producer/produce-records";
import type { FailedRecord } from "@sensor-pipeline/core/producer/stream-record";
import { type LineRecord, recordLine } from "@sensor-pipeline/core/sensor/record-line";
import type { CommandContext } from "../command/command-context.ts";
import { explainError } from "../command/explain-error.ts";
import { followProgress } from "./follow-progress.ts";
import { addReasons, type GivenUp, type ProduceSummary } from "./produce-summary.ts";
import type { RecordFeed } from "./record-feed.ts";
import type { RejectFile } from "./reject-file.ts";

/** How long a run may take beyond its time to send what is late. */
const GRACE_MS = 2_000;

/** Code of lines that are no records. */
export const NOT_A_RECORD = "NotARecord";

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
        const kept = failed.filter(({ code }) => code !== "Aborted" || feed.file !== undefined);
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
    rejectedLines === 0 ? {} : { [NOT_A_RECORD]: { records: rejectedLines, message: "" } };
  const { kept, lost } = rejects;
  return {
    stream: streamName,
    asked,
    sent,
    givenUp,
    unsent: asked - sent - givenUp,
    reasons: addReasons(Object.fromEntries(failures), notRecords),
    stopped: stopOf(result, feed, rejects, isInterrupted),
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
  { stopped, asked }: ProduceResult,
  { file }: RecordFeed,
  rejects: RejectFile,
  isInterrupted: boolean,
): ProduceSummary["stopped"] {
  const rest = restWords(file?.name, file?.resumeLine(asked));
  if (file?.failure !== undefined) return { reason: "file", message: `${file.failure}${rest}` };
  if (stopped === undefined) return undefined;
  if (stopped.reason !== "signal") {
    const words = explainError(stopped.error)?.message ?? `${stopped.message}.`;
    return { reason: "stream", message: `${words}${rest}` };
  }
  if (rejects.failure !== undefined) return { reason: "rejectFile", message: `${rejects.failure}${rest}` };
  if (isInterrupted) return { reason: "interrupted", message: `by Ctrl-C.${rest}` };
  return { reason: "time", message: "the time was over." };
}

function restWords(name: string | undefined, line: number | undefined): string {
  return line === undefined ? "" : ` ${name} was not read from line ${line.toLocaleString("en-US")} on.`;
}
