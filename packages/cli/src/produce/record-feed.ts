import type { LineRecord } from "@sensor-pipeline/core/sensor/record-line";

/** Records to be sent, from the simulator or a file. */
export interface RecordFeed {
  readonly records: Iterable<LineRecord> | AsyncIterable<LineRecord>;
  /** How many there will be; undefined where only the end tells. */
  readonly planned?: number | undefined;
  /** What only records of a file have. */
  readonly file?: FileProgress | undefined;
}

/** How far a file is read. */
export interface FileProgress {
  readonly name: string;
  /** Lines that are no records. */
  readonly rejectedLines: number;
  /** Why reading ended before the file did. */
  readonly failure?: string | undefined;
  /** The first line that was not read, when `taken` records were; undefined at the end of the file. */
  resumeLine(taken: number): number | undefined;
  /** Ends the records. */
  stop(): void;
}
