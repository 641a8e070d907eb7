import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { ActiveSegment } from "./active-segment.ts";
import { type Entry, entrySize, readArrival, readEntry } from "./entry.ts";
import type { SegmentBytes, SegmentCache } from "./segment-cache.ts";

export interface ShardLogOptions {
  readonly folder: string;
  /** A segment is closed when it would grow beyond this. */
  readonly segmentBytes: number;
  readonly cache: SegmentCache;
}

export interface IndexedEntry extends Entry {
  readonly index: number;
}

interface SealedSegment {
  readonly firstIndex: number;
  readonly path: string;
}

const INDEX_DIGITS = 16;

/** A shard's records in order of their index (0, 1, 2 ...), in segment files. Only the last segment is in memory. */
export class ShardLog {
  readonly #options: ShardLogOptions;
  readonly #sealed: SealedSegment[] = [];
  #active: ActiveSegment;

  /** Opens the log in `folder`, or begins one there. */
  constructor(options: ShardLogOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
    const files = readdirSync(options.folder).filter((file) => /^\d+\.log$/.test(file));
    const firstIndexes = files.map((file) => Number.parseInt(file, 10)).sort((left, right) => left - right);
    const last = firstIndexes.pop() ?? 0;
    for (const firstIndex of firstIndexes) this.#sealed.push({ firstIndex, path: this.#pathOf(firstIndex) });
    this.#active = new ActiveSegment(this.#pathOf(last), last);
  }

  /** Index of the oldest record that is still there. */
  get firstIndex(): number {
    return this.#sealed[0]?.firstIndex ?? this.#active.firstIndex;
  }

  /** Index that the next record will have. */
  get nextIndex(): number {
    return this.#active.firstIndex + this.#active.count;
  }

  get lastArrival(): number | undefined {
    const { lastArrival } = this.#active;
    if (lastArrival !== undefined || this.#sealed.length === 0) return lastArrival;
    return this.arrivalOf(this.nextIndex - 1);
  }

  /** Appends a record and gives its index; it is kept once `flush` has returned. */
  append(arrival: number, partitionKey: string, data: Uint8Array): number {
    const keyBytes = Buffer.byteLength(partitionKey);
    const size = entrySize(keyBytes, data.length);
    if (this.#active.count > 0 && this.#active.length + size > this.#options.segmentBytes) this.#seal();
    const index = this.nextIndex;
    this.#active.append(arrival, partitionKey, keyBytes, data);
    return index;
  }

  flush(): void {
    this.#active.flush();
  }

  /** Up to `limit` records and `maximumBytes` of data (but at least one record) from `index` on. */
  read(index: number, limit: number, maximumBytes: number): IndexedEntry[] {
    const entries: IndexedEntry[] = [];
    let bytes = 0;
    let at = Math.max(index, this.firstIndex);
    while (at < this.nextIndex) {
      const { firstIndex, segment } = this.#segmentOf(at);
      const end = firstIndex + segment.offsets.length;
      for (; at < end; at += 1) {
        if (entries.length >= limit) return entries;
        const entry = readEntry(segment.bytes, segment.offsets[at - firstIndex] ?? 0);
        bytes += entry.data.length;
        if (bytes > maximumBytes && entries.length > 0) return entries;
        entries.push({ ...entry, index: at });
      }
    }
    return entries;
  }

  /** Arrival of the record at `index`, in milliseconds; the oldest one's when that is gone, undefined beyond the newest. */
  arrivalOf(index: number): number | undefined {
    const at = Math.max(index, this.firstIndex);
    if (at >= this.nextIndex) return undefined;
    const { firstIndex, segment } = this.#segmentOf(at);
    return readArrival(segment.bytes, segment.offsets[at - firstIndex] ?? 0);
  }

  /** Index of the first record that arrived at `timestamp` or later; `nextIndex` when there is none. */
  indexAt(timestamp: number): number {
    let low = this.firstIndex;
    let high = this.nextIndex;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.arrivalOf(middle) ?? Number.POSITIVE_INFINITY) < timestamp) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Deletes the segments all of whose records arrived before `horizon`. The last one stays. */
  trim(horizon: number): void {
    for (;;) {
      const [oldest] = this.#sealed;
      const next = this.#sealed[1]?.firstIndex ?? this.#active.firstIndex;
      if (!oldest || (this.arrivalOf(next - 1) ?? horizon) >= horizon) return;
      rmSync(oldest.path, { force: true });
      this.#options.cache.delete(oldest.path);
      this.#sealed.shift();
    }
  }

  /** No record will follow: gives back the memory of the last segment. */
  rest(): void {
    if (this.#active.count > 0) this.#seal();
  }

  close(): void {
    this.#active.close();
  }

  #seal(): void {
    const sealed = this.#active;
    sealed.flush();
    sealed.close();
    this.#options.cache.add(sealed.path, sealed.bytes());
    this.#sealed.push({ firstIndex: sealed.firstIndex, path: sealed.path });
    const firstIndex = sealed.firstIndex + sealed.count;
    this.#active = new ActiveSegment(this.#pathOf(firstIndex), firstIndex);
  }

  #segmentOf(index: number): { firstIndex: number; segment: SegmentBytes } {
    if (index >= this.#active.firstIndex) {
      return { firstIndex: this.#active.firstIndex, segment: this.#active.bytes() };
    }
    let low = 0;
    let high = this.#sealed.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#sealed[middle]?.firstIndex ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const found = this.#sealed[low];
    if (!found) throw new RangeError(`The log in ${this.#options.folder} has no record ${index}.`);
    return { firstIndex: found.firstIndex, segment: this.#options.cache.get(found.path) };
  }

  #pathOf(firstIndex: number): string {
    return path.join(this.#options.folder, `${String(firstIndex).padStart(INDEX_DIGITS, "0")}.log`);
  }
}
