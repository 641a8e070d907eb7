import { TokenBucket } from "./token-bucket.ts";

const MEBIBYTE = 1024 * 1024;

/** What one shard takes and gives each second. */
export interface ShardRates {
  readonly writtenRecords: number;
  readonly writtenBytes: number;
  readonly reads: number;
  readonly readBytes: number;
}

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const AWS_SHARD_RATES: ShardRates = {
  writtenRecords: 1000,
  writtenBytes: MEBIBYTE,
  reads: 5,
  readBytes: 2 * MEBIBYTE,
};

/** A shard's throughput, counted. Times are milliseconds of local time. */
export class ShardLimits {
  readonly #rates: ShardRates;
  readonly #records: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #reads: TokenBucket;
  readonly #readBytes: TokenBucket;

  constructor(rates: ShardRates) {
    this.#rates = rates;
    this.#records = new TokenBucket(rates.writtenRecords);
    this.#bytes = new TokenBucket(rates.writtenBytes);
    this.#reads = new TokenBucket(rates.reads);
    this.#readBytes = new TokenBucket(rates.readBytes);
  }

  /** Whether the shard takes one more record of that size now. */
  admitsWrite(bytes: number, now: number): boolean {
    if (this.#records.available(now) < 1 || this.#bytes.available(now) < bytes) return false;
    this.#records.take(1, now);
    this.#bytes.take(bytes, now);
    return true;
  }

  /** Whether the shard answers one more GetRecords now. */
  admitsRead(now: number): boolean {
    if (this.#reads.available(now) < 1 || this.#readBytes.available(now) <= 0) return false;
    this.#reads.take(1, now);
    return true;
  }

  /** After a call that gave 10 MB, those of the next five seconds fail. */
  countRead(bytes: number, now: number): void {
    if (bytes > this.#rates.readBytes) this.#readBytes.overdraw(bytes, now);
    else this.#readBytes.take(bytes, now);
  }
}
