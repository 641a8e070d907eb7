import { z } from "zod";

/** How the JSON of a reading is written into a record. Each is one that the warehouse's views decode. */
export const RECORD_ENCODINGS = ["json", "base64", "hex"] as const;

export type RecordEncoding = (typeof RECORD_ENCODINGS)[number];

export const recordEncodingSchema = z.enum(RECORD_ENCODINGS);

/** The bytes of a record whose reading's JSON is `json`: as it is, or as the text of an encoding. */
export function encodeRecord(json: Uint8Array, encoding: RecordEncoding): Uint8Array {
  if (encoding === "json") return json;
  return Buffer.from(Buffer.from(json).toString(encoding), "ascii");
}
