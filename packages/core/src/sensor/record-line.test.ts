import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeReading, type Reading, SENSOR_STATUSES } from "./reading.ts";
import { encodeRecord, RECORD_ENCODINGS } from "./record-encoding.ts";
import { parseRecordLine, RecordLineError, recordLine, rejectedLine } from "./record-line.ts";

const REASON = { code: "InternalFailure", message: "Internal service failure." };

const READING: Reading = {
  event_id: "0190a9d0-6a30-8000-8000-000000000001",
  sensor_id: 1001,
  current_temperature: 21.5,
  status: "ACTIVE",
  event_time: "2026-11-23T12:00:00.000Z",
  created_date: "2026-11-23",
};

const readings = fc.record({
  event_id: fc.uuid(),
  sensor_id: fc.integer(),
  current_temperature: fc.integer({ min: -999, max: 999 }).map((tenths) => (tenths + 0) / 10),
  status: fc.constantFrom(...SENSOR_STATUSES),
  event_time: fc.constant("2026-11-23T12:00:00.000Z"),
  created_date: fc.constant("2026-11-23"),
});

test("a record of a reading comes back from its line with the same key and bytes, in every encoding", () => {
  const encodings = fc.constantFrom(...RECORD_ENCODINGS);
  const reasons = fc.option(fc.constant(REASON), { nil: undefined });
  fc.assert(
    fc.property(readings, encodings, reasons, (reading, encoding, reason) => {
      const record = {
        partitionKey: String(reading.sensor_id),
        data: encodeRecord(encodeReading(reading), encoding),
        reading,
      };
      expect(parseRecordLine(recordLine(record, reason), "json")).toEqual(record);
    }),
  );
});

test("bytes that no reading gives come back as they were", () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(bytes, fc.string({ minLength: 1, maxLength: 256 }), (data, partitionKey) => {
      const { data: back, ...rest } = parseRecordLine(recordLine({ partitionKey, data }, REASON), "json");
      expect(Buffer.from(back).equals(data)).toBe(true);
      expect(rest).toEqual({ partitionKey });
    }),
  );
});

test("a malformed record of the simulator keeps its bytes, not the reading it was made of", () => {
  const data = encodeReading(READING).subarray(0, 40);
  const back = parseRecordLine(recordLine({ partitionKey: "1001", data, reading: READING }), "hex");
  expect(Buffer.from(back.data).toString()).toBe(Buffer.from(data).toString());
});

test("a plain reading takes the encoding asked for, a line that names one keeps it", () => {
  const plain = parseRecordLine(JSON.stringify(READING), "hex");
  expect(Buffer.from(plain.data).toString()).toBe(Buffer.from(encodeReading(READING)).toString("hex"));
  const kept = parseRecordLine(JSON.stringify({ reading: READING, encoding: "base64", reason: "any" }), "hex");
  expect(Buffer.from(kept.data).toString()).toBe(Buffer.from(encodeReading(READING)).toString("base64"));
});

test("a line that was no record is read again as what it says", () => {
  const again = (line: Uint8Array) => parseRecordLine(rejectedLine(line, REASON), "json");
  expect(again(encodeReading(READING)).reading).toEqual(READING);
  expect(() => again(Buffer.from("{"))).toThrow(RecordLineError);
  expect(() => again(Buffer.from([0x7b, 0xff]))).toThrow("not UTF-8");
});

test.each([
  ["{", /^not JSON \([^(]*\)$/],
  ["3", "expected object, received number"],
  ["null", "expected object, received null"],
  [JSON.stringify({ ...READING, sensor_id: "1001" }), "sensor_id: expected number, received string"],
  [JSON.stringify({ ...READING, event_id: undefined, status: "OK" }), /^event_id is missing; status: invalid option/],
  [JSON.stringify({ ...READING, status: undefined }), /^status is missing$/],
  [JSON.stringify({ ...READING, humidity: 3 }), 'unrecognized key: "humidity"'],
  [JSON.stringify({ reading: { ...READING, event_time: "now" } }), "reading.event_time: invalid ISO datetime"],
  [JSON.stringify({ data: "AAAA" }), "partitionKey is missing"],
])("%s is refused in words", (line, words) => {
  expect(() => parseRecordLine(line, "json")).toThrow(words);
});
