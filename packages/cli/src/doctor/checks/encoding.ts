import { z } from "zod";
import { bytesInWords } from "../bytes-in-words.ts";
import type { Check, Finding } from "../check.ts";
import { PAGES } from "../pages.ts";

const encodingRow = z.object({
  encoding: z.string(),
  record_count: z.number(),
  shard_id: z.string(),
  sequence_number: z.string(),
  first_bytes: z.string(),
});

export type EncodingRow = z.infer<typeof encodingRow>;

interface Advice {
  /** Whether the records are usable. */
  readonly usable: boolean;
  readonly what: string;
  readonly mend: string;
  readonly source: string;
}

const ADVICE: Readonly<Record<string, Advice>> = {
  base64: {
    usable: true,
    what: "came as base64 text of JSON. They are decoded and visible, at the cost of a third more bytes and of examining each",
    mend: "Let the producer send the JSON itself: PutRecords encodes it for the wire by itself. Where all must be base64, query public.sensor_data_base64_decoded (option B).",
    source: PAGES.gettingStarted,
  },
  hex: {
    usable: true,
    what: "came as hex digits of JSON. They are decoded and visible, at the cost of twice the bytes and of examining each",
    mend: "Let the producer send the JSON itself. Where all must be hex, query public.sensor_data_hex_decoded (option D).",
    source: PAGES.gettingStarted,
  },
  gzip: {
    usable: false,
    what: "are compressed with gzip (bytes 1f 8b), which Redshift does not expand: they are in quarantine",
    mend: "Let the producer send JSON without compression; shards count a record's bytes, and readings are small.",
    source: PAGES.streaming,
  },
  kpl: {
    usable: false,
    what: "were aggregated by the Kinesis Producer Library (bytes f3 89 9a c2), which Redshift does not take apart: they are in quarantine",
    mend: "Set AggregationEnabled=false in the KPL's configuration.",
    source: PAGES.kpl,
  },
};

const OTHER: Advice = {
  usable: false,
  what: "are no JSON in any encoding that is known here: they are in quarantine",
  mend: "See which, and why: pipeline query quarantine",
  source: PAGES.streaming,
};

export const encoding: Check = {
  id: "encoding",
  needs: ["reader", "setup", "landing-view"],
  run: async ({ query }) => judgeEncodings(await query("encodings.sql", encodingRow)),
};

/** A problem when records that can't be used are most of them; the others are told as they are. */
export function judgeEncodings(rows: readonly EncodingRow[]): readonly Finding[] {
  const all = rows.reduce((sum, { record_count }) => sum + record_count, 0);
  return rows
    .filter(({ encoding }) => encoding !== "json")
    .map(({ encoding, record_count, shard_id, sequence_number, first_bytes }) => {
      const { usable, what, mend, source } = ADVICE[encoding] ?? OTHER;
      return {
        rule: usable ? "encoding-decoded" : "encoding-unusable",
        severity: !usable && record_count * 2 > all ? "problem" : "warning",
        found: `${record_count} of the ${all} records of the last hour (${encoding}) ${what}. The last: ${shard_id}, sequence number ${sequence_number}, ${bytesInWords(first_bytes)}.`,
        matters: usable ? "Options that expect plain JSON do not see them." : "No reading is made of them.",
        mend,
        source,
      };
    });
}
