import type { LocalClock } from "../../clock.ts";
import { dueTimes, nextDueTime } from "./due-times.ts";
import type { ScheduleRecord } from "./schedule-record.ts";
import type { ScheduleStore } from "./schedule-store.ts";

/** At most this many missed firings of one schedule are made up for at once. */
const CATCH_UP = 10;
/** Longest single sleep, in local time: below setTimeout's longest at every speed. */
const LONGEST_SLEEP_MS = 2_000_000_000;

/** Fires what is due, sleeps on the local clock until the next, wakes when a schedule changes. */
export class SchedulerLoop {
  readonly #clock: LocalClock;
  readonly #store: ScheduleStore;
  readonly #fire: (record: ScheduleRecord, scheduledTime: number) => void;
  readonly #closing = new AbortController();
  readonly #done: Promise<void>;
  #wake = new AbortController();

  constructor(clock: LocalClock, store: ScheduleStore, fire: (record: ScheduleRecord, scheduledTime: number) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#fire = fire;
    store.onChange(() => this.#wake.abort());
    this.#done = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      this.#wake = new AbortController();
      const now = this.#clock.now();
      this.#fireDue(now);
      const next = this.#nextTime(now) ?? now + LONGEST_SLEEP_MS;
      const signal = AbortSignal.any([this.#closing.signal, this.#wake.signal]);
      await this.#clock.sleep(Math.min(next - now, LONGEST_SLEEP_MS), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  #fireDue(now: number): void {
    for (const schedule of this.#store.enabled()) {
      const { record, timetable } = schedule;
      for (const time of dueTimes(timetable, schedule.firedUpTo, now, CATCH_UP)) this.#fire(record, time);
      schedule.firedUpTo = now;
      const over = nextDueTime(timetable, now) === undefined;
      if (over && record.actionAfterCompletion === "DELETE") this.#store.delete(record);
    }
  }

  #nextTime(now: number): number | undefined {
    const times = this.#store
      .enabled()
      .map(({ timetable }) => nextDueTime(timetable, now))
      .filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }
}
