export interface BackoffOptions {
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/**
 * Milliseconds to wait before retry number `retry` (1 is the first): anything up to a bound that doubles, so that
 * producers which failed together don't come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function fullJitter(retry: number, { baseDelayMs, maxDelayMs, random }: BackoffOptions): number {
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (retry - 1));
}
