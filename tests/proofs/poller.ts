import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { DataApi } from "@sensor-pipeline/core/setup/run-definition";
import { asRole, type TestRedshift } from "@sensor-pipeline/redshift/test-redshift";

const READER = asRole("poller", "pipeline_reader");

/** Between two looks of its own. */
const PAUSE_MS = 20;

const POLL = "SELECT TRIM(shard_id) || ' ' || sequence_number FROM public.sensor_landed_records";

/** A reader who reads the landed records again and again, and finds whatever it has found before, once. */
export class Poller {
  readonly #redshift: TestRedshift;
  readonly #seen = new Set<string>();
  readonly #faults: string[] = [];
  #looks = 0;
  #isStopped = false;
  #polling: Promise<void> = Promise.resolve();

  private constructor(redshift: TestRedshift) {
    this.#redshift = redshift;
  }

  static start(redshift: TestRedshift): Poller {
    const poller = new Poller(redshift);
    poller.#polling = poller.#poll();
    return poller;
  }

  /** The same Data API, with a look after each statement's end, so that nothing that lasts for one state alone goes unseen. */
  watching(api: DataApi): DataApi {
    return {
      call: async (action, input) => {
        const answer = await api.call(action, input);
        if (action === "describeStatement") await this.#look();
        return answer;
      },
    };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#polling;
  }

  /** @throws {AssertionError} naming what the reader saw */
  verify(what: string): void {
    assert.deepEqual(this.#faults, [], what);
    assert.ok(this.#looks > 1 && this.#seen.size > 0, `${what}: the reader saw nothing`);
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    try {
      const keys = (await this.#redshift.run(POLL, READER)).map(([key]) => String(key));
      const found = new Set(keys);
      if (found.size < keys.length) this.#faults.push(`${keys.length - found.size} records were seen twice`);
      const missing = [...this.#seen].filter((key) => !found.has(key));
      if (missing.length > 0) this.#faults.push(`${missing.length} records were seen before and not again`);
      for (const key of found) this.#seen.add(key);
    } catch (error) {
      this.#faults.push(`the reader was not answered: ${error}`);
    }
  }

  async #poll(): Promise<void> {
    while (!this.#isStopped) {
      await this.#look();
      await delay(PAUSE_MS);
    }
  }
}
