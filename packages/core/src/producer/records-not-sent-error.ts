import type { PublishResult } from "./publish-readings.ts";

/** Some records of a batch are not in the stream. The batch can be sent again as a whole: copies collapse. */
export class RecordsNotSentError extends Error {
  override readonly name = "RecordsNotSentError";
  readonly #result: PublishResult;
  constructor(streamName: string, result: PublishResult) {
    const counts = Map.groupBy(result.failed, ({ code }) => code);
    const reasons = [...counts].map(([code, { length }]) => `${length} ${code}`).join(", ");
    const example = result.failed[0]?.message ?? "";
    super(
      `${result.failed.length} of ${result.asked} records are not in stream "${streamName}" (${reasons}), for example because: ${example}`,
    );
    this.#result = result;
  }

  /** Not a field of its own, because loggers print those, and these are all bytes of all failed records. */
  get result(): PublishResult {
    return this.#result;
  }
}
