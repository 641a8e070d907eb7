import type { LocalClock } from "../../../clock.ts";
import type { MetricRecord } from "../../../service.ts";
import { Aggregate, type StatisticSet } from "./aggregate.ts";

const MINUTE = 60_000;
const SECOND = 1_000;

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

export interface MetricSample {
  readonly unit: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** 1 keeps the second the sample came in, 60 the minute. */
  readonly resolution: 1 | 60;
  readonly values: readonly { readonly value: number; readonly count: number }[];
  readonly set?: StatisticSet;
}

export interface MetricStoreOptions {
  /** @default 24 hours of minutes */
  readonly minuteRetentionMs?: number;
  /** @default 3 hours of seconds, which are minutes from then on, as AWS keeps them */
  readonly secondRetentionMs?: number;
  /** Beyond it the metric that was silent longest is forgotten. @default 1000 */
  readonly maximumMetrics?: number;
}

/** By the time that each begins at, in milliseconds since the epoch. */
type Buckets = Map<number, Aggregate>;

interface StoredUnit {
  readonly seconds: Buckets;
  readonly minutes: Buckets;
}

interface StoredMetric {
  readonly id: MetricId;
  readonly units: Map<string, StoredUnit>;
}

/**
 * Every metric of a local AWS, aggregated by second or minute, in memory.
 * Bounds: `maximumMetrics`, and the two retentions per metric. AWS keeps more and longer:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
export class MetricStore {
  readonly minuteRetentionMs: number;
  readonly #clock: LocalClock;
  readonly #secondRetentionMs: number;
  readonly #maximumMetrics: number;
  /** In the order of the last sample: a metric is put at the end whenever a new bucket of it begins. */
  readonly #metrics = new Map<string, StoredMetric>();

  constructor(clock: LocalClock, options: MetricStoreOptions = {}) {
    this.#clock = clock;
    this.minuteRetentionMs = options.minuteRetentionMs ?? 24 * 60 * MINUTE;
    this.#secondRetentionMs = options.secondRetentionMs ?? 3 * 60 * MINUTE;
    this.#maximumMetrics = options.maximumMetrics ?? 1_000;
  }

  /** The sink of AWS/* metrics: called once a request, so it does one look-up and one addition. */
  record(metric: MetricRecord): void {
    const dimensions = Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value }));
    const id = { namespace: metric.namespace, name: metric.name, dimensions };
    this.#aggregate(id, metric.unit, this.#clock.now(), 60).add(metric.value);
  }

  put(id: MetricId, sample: MetricSample): void {
    const aggregate = this.#aggregate(id, sample.unit, sample.at, sample.resolution);
    for (const { value, count } of sample.values) aggregate.add(value, count);
    if (sample.set !== undefined) aggregate.addSet(sample.set);
  }

  /**
   * The samples from `from` (inclusive) to `until` (exclusive) in periods that begin at `from`: one entry a period, undefined where there
   * is none. Without `unit` the samples of all units are taken together.
   */
  read(
    id: MetricId,
    window: { from: number; until: number; periodMs: number },
    unit?: string,
  ): (Aggregate | undefined)[] {
    const { from, until, periodMs } = window;
    const periods: (Aggregate | undefined)[] = new Array(Math.max(0, Math.ceil((until - from) / periodMs))).fill(
      undefined,
    );
    // "Start time between 3 hours and 15 days ago - Use a multiple of 60 seconds", or nothing of that time is given: API_MetricStat.html
    const readableFrom = periodMs < MINUTE ? this.#clock.now() - this.#secondRetentionMs : 0;
    for (const [stored, { seconds, minutes }] of this.#metrics.get(keyOf(id))?.units ?? []) {
      if (unit !== undefined && unit !== stored) continue;
      for (const [at, aggregate] of [...seconds, ...minutes]) {
        if (at < from || at >= until || at < readableFrom) continue;
        const index = Math.floor((at - from) / periodMs);
        const period = periods[index] ?? new Aggregate();
        period.merge(aggregate);
        periods[index] = period;
      }
    }
    return periods;
  }

  /** The units a metric was published with. */
  units(id: MetricId): readonly string[] {
    return [...(this.#metrics.get(keyOf(id))?.units.keys() ?? [])];
  }

  metrics(): readonly MetricId[] {
    return [...this.#metrics.values()].map((metric) => metric.id);
  }

  /** When the newest bucket of a metric began, in milliseconds since the epoch. */
  newestAt(id: MetricId): number | undefined {
    const units = [...(this.#metrics.get(keyOf(id))?.units.values() ?? [])];
    const times = units.flatMap(({ seconds, minutes }) => [...seconds.keys(), ...minutes.keys()]);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  /** Makes minutes of the seconds that are older than their retention, and forgets minutes that are older than theirs. */
  prune(): void {
    for (const [key, metric] of this.#metrics) {
      for (const [unit, stored] of metric.units) {
        this.#pruneUnit(stored);
        if (stored.seconds.size + stored.minutes.size === 0) metric.units.delete(unit);
      }
      if (metric.units.size === 0) this.#metrics.delete(key);
    }
  }

  #pruneUnit({ seconds, minutes }: StoredUnit): void {
    const now = this.#clock.now();
    for (const [at, aggregate] of seconds) {
      if (at >= now - this.#secondRetentionMs) continue;
      bucketAt(minutes, at, MINUTE).aggregate.merge(aggregate);
      seconds.delete(at);
    }
    for (const at of minutes.keys()) if (at < now - this.minuteRetentionMs) minutes.delete(at);
  }

  #aggregate(id: MetricId, unit: string, at: number, resolution: 1 | 60): Aggregate {
    const key = keyOf(id);
    const metric = this.#metrics.get(key) ?? { id: { ...id, dimensions: sorted(id.dimensions) }, units: new Map() };
    const stored = metric.units.get(unit) ?? { seconds: new Map(), minutes: new Map() };
    const { aggregate, isNew } =
      resolution === 1 ? bucketAt(stored.seconds, at, SECOND) : bucketAt(stored.minutes, at, MINUTE);
    if (!isNew) return aggregate;
    metric.units.set(unit, stored);
    this.#metrics.delete(key);
    this.#metrics.set(key, metric);
    this.#forgetSilent();
    return aggregate;
  }

  #forgetSilent(): void {
    for (const key of this.#metrics.keys()) {
      if (this.#metrics.size <= this.#maximumMetrics) return;
      this.#metrics.delete(key);
    }
  }
}

/** The store, made before the services so that every one of them can record into it. */
export function createMetricStore(clock: LocalClock, options?: MetricStoreOptions): MetricStore {
  return new MetricStore(clock, options);
}

function bucketAt(buckets: Buckets, at: number, step: number): { aggregate: Aggregate; isNew: boolean } {
  const start = Math.floor(at / step) * step;
  const known = buckets.get(start);
  const aggregate = known ?? new Aggregate();
  if (known === undefined) buckets.set(start, aggregate);
  return { aggregate, isNew: known === undefined };
}

function keyOf(id: MetricId): string {
  const dimensions = id.dimensions.length < 2 ? id.dimensions : sorted(id.dimensions);
  let key = `${id.namespace}\u0000${id.name}`;
  for (const { Name, Value } of dimensions) key += `\u0000${Name}\u0001${Value}`;
  return key;
}

function sorted(dimensions: readonly Dimension[]): readonly Dimension[] {
  return [...dimensions].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}
