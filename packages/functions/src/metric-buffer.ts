import type { MetricValue } from "@sensor-pipeline/core/metric/publish-metrics";

/** What one invocation has measured so far; Lambda runs one at a time in an environment. */
export class MetricBuffer {
  #values: MetricValue[] = [];

  add(...values: readonly MetricValue[]): void {
    this.#values.push(...values);
  }

  /** Everything added since the last time, in order. */
  drain(): readonly MetricValue[] {
    const values = this.#values;
    this.#values = [];
    return values;
  }
}
