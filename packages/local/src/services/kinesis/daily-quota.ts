import { AwsError } from "../../service.ts";
import type { Stream } from "./stream.ts";

const DAY_MS = 24 * 3600 * 1000;

/** So many changes of one kind of a stream in any 24 hours; counted in this process, so that a restart forgets them. */
export class DailyQuota {
  readonly #most: number;
  readonly #change: string;
  readonly #times = new WeakMap<Stream, readonly number[]>();

  /** @param change what the sentence says can't be done more often, such as `switch its capacity mode`. */
  constructor(most: number, change: string) {
    this.#most = most;
    this.#change = change;
  }

  /** Counts a change. @throws {AwsError} LimitExceededException when there were as many already. */
  use(stream: Stream, now: number): void {
    const times = (this.#times.get(stream) ?? []).filter((time) => time > now - DAY_MS);
    if (times.length >= this.#most) {
      throw new AwsError(
        "LimitExceededException",
        `The stream ${stream.name} can not ${this.#change} more than ${this.#most} times in 24 hours.`,
      );
    }
    this.#times.set(stream, [...times, now]);
  }
}
