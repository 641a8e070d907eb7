import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { encodeReading, type Reading, readingSchema } from "./reading.ts";
import { encodeRecord, RECORD_ENCODINGS, type RecordEncoding, recordEncodingSchema } from "./record-encoding.ts";

/** A record on its way between the stream and a file of lines. */
export interface LineRecord {
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** What it was made of, where that is known. */
  readonly reading?: Reading | undefined;
}

/** Why a record is in a file of rejects; reading it back ignores this. */
export interface RejectReason {
  /** Kinesis' error code, one of the producer's own, or NotAReading. */
  readonly code: string;
  readonly message: string;
}

/** A line that is no record, and why in words. */
export class RecordLineError extends Error {
  override readonly name = "RecordLineError";
}

const reason = z.unknown().optional();

/** A reading that a producer gave up. */
const keptReadingSchema = z.strictObject({
  reading: readingSchema,
  /** Left out where the record was plain JSON. */
  encoding: recordEncodingSchema.optional(),
  reason,
});

/** A record whose bytes no reading gives. */
const bytesSchema = z.strictObject({
  partitionKey: z.string().min(1).max(256),
  /** Base64. */
  data: z.base64(),
  reason,
});

/** Text that was no record when it was read. */
const textSchema = z.strictObject({ text: z.string(), reason });

/** A line that was not even text. */
const notTextSchema = z.strictObject({ bytes: z.base64(), reason });

/**
 * The record that a line of NDJSON stands for: a reading, or a line that {@link recordLine} has written.
 * @param encoding of readings whose line does not name theirs
 * @throws {RecordLineError}
 */
export function parseRecordLine(line: string, encoding: RecordEncoding): LineRecord {
  const value = parseJson(line);
  if (has(value, "text")) return parseRecordLine(checked(textSchema, value).text, encoding);
  if (has(value, "bytes")) {
    checked(notTextSchema, value);
    throw new RecordLineError("not UTF-8");
  }
  if (has(value, "data")) {
    const { partitionKey, data } = checked(bytesSchema, value);
    return { partitionKey, data: Buffer.from(data, "base64") };
  }
  if (!has(value, "reading")) return recordOf(checked(readingSchema, value), encoding);
  const kept = checked(keptReadingSchema, value);
  return recordOf(kept.reading, kept.encoding ?? encoding);
}

/** One line that {@link parseRecordLine} reads as the same bytes. */
export function recordLine(record: LineRecord, reason?: RejectReason): string {
  const { partitionKey, data, reading } = record;
  const encoding = reading && RECORD_ENCODINGS.find((each) => isSame(record, recordOf(reading, each)));
  if (encoding === undefined) {
    return JSON.stringify({ partitionKey, data: Buffer.from(data).toString("base64"), reason });
  }
  if (encoding === "json" && reason === undefined) return JSON.stringify(reading);
  return JSON.stringify({ reading, encoding: encoding === "json" ? undefined : encoding, reason });
}

/** A line that keeps one which was no record, as it was; reading it back reads that one again. */
export function rejectedLine(line: Uint8Array, reason: RejectReason): string {
  const bytes = Buffer.from(line);
  const kept = isUtf8(bytes) ? { text: bytes.toString("utf8") } : { bytes: bytes.toString("base64") };
  return JSON.stringify({ ...kept, reason });
}

function recordOf(reading: Reading, encoding: RecordEncoding): LineRecord & { readonly reading: Reading } {
  return { partitionKey: String(reading.sensor_id), data: encodeRecord(encodeReading(reading), encoding), reading };
}

function isSame(one: LineRecord, other: LineRecord): boolean {
  return one.partitionKey === other.partitionKey && Buffer.from(one.data).equals(other.data);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    const words = error instanceof Error ? error.message.replace(/ \(line \d+ column \d+\)$/, "") : String(error);
    throw new RecordLineError(`not JSON (${words})`, { cause: error });
  }
}

function has(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const field = path.join(".");
    if (valueAt(value, path) === undefined) return `${field} is missing`;
    const words = message.replace(/^Invalid input: /, "").replace(/^./, (first) => first.toLowerCase());
    return field ? `${field}: ${words}` : words;
  });
  throw new RecordLineError(problems.join("; "), { cause: result.error });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
