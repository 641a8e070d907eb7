import { gzipSync } from "node:zlib";
import { allSensors, type FaultWindow } from "./fault-window.ts";
import { MALFORMATIONS } from "./malformations.ts";
import { encodeRecord } from "./record-encoding.ts";
import { uniform } from "./seeded.ts";
import type { SimulatedRecord } from "./simulated-record.ts";

const MALFORMED_SHARE = 0.25;
const DUPLICATE_SHARE = 0.25;
const ENCODED_SHARE = 0.5;

export interface RecordFault {
  readonly meaning: string;
  readonly affects: (window: FaultWindow, sensorId: number) => boolean;
  /** The records that take the place of this one. */
  readonly pass: (record: SimulatedRecord, window: FaultWindow) => readonly SimulatedRecord[];
}

/**
 * Scenarios that act on records on their way, in the order in which they act: a record is malformed or encoded
 * once, never both, and a copy is one of the final bytes.
 */
export const RECORD_FAULTS = {
  malformed: {
    meaning: "One record in four is not JSON, is cut off, lacks fields, has wrong types or is not UTF-8.",
    affects: allSensors,
    pass: (record, { seed }) => {
      const id = record.reading.event_id;
      if (uniform(seed, "malformed", id) >= MALFORMED_SHARE) return [record];
      const malform = MALFORMATIONS[Math.floor(uniform(seed, "malformation", id) * MALFORMATIONS.length)];
      return malform ? [{ ...record, data: malform(record.reading), fate: "quarantined" }] : [record];
    },
  },
  base64: encoding("Half of the records arrive as base64 text.", "base64", "visible", (data) =>
    encodeRecord(data, "base64"),
  ),
  hex: encoding("Half of the records arrive as hexadecimal text.", "hex", "visible", (data) =>
    encodeRecord(data, "hex"),
  ),
  gzip: encoding("Half of the records arrive compressed, which Redshift can't read.", "gzip", "quarantined", (data) =>
    gzipSync(data),
  ),
  duplicates: {
    meaning: "One record in four is sent twice.",
    affects: allSensors,
    pass: (record, { seed }) => {
      if (uniform(seed, "duplicate", record.reading.event_id) >= DUPLICATE_SHARE) return [record];
      return [record, { ...record, fate: record.fate === "visible" ? "duplicate" : record.fate }];
    },
  },
} satisfies Record<string, RecordFault>;

function encoding(
  meaning: string,
  name: string,
  fate: SimulatedRecord["fate"],
  encode: (data: Uint8Array) => Uint8Array,
): RecordFault {
  return {
    meaning,
    affects: allSensors,
    pass: (record, { seed }) => {
      const isEncoded = uniform(seed, name, record.reading.event_id) < ENCODED_SHARE;
      return [isEncoded && isPlain(record) ? { ...record, data: encode(record.data), fate } : record];
    },
  };
}

/** Whether the bytes are still the JSON they were made as: every reading begins with a brace, no encoding does. */
function isPlain(record: SimulatedRecord): boolean {
  return record.fate === "visible" && record.data[0] === "{".charCodeAt(0);
}
