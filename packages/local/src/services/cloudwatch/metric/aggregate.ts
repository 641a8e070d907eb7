/** Values of which one bucket keeps each one; beyond it they are rounded to two significant digits, so that memory has a bound. */
const MAXIMUM_EXACT_VALUES = 1_000;

/** What CloudWatch calls a statistic set, as an SDK sends it. */
export interface StatisticSet {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}

/** All samples of one metric within one bucket of time. */
export class Aggregate {
  sampleCount = 0;
  sum = 0;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  #counts: Map<number, number> | undefined = new Map();

  add(value: number, count = 1): void {
    this.sampleCount += count;
    this.sum += value * count;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
    if (this.#counts !== undefined) this.#count(value, count);
  }

  /**
   * Percentiles need the raw values; a statistic set has them only when it is one sample, or several that are the same, and its sum says so.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
   */
  addSet(set: StatisticSet): void {
    if (set.Minimum === set.Maximum && set.Sum === set.Minimum * set.SampleCount) {
      this.add(set.Maximum, set.SampleCount);
      return;
    }
    this.sampleCount += set.SampleCount;
    this.sum += set.Sum;
    this.minimum = Math.min(this.minimum, set.Minimum);
    this.maximum = Math.max(this.maximum, set.Maximum);
    this.#counts = undefined;
  }

  merge(other: Aggregate): void {
    this.sampleCount += other.sampleCount;
    this.sum += other.sum;
    this.minimum = Math.min(this.minimum, other.minimum);
    this.maximum = Math.max(this.maximum, other.maximum);
    if (other.#counts === undefined) this.#counts = undefined;
    if (this.#counts !== undefined && other.#counts !== undefined) {
      for (const [value, count] of other.#counts) this.#count(value, count);
    }
  }

  /**
   * The value below which `percent` of the samples lie (nearest rank); undefined without raw values, and when one of them is negative
   * ("Percentile statistics are not available for metrics when any of the metric values are negative numbers",
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html).
   */
  percentile(percent: number): number | undefined {
    if (this.#counts === undefined || this.sampleCount === 0 || this.minimum < 0) return undefined;
    const rank = Math.max(1, Math.ceil((percent / 100) * this.sampleCount));
    let seen = 0;
    for (const [value, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
      seen += count;
      if (seen >= rank) return value;
    }
    return this.maximum;
  }

  #count(value: number, count: number): void {
    const counts = this.#counts;
    if (counts === undefined) return;
    const key = counts.size < MAXIMUM_EXACT_VALUES || counts.has(value) ? value : Number(value.toPrecision(2));
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
}
