import type { LineRecord } from "@sensor-pipeline/core/sensor/record-line";

/** Records to be sent, from the simulator or a file. */
export interface RecordFeed {
  readonly records: Iterable<LineRecord> | AsyncIterable<LineRecord>;
  /** How many there will be; undefined where only the end tells. */
  readonly planned?: number | undefined;
  /** What simulated records can be made again by. */
  readonly origin?: SimulationOrigin | undefined;
  /** The command that sends exactly the records after the first `taken`; undefined where there are none, or no end is known. */
  readonly restCommand?: ((taken: number) => string | undefined) | undefined;
  /** What only records of a file have. */
  readonly file?: FileProgress | undefined;
}

export interface SimulationOrigin {
  readonly seed: number;
  /** ISO 8601: `event_time` of the first reading. */
  readonly start: string;
}

/** How far a file is read. */
export interface FileProgress {
  readonly name: string;
  /** Lines that are no records. */
  readonly rejectedLines: number;
  /** What is wrong with the first of them. */
  readonly firstProblem?: string | undefined;
  /** Why reading ended before the file did. */
  readonly failure?: string | undefined;
  /** The first line that was not read, when `taken` records were; undefined at the end of the file. */
  resumeLine(taken: number): number | undefined;
  /** Ends the records. */
  stop(): void;
}
