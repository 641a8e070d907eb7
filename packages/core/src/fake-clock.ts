import type { Clock } from "./clock.ts";

/** A clock for tests that never waits: sleeping moves it. */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  #now = Date.parse("2026-11-23T12:00:00Z");

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    this.#now += milliseconds;
  }
}
