/** When a reading was where, all in the stage's time. */
export interface LandedReading {
  readonly eventId: string;
  /** The sensor's own time. */
  readonly eventTime: Date;
  /** Kinesis' stamp. */
  readonly arrival: Date;
  /** Start of the refresh that brought it: the view's `refresh_time`. */
  readonly refreshStarted: Date;
}

/** A refresh of the streaming view: what it brought can be seen once it has ended. */
export interface Refresh {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** An evaluation of the alerts, which counts what could be seen when it asked. */
export interface Evaluation {
  readonly evaluatedAt: Date;
  /** When its metrics were out. */
  readonly publishedAt: Date;
}

/** Milliseconds; nearest rank. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** From a reading's event time to each station of its way; undefined where no reading has got there. */
export interface Latencies {
  readonly toStream: Percentiles | undefined;
  readonly toVisible: Percentiles | undefined;
  readonly toMetric: Percentiles | undefined;
}

/** `refresh_time` and the history's `start_time` are two stamps of one start. */
const SAME_START_MS = 1_000;

/** How long readings took, from the sensor's time on. */
export function latencies(
  readings: readonly LandedReading[],
  refreshes: readonly Refresh[],
  evaluations: readonly Evaluation[],
): Latencies {
  const since = ({ eventTime }: LandedReading, then: Date | undefined) =>
    then === undefined ? [] : [then.getTime() - eventTime.getTime()];
  const seen = readings.map((reading) => ({ reading, visibleAt: visibleAt(reading, refreshes) }));
  return {
    toStream: percentilesOf(readings.flatMap((reading) => since(reading, reading.arrival))),
    toVisible: percentilesOf(seen.flatMap(({ reading, visibleAt }) => since(reading, visibleAt))),
    toMetric: percentilesOf(
      seen.flatMap(({ reading, visibleAt }) => since(reading, visibleAt && publishedAfter(visibleAt, evaluations))),
    ),
  };
}

/** Undefined for no values. */
export function percentilesOf(values: readonly number[]): Percentiles | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const max = sorted.at(-1);
  if (max === undefined) return undefined;
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? max;
  return { count: sorted.length, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max };
}

/** End of the refresh that brought the reading; undefined while the history does not tell of it. */
function visibleAt({ refreshStarted }: LandedReading, refreshes: readonly Refresh[]): Date | undefined {
  const started = refreshStarted.getTime();
  return earliest(
    refreshes
      .filter(({ startedAt, endedAt }) => startedAt.getTime() - SAME_START_MS <= started && endedAt >= refreshStarted)
      .map(({ endedAt }) => endedAt),
  );
}

function publishedAfter(visible: Date, evaluations: readonly Evaluation[]): Date | undefined {
  return earliest(
    evaluations.filter(({ evaluatedAt }) => evaluatedAt >= visible).map(({ publishedAt }) => publishedAt),
  );
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>(
    (found, time) => (found === undefined || time < found ? time : found),
    undefined,
  );
}
