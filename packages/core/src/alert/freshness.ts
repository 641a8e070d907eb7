export const MINUTE_MS = 60_000;

/** How far back records are looked for that never became visible: nothing older can say more than "stale". */
const LOOK_BACK_MS = 24 * 60 * MINUTE_MS;

/**
 * A record's arrival stamp and the minute that CloudWatch counts it in are taken in different places, so a minute
 * that begins this shortly after the newest visible record may count just that record.
 */
const BOUNDARY_MS = 5_000;

/** What the stream received in one minute, by CloudWatch's `AWS/Kinesis IncomingRecords`. */
export interface ReceivedMinute {
  /** Beginning of the minute. */
  readonly minute: Date;
  readonly records: number;
}

/** Arrival of the newest record that the warehouse shows; null when it shows none. */
export type Watermark = Date | null;

/** Minutes from `start`, before `end`, whose records are all newer than the watermark; undefined when there are none. */
export function minutesAfter(
  watermark: Watermark,
  now: Date,
): { readonly start: Date; readonly end: Date } | undefined {
  const lookedBack = now.getTime() - LOOK_BACK_MS;
  const newer = watermark === null ? lookedBack : watermark.getTime() + BOUNDARY_MS;
  const start = Math.ceil(Math.max(newer, lookedBack) / MINUTE_MS) * MINUTE_MS;
  return start < now.getTime() ? { start: new Date(start), end: now } : undefined;
}

/**
 * Age in seconds of the oldest minute in which the stream received records that are newer than the newest visible
 * one: 0 when it received none, so a quiet stream is fresh, however old its newest record. An upper bound of the
 * age of the oldest invisible record, by less than a minute. The minute of the watermark itself is not counted,
 * because its number of records doesn't tell whether any came after.
 */
export function freshnessSeconds(watermark: Watermark, received: readonly ReceivedMinute[], now: Date): number {
  const range = minutesAfter(watermark, now);
  if (!range) return 0;
  const waiting = received
    .filter(({ minute, records }) => records > 0 && minute >= range.start && minute < range.end)
    .map(({ minute }) => minute.getTime());
  return waiting.length === 0 ? 0 : (now.getTime() - Math.min(...waiting)) / 1_000;
}
