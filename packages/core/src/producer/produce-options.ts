import type { ProduceProgress } from "./produce-progress.ts";
import type { PublishOptions } from "./publish-readings.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

export interface ProduceOptions<Item extends StreamRecord> extends Omit<PublishOptions<Item>, "records"> {
  /** Pulled as they are wanted, some hundreds ahead at most: there may be more than the memory holds. */
  readonly records: Iterable<Item> | AsyncIterable<Item>;
  /** Records a second, any rate above 0. @default none: as fast as the stream takes them */
  readonly ratePerSecond?: number | undefined;
  /**
   * Given all records that are not in the stream, as far as is known: given up, or unsent because the run stopped (code
   * `Aborted`). Awaited, one call at a time, and nothing runs ahead of it. When it throws, the run stops.
   */
  readonly onFailed?: ((failed: readonly FailedRecord<Item>[]) => void | Promise<void>) | undefined;
  /** Called four times a second, and once at the end. */
  readonly onProgress?: ((progress: ProduceProgress) => void) | undefined;
}
