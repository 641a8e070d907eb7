import { readFileSync } from "node:fs";
import { scanEntries } from "./entry.ts";

/** A whole segment file, and where its entries begin. */
export interface SegmentBytes {
  readonly bytes: Buffer;
  readonly offsets: readonly number[];
}

/** The segments read last, by path: a reader that catches up needs each one several times. */
export class SegmentCache {
  readonly #maximumBytes: number;
  readonly #segments = new Map<string, SegmentBytes>();
  #bytes = 0;

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
  }

  get(path: string): SegmentBytes {
    const found = this.#segments.get(path);
    if (found) {
      // Moves it to the end: the first in the map is the one used longest ago.
      this.#segments.delete(path);
      this.#segments.set(path, found);
      return found;
    }
    const bytes = readFileSync(path);
    const segment = { bytes, offsets: scanEntries(bytes).offsets };
    this.add(path, segment);
    return segment;
  }

  add(path: string, segment: SegmentBytes): void {
    this.delete(path);
    this.#segments.set(path, segment);
    this.#bytes += segment.bytes.length;
    for (const oldest of this.#segments.keys()) {
      if (this.#bytes <= this.#maximumBytes || oldest === path) return;
      this.delete(oldest);
    }
  }

  delete(path: string): void {
    this.#bytes -= this.#segments.get(path)?.bytes.length ?? 0;
    this.#segments.delete(path);
  }
}
