/** A good reading as JSON, with changes; a field set to undefined is left out. */
export function reading(change: Readonly<Record<string, unknown>> = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      event_id: "0c8d1f6e-0000-4000-8000-000000000001",
      sensor_id: 1001,
      current_temperature: 21.5,
      status: "ACTIVE",
      event_time: "2026-11-24T11:58:00.000Z",
      created_date: "2026-11-24",
      ...change,
    }),
  );
}

const bytes = (...values: readonly number[]): Buffer => Buffer.from(values);
const text = (value: string): Buffer => Buffer.from(value);

/** Records that can't be used, each with what the quarantine says of it. */
export const UNUSABLE: readonly {
  readonly what: string;
  readonly data: Buffer;
  readonly reason: string;
  readonly encoding: string;
}[] = [
  { what: "nothing", data: bytes(), reason: "empty record", encoding: "empty" },
  { what: "a text", data: text("hello world"), reason: "not JSON", encoding: "text" },
  { what: "a text of all lengths of UTF-8", data: text("größe € 😀\n"), reason: "not JSON", encoding: "text" },
  { what: "truncated JSON", data: reading().subarray(0, 40), reason: "not JSON", encoding: "text" },
  { what: "base64 of no JSON", data: text("aGVsbG8="), reason: "not JSON", encoding: "text" },
  { what: "hex of no JSON", data: text("deadbeef"), reason: "not JSON", encoding: "text" },
  { what: "bytes of no text", data: bytes(0xff, 0xfe, 0, 1), reason: "not UTF-8", encoding: "binary" },
  { what: "an overlong NUL", data: bytes(0xc0, 0x80), reason: "not UTF-8", encoding: "binary" },
  { what: "a surrogate", data: bytes(0xed, 0xa0, 0x80), reason: "not UTF-8", encoding: "binary" },
  { what: "a code point beyond Unicode", data: bytes(0xf4, 0x90, 0x80, 0x80), reason: "not UTF-8", encoding: "binary" },
  { what: "a lone continuation byte", data: bytes(0x61, 0x80), reason: "not UTF-8", encoding: "binary" },
  { what: "a character cut off", data: bytes(0xe2, 0x82), reason: "not UTF-8", encoding: "binary" },
  { what: "a NUL in a text", data: text("a\0b"), reason: "not UTF-8", encoding: "binary" },
  {
    what: "JSON with bytes of no text in a string",
    data: Buffer.concat([text('{"status":"'), bytes(0xff), text('"}')]),
    reason: "not UTF-8",
    encoding: "binary",
  },
  {
    what: "gzip",
    data: bytes(0x1f, 0x8b, 8, 0),
    reason: "gzip-compressed, which Redshift does not expand",
    encoding: "gzip",
  },
  {
    what: "a record of the KPL",
    data: bytes(0xf3, 0x89, 0x9a, 0xc2, 1),
    reason: "aggregated by the KPL, which Redshift does not take apart",
    encoding: "kpl",
  },
  {
    what: "a text that is too long to examine",
    data: Buffer.alloc(32_768, "a"),
    reason: "not JSON and longer than 32767 bytes",
    encoding: "long",
  },
  { what: "the longest text that is examined", data: Buffer.alloc(32_767, "a"), reason: "not JSON", encoding: "text" },
  { what: "a JSON list", data: text("[1]"), reason: "not a JSON object", encoding: "json" },
  { what: "a JSON number", data: text("12345678"), reason: "not a JSON object", encoding: "json" },
  { what: "a JSON string", data: text('"x"'), reason: "not a JSON object", encoding: "json" },
  { what: "no sensor_id", data: reading({ sensor_id: undefined }), reason: "no sensor_id", encoding: "json" },
  { what: "a sensor_id of null", data: reading({ sensor_id: null }), reason: "no sensor_id", encoding: "json" },
  {
    what: "a sensor_id of letters",
    data: reading({ sensor_id: "abc" }),
    reason: "sensor_id is not a whole number",
    encoding: "json",
  },
  {
    what: "a sensor_id of half",
    data: reading({ sensor_id: 1.5 }),
    reason: "sensor_id is not a whole number",
    encoding: "json",
  },
  {
    what: "a sensor_id beyond INTEGER",
    data: reading({ sensor_id: 99_999_999_999 }),
    reason: "sensor_id is not a whole number",
    encoding: "json",
  },
  {
    what: "no temperature",
    data: reading({ current_temperature: undefined }),
    reason: "no current_temperature",
    encoding: "json",
  },
  {
    what: "an object for a temperature",
    data: reading({ current_temperature: { value: 1 } }),
    reason: "no current_temperature",
    encoding: "json",
  },
  {
    what: "a temperature of n/a",
    data: reading({ current_temperature: "n/a" }),
    reason: "current_temperature is not a number",
    encoding: "json",
  },
  {
    what: "an empty temperature",
    data: reading({ current_temperature: "" }),
    reason: "current_temperature is not a number",
    encoding: "json",
  },
  {
    what: "a temperature beyond the column",
    data: reading({ current_temperature: 1e30 }),
    reason: "current_temperature is not a number",
    encoding: "json",
  },
  {
    what: "a sensor_id of which only a line is a number",
    data: reading({ sensor_id: "1001\nabc" }),
    reason: "sensor_id is not a whole number",
    encoding: "json",
  },
  {
    what: "a sensor_id after a carriage return",
    data: reading({ sensor_id: "\r1001" }),
    reason: "sensor_id is not a whole number",
    encoding: "json",
  },
  {
    what: "a temperature of two lines",
    data: reading({ current_temperature: "21.5\n22.5" }),
    reason: "current_temperature is not a number",
    encoding: "json",
  },
  {
    what: "base64 of which the first line is whole",
    data: text("aGVs\n!"),
    reason: "not JSON",
    encoding: "text",
  },
  { what: "hex of which the last line is whole", data: text("x\fdeadbeef"), reason: "not JSON", encoding: "text" },
  {
    what: "a base64 record without sensor_id",
    data: text(reading({ sensor_id: undefined }).toString("base64")),
    reason: "no sensor_id",
    encoding: "base64",
  },
];

/** Records that can be used and have a fault, each with what quality_reason says of it. */
export const FAULTY: readonly { readonly what: string; readonly data: Buffer; readonly fault: string }[] = [
  { what: "no event_id", data: reading({ event_id: undefined }), fault: "no event_id" },
  { what: "no status", data: reading({ status: undefined }), fault: "no status" },
  { what: "an unknown status", data: reading({ status: "SLEEPING" }), fault: "unknown status" },
  { what: "no event_time", data: reading({ event_time: undefined }), fault: "no event_time in UTC" },
  { what: "30 February", data: reading({ event_time: "2026-02-30T00:00:00Z" }), fault: "no event_time in UTC" },
  {
    what: "another time zone",
    data: reading({ event_time: "2026-11-24T11:58:00+02:00" }),
    fault: "no event_time in UTC",
  },
  {
    what: "a time after its arrival",
    data: reading({ event_time: "2026-11-24T13:00:00Z" }),
    fault: "event_time after arrival",
  },
  { what: "a thirteenth month", data: reading({ created_date: "2026-13-01" }), fault: "no created_date" },
  {
    what: "a line after its time",
    data: reading({ event_time: "2026-11-24T11:58:00Z\nand more" }),
    fault: "no event_time in UTC",
  },
  { what: "a line before its date", data: reading({ created_date: "on\n2026-11-24" }), fault: "no created_date" },
  { what: "500 degrees", data: reading({ current_temperature: 500 }), fault: "implausible temperature" },
  { what: "two faults", data: reading({ event_id: undefined, status: 7 }), fault: "no event_id; unknown status" },
];

/** Temperatures and what they are read as and called. */
export const TEMPERATURES: readonly { readonly sent: unknown; readonly read: string; readonly category: string }[] = [
  { sent: 40, read: "40.0", category: "NORMAL" },
  { sent: 40.1, read: "40.1", category: "HIGH" },
  { sent: 40.04, read: "40.0", category: "NORMAL" },
  { sent: 40.05, read: "40.1", category: "HIGH" },
  { sent: 0, read: "0.0", category: "NORMAL" },
  { sent: -0.1, read: "-0.1", category: "LOW" },
  { sent: "21.46", read: "21.5", category: "NORMAL" },
  { sent: 9999, read: "9999.0", category: "HIGH" },
  { sent: -9999.94, read: "-9999.9", category: "LOW" },
];
