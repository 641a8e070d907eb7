import type { Reading } from "./reading.ts";

/** What a warehouse that works makes of a record: it shows it, knows it already, or can't use it. */
export type RecordFate = "visible" | "duplicate" | "quarantined";

/** A record as the simulator hands it to the producer. */
export interface SimulatedRecord {
  /** The sensor's id: all readings of a sensor go to one shard, in order. */
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** The reading it was made of, whatever has become of its bytes. */
  readonly reading: Reading;
  /** What tests and reports compare the warehouse's counts with. */
  readonly fate: RecordFate;
}
