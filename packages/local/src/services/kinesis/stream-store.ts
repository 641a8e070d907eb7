import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ACCOUNT_ID } from "../../account.ts";
import type { LocalClock } from "../../clock.ts";
import { AwsError } from "../../service.ts";
import { SegmentCache } from "./segment-cache.ts";
import type { ShardRates } from "./shard-limits.ts";
import { Stream, type StreamStatus } from "./stream.ts";
import { type StreamState, streamState } from "./stream-state.ts";

/** Segments that readers behind the tip are at, of all streams together. */
const CACHE_BYTES = 48 * 1024 * 1024;

export interface StreamStoreOptions {
  /** Where the streams' folders are; read at once. */
  readonly folder: string;
  readonly clock: LocalClock;
  readonly rates: ShardRates;
  /** How long a change of a stream shows as CREATING, UPDATING or DELETING, in local milliseconds. */
  readonly transitionMs: number;
}

/** The streams of an account, on disk. */
export class StreamStore {
  readonly clock: LocalClock;
  readonly #options: StreamStoreOptions;
  readonly #cache = new SegmentCache(CACHE_BYTES);
  readonly #streams = new Map<string, Stream>();

  constructor(options: StreamStoreOptions) {
    this.clock = options.clock;
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    for (const name of readdirSync(options.folder)) this.#load(path.join(options.folder, name));
  }

  now(): number {
    return this.clock.now();
  }

  /** In the order of their names. */
  all(): readonly Stream[] {
    this.#removeDeleted();
    return [...this.#streams.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  find(name: string): Stream | undefined {
    this.#removeDeleted();
    return this.#streams.get(name);
  }

  /** @throws {AwsError} ResourceNotFoundException */
  get(name: string): Stream {
    const stream = this.find(name);
    if (!stream) throw streamNotFound(name);
    return stream;
  }

  /** A stream that takes and gives records. @throws {AwsError} ResourceNotFoundException */
  serving(name: string): Stream {
    const stream = this.get(name);
    const status = stream.status(this.now());
    if (status !== "ACTIVE" && status !== "UPDATING") throw streamNotFound(name);
    return stream;
  }

  /** A stream that can be changed. @throws {AwsError} ResourceNotFoundException, ResourceInUseException */
  changeable(name: string): Stream {
    const stream = this.get(name);
    const status = stream.status(this.now());
    if (status !== "ACTIVE") {
      throw new AwsError(
        "ResourceInUseException",
        `Stream ${name} under account ${ACCOUNT_ID} not ACTIVE, instead in state ${status}`,
      );
    }
    return stream;
  }

  create(state: StreamState): Stream {
    const stream = this.#open(state, path.join(this.#options.folder, `${state.name}@${state.createdAt}`));
    this.begin(stream, "CREATING");
    return stream;
  }

  /** Shows the change that was just made for as long as it takes. */
  begin(stream: Stream, status: Exclude<StreamStatus, "ACTIVE">): void {
    stream.begin(status, this.now() + this.#options.transitionMs);
    this.#removeDeleted();
  }

  /** Deletes what is past the retention period, of all streams. */
  trim(): void {
    for (const stream of this.all()) stream.trim(this.now());
  }

  close(): void {
    for (const stream of this.#streams.values()) stream.close();
    this.#streams.clear();
  }

  #load(folder: string): void {
    const file = path.join(folder, "stream.json");
    if (existsSync(file)) this.#open(streamState.parse(JSON.parse(readFileSync(file, "utf8"))), folder);
    // What is left of a stream that was being made or deleted when the process was killed.
    else rmSync(folder, { recursive: true, force: true });
  }

  #open(state: StreamState, folder: string): Stream {
    const stream = new Stream(state, { folder, rates: this.#options.rates, cache: this.#cache });
    this.#streams.set(state.name, stream);
    return stream;
  }

  #removeDeleted(): void {
    for (const [name, stream] of this.#streams) {
      if (!stream.isGone(this.now())) continue;
      this.#streams.delete(name);
      stream.remove();
    }
  }
}

export function streamNotFound(name: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Stream ${name} under account ${ACCOUNT_ID} not found.`);
}
