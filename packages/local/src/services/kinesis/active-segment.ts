import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { entrySize, readArrival, scanEntries, writeEntry } from "./entry.ts";
import type { SegmentBytes } from "./segment-cache.ts";

const FIRST_CAPACITY = 64 * 1024;

/** The segment a shard's records are appended to: on disk, and whole in memory as well, since readers at the tip read it. */
export class ActiveSegment {
  readonly firstIndex: number;
  readonly path: string;
  readonly #file: number;
  #buffer: Buffer;
  #length: number;
  #written: number;
  #offsets: number[];

  /** Opens or makes the file; a last entry that is not whole is cut off. */
  constructor(path: string, firstIndex: number) {
    this.path = path;
    this.firstIndex = firstIndex;
    this.#file = openSync(path, "a+");
    this.#buffer = readFileSync(path);
    const { offsets, length } = scanEntries(this.#buffer);
    if (length < this.#buffer.length) ftruncateSync(this.#file, length);
    this.#offsets = offsets;
    this.#length = length;
    this.#written = length;
  }

  get count(): number {
    return this.#offsets.length;
  }

  get length(): number {
    return this.#length;
  }

  get firstArrival(): number | undefined {
    return this.#offsets.length === 0 ? undefined : readArrival(this.#buffer, 0);
  }

  get lastArrival(): number | undefined {
    const last = this.#offsets.at(-1);
    return last === undefined ? undefined : readArrival(this.#buffer, last);
  }

  /** In memory only, until `flush`. */
  append(arrival: number, partitionKey: string, keyBytes: number, data: Uint8Array): void {
    const needed = this.#length + entrySize(keyBytes, data.length);
    if (needed > this.#buffer.length) this.#grow(needed);
    this.#offsets.push(this.#length);
    this.#length = writeEntry(this.#buffer, this.#length, arrival, partitionKey, keyBytes, data);
  }

  /**
   * Hands everything appended to the operating system, so that it survives the end of this process (there is no fsync: a power failure
   * can lose it). When that fails nothing of it was appended.
   */
  flush(): void {
    try {
      let at = this.#written;
      while (at < this.#length) at += writeSync(this.#file, this.#buffer, at, this.#length - at);
      this.#written = this.#length;
    } catch (error) {
      while ((this.#offsets.at(-1) ?? -1) >= this.#written) this.#offsets.pop();
      this.#length = this.#written;
      ftruncateSync(this.#file, this.#written);
      throw error;
    }
  }

  bytes(): SegmentBytes {
    return { bytes: this.#buffer.subarray(0, this.#length), offsets: this.#offsets };
  }

  close(): void {
    closeSync(this.#file);
  }

  /** A new buffer, because views of the old one are in readers' hands. */
  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2, FIRST_CAPACITY));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}
