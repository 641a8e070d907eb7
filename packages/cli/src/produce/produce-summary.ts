import type { SimulationOrigin } from "./record-feed.ts";

/** Code of lines that are no records. */
export const NOT_A_RECORD = "NotARecord";

/** Why a run ended before all was sent, by what stopped it. */
export type StopReason = "interrupted" | "time" | "rejectFile" | "stream" | "file";

/** What became of everything that was asked for: `sent + givenUp + unsent === asked`, always. */
export interface ProduceSummary {
  readonly stream: string;
  /** What simulated records can be made again by; of several runs there is none. */
  readonly origin?: SimulationOrigin | undefined;
  /** Records; of a file, its lines. */
  readonly asked: number;
  /** The stream has them. */
  readonly sent: number;
  /** Refused at every attempt, not fit to be sent, or no records. */
  readonly givenUp: number;
  /** Not sent because the run ended. */
  readonly unsent: number;
  /** What was given up, by code. */
  readonly reasons: Readonly<Record<string, GivenUp>>;
  readonly stopped?: { readonly reason: StopReason; readonly message: string } | undefined;
  /** Of a file that was not read to its end: the first line that was not read. */
  readonly unread?: { readonly file: string; readonly line: number } | undefined;
  /** Of simulated records that were not all made: the command that sends exactly the others. */
  readonly rest?: string | undefined;
  /** Where lines went that were not sent, if any were. */
  readonly rejectFile?: string | undefined;
  /** Lines in the reject file. */
  readonly kept: number;
  /** Lines that could not be kept. */
  readonly lost: number;
  /** Records that were sent more than once. */
  readonly retried: number;
  /** PutRecords requests. */
  readonly requests: number;
  /** Refusals for throughput. */
  readonly throttled: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of PutRecords. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface GivenUp {
  readonly records: number;
  /** What was said of the first one. */
  readonly message: string;
}

/** All of several runs; times are added, percentiles are those of the slowest run. */
export function addSummaries(one: ProduceSummary, other: ProduceSummary): ProduceSummary {
  const sent = one.sent + other.sent;
  const seconds = one.seconds + other.seconds;
  return {
    stream: other.stream,
    asked: one.asked + other.asked,
    sent,
    givenUp: one.givenUp + other.givenUp,
    unsent: one.unsent + other.unsent,
    reasons: addReasons(one.reasons, other.reasons),
    stopped: one.stopped ?? other.stopped,
    rejectFile: other.rejectFile ?? one.rejectFile,
    // Both count what the one file of a session has.
    kept: other.kept,
    lost: other.lost,
    retried: one.retried + other.retried,
    requests: one.requests + other.requests,
    throttled: one.throttled + other.throttled,
    seconds,
    perSecond: seconds > 0 ? sent / seconds : 0,
    p50Ms: Math.max(one.p50Ms, other.p50Ms),
    p95Ms: Math.max(one.p95Ms, other.p95Ms),
  };
}

export function addReasons(
  one: ProduceSummary["reasons"],
  other: ProduceSummary["reasons"],
): ProduceSummary["reasons"] {
  const codes = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...codes].map((code) => {
      const records = (one[code]?.records ?? 0) + (other[code]?.records ?? 0);
      return [code, { records, message: one[code]?.message ?? other[code]?.message ?? "" }];
    }),
  );
}
