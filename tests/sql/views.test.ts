import { readdirSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PlannedWarehouse, read } from "./planned-warehouse.ts";
import { FAULTY, reading, TEMPERATURES, UNUSABLE } from "./record-cases.ts";

const VIEWS = [
  "sensor_data_optimized_decode",
  "sensor_data_base64_decoded",
  "sensor_data_utf8_decoded",
  "sensor_data_hex_decoded",
  "binary_decode_validation",
  "sensor_record_state",
  "sensor_data_stream",
  "sensor_data_quarantine",
  "sensor_states",
];

let warehouse: PlannedWarehouse;

beforeAll(async () => {
  warehouse = await PlannedWarehouse.open();
});
beforeEach(() => warehouse.empty());
afterAll(() => warehouse.close());

test("Each record that can't be used is quarantined with its reason and encoding, and no other view fails on it", async () => {
  await warehouse.land(UNUSABLE.map(({ data }, index) => ({ data, sequenceNumber: String(100 + index) })));
  const rows = await warehouse.query(
    "SELECT sequence_number, reason, encoding, data_preview FROM public.sensor_data_quarantine ORDER BY sequence_number",
  );
  expect(rows.map(({ sequence_number, reason, encoding }) => ({ sequence_number, reason, encoding }))).toEqual(
    UNUSABLE.map(({ reason, encoding }, index) => ({ sequence_number: String(100 + index), reason, encoding })),
  );
  for (const { data_preview } of rows) expect(String(data_preview).length).toBeLessThanOrEqual(100);
  for (const view of VIEWS) await warehouse.query(`SELECT * FROM public.${view}`);
  expect(await warehouse.query("SELECT event_id FROM public.sensor_data_stream")).toEqual([]);
});

for (const { what, data, fault } of FAULTY)
  test(`A reading with ${what} is visible, marked, and the fault is named`, async () => {
    await warehouse.land([{ data }]);
    expect(await warehouse.query("SELECT is_valid_record, quality_reason FROM public.sensor_data_stream")).toEqual([
      { is_valid_record: false, quality_reason: fault },
    ]);
  });

for (const { sent, read: temperature, category } of TEMPERATURES)
  test(`A temperature sent as ${JSON.stringify(sent)} is ${temperature} and ${category}`, async () => {
    await warehouse.land([{ data: reading({ current_temperature: sent }) }]);
    expect(
      await warehouse.query(
        "SELECT current_temperature::VARCHAR AS t, temperature_category AS c FROM public.sensor_data_stream",
      ),
    ).toEqual([{ t: temperature, c: category }]);
  });

test("A sensor's own thresholds go before the default row's, and one that it leaves open is the default row's", async () => {
  await warehouse.run("INSERT INTO public.sensor_thresholds (sensor_id, high_above) VALUES (1003, 30)");
  await warehouse.land([
    { data: reading({ event_id: "a", sensor_id: 1003, current_temperature: 30.5 }) },
    { data: reading({ event_id: "b", sensor_id: 1003, current_temperature: -1 }) },
    { data: reading({ event_id: "c", sensor_id: 1004, current_temperature: 30.5 }) },
  ]);
  expect(
    await warehouse.query(
      "SELECT event_id, temperature_category AS c FROM public.sensor_data_stream ORDER BY event_id",
    ),
  ).toEqual([
    { event_id: "a", c: "HIGH" },
    { event_id: "b", c: "LOW" },
    { event_id: "c", c: "NORMAL" },
  ]);
});

test("Base64 and hex records, in upper case and with a line end too, are visible like JSON, and each option sees its own", async () => {
  const encoded = (id: string, encoding: "base64" | "hex") => reading({ event_id: id }).toString(encoding);
  await warehouse.land([
    { data: reading({ event_id: "json" }) },
    { data: Buffer.from(encoded("base64", "base64")) },
    { data: Buffer.from(`${encoded("base64-line", "base64")}\r\n`) },
    { data: Buffer.from(encoded("hex", "hex")) },
    { data: Buffer.from(encoded("HEX", "hex").toUpperCase()) },
  ]);
  expect(
    await warehouse.query(
      "SELECT event_id, encoding, is_valid_record AS valid FROM public.sensor_data_stream ORDER BY event_id",
    ),
  ).toEqual([
    { event_id: "HEX", encoding: "hex", valid: true },
    { event_id: "base64", encoding: "base64", valid: true },
    { event_id: "base64-line", encoding: "base64", valid: true },
    { event_id: "hex", encoding: "hex", valid: true },
    { event_id: "json", encoding: "json", valid: true },
  ]);
  const ids = async (view: string) =>
    (await warehouse.query(`SELECT event_id, sensor_id FROM public.${view} ORDER BY event_id`)).map(
      (row) => row.event_id,
    );
  expect(await ids("sensor_data_base64_decoded")).toEqual(["base64", "base64-line"]);
  expect(await ids("sensor_data_hex_decoded")).toEqual(["HEX", "hex"]);
  expect(await ids("sensor_data_utf8_decoded")).toEqual(["json"]);
  expect(
    await warehouse.query(
      "SELECT decode_method, COUNT(*)::INTEGER AS n FROM public.binary_decode_validation GROUP BY 1 ORDER BY 1",
    ),
  ).toEqual([
    { decode_method: "BASE64_SUCCESS", n: 2 },
    { decode_method: "HEX_SUCCESS", n: 2 },
    { decode_method: "UTF8_SUCCESS", n: 1 },
  ]);
});

test("Of records with one event_id the first to arrive is visible, then the lower sequence number, longer being larger", async () => {
  await warehouse.land([
    { data: reading({ event_id: "a" }), ageSeconds: 10, sequenceNumber: "1" },
    { data: reading({ event_id: "a" }), ageSeconds: 20, sequenceNumber: "10" },
    { data: reading({ event_id: "a" }), ageSeconds: 20, sequenceNumber: "9" },
    { data: reading({ event_id: "a", current_temperature: "n/a" }), ageSeconds: 30, sequenceNumber: "5" },
    { data: reading({ event_id: undefined }), sequenceNumber: "6" },
    { data: reading({ event_id: undefined }), sequenceNumber: "7" },
  ]);
  expect(
    await warehouse.query(
      "SELECT sequence_number AS s, record_state AS state FROM public.sensor_record_state ORDER BY LEN(sequence_number), 1",
    ),
  ).toEqual([
    { s: "1", state: "duplicate" },
    { s: "5", state: "quarantined" },
    { s: "6", state: "visible" },
    { s: "7", state: "visible" },
    { s: "9", state: "visible" },
    { s: "10", state: "duplicate" },
  ]);
});

test("Records leave the views after 24 hours", async () => {
  await warehouse.land([
    { data: reading(), ageSeconds: 86_401 },
    { data: Buffer.from("x"), ageSeconds: 86_401 },
  ]);
  for (const view of VIEWS) expect(await warehouse.query(`SELECT * FROM public.${view}`), view).toEqual([]);
});

test("Whatever lands is exactly one of visible, duplicate and quarantined, and no question of sql/queries fails on it", async () => {
  const queries = readdirSync(new URL("../../sql/queries/", import.meta.url))
    .flatMap((file) => read(`sql/queries/${file}`))
    .filter((sql) => !/\b(svv|sys)_/.test(sql));
  const mangled = fc
    .tuple(
      fc.record({
        sensor_id: fc.anything(),
        current_temperature: fc.anything(),
        event_id: fc.constantFrom("a", "b", 1, null, {}),
        event_time: fc.string(),
        status: fc.anything(),
        created_date: fc.string(),
      }),
      fc.nat(200),
    )
    .map(([change, cut]) => reading(change).subarray(0, cut > 150 ? undefined : cut + 20));
  const anyRecord = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((data) => Buffer.from(data)),
    fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(text)),
    mangled,
    mangled.map((data) => Buffer.from(data.toString("base64"))),
    mangled.map((data) => Buffer.from(data.toString("hex"))),
    fc.base64String().map((text) => Buffer.from(text)),
    fc.constant(reading({ event_id: "same" })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 40 }), async (records) => {
      await warehouse.empty();
      await warehouse.land(records.map((data) => ({ data })));
      const [counts] = await warehouse.query(`SELECT
        (SELECT COUNT(*) FROM public.sensor_records) AS landed,
        (SELECT COUNT(*) FROM public.sensor_data_stream) AS visible,
        (SELECT COUNT(*) FROM public.sensor_data_quarantine) AS quarantined,
        (SELECT COUNT(*) FROM public.sensor_record_state WHERE record_state = 'duplicate') AS duplicate`);
      const count = (key: string) => Number(counts?.[key]);
      expect(count("landed")).toBe(records.length);
      expect(count("visible") + count("quarantined") + count("duplicate")).toBe(records.length);
      for (const view of VIEWS) await warehouse.query(`SELECT * FROM public.${view}`);
      for (const query of queries) await warehouse.query(query);
    }),
    { numRuns: 25, seed: 11 },
  );
}, 120_000);
