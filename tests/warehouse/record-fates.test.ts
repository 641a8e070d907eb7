import { readFileSync } from "node:fs";
import { ALERT_OBJECTS, alertSummaryRow } from "@sensor-pipeline/core/alert/alert-summary";
import { SCENARIO_NAMES, type ScenarioName, scenarioSchema } from "@sensor-pipeline/core/sensor/scenario";
import type { SimulatedRecord } from "@sensor-pipeline/core/sensor/simulated-record";
import { simulateBatch } from "@sensor-pipeline/core/sensor/simulator";
import { SETUP_OBJECTS, SETUP_STATEMENTS } from "@sensor-pipeline/core/setup/setup-files";
import { DEFAULT_THRESHOLDS, thresholdValues } from "@sensor-pipeline/core/setup/thresholds";
import { renderQuery } from "@sensor-pipeline/core/sql/render-query";
import { renderStatements } from "@sensor-pipeline/core/sql/render-statements";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asRole, STREAM_ROLE, TestRedshift } from "../../packages/redshift/src/test-redshift.ts";

const SHARD = "shardId-000000000000";
const WINDOW_SECONDS = 300;
const THRESHOLDS = thresholdValues({ ...DEFAULT_THRESHOLDS, plausibleFrom: -90, plausibleTo: 90 });

/** Every scenario alone, all together, and none: each batch at a time of its own. */
const COMBINATIONS: readonly (readonly ScenarioName[])[] = [
  [],
  ...SCENARIO_NAMES.map((name) => [name]),
  SCENARIO_NAMES,
];

let warehouse: TestRedshift;
let records: readonly SimulatedRecord[];

beforeAll(async () => {
  warehouse = await TestRedshift.open();
  const { bookkeeping, archive, defaultThresholds, grants } = SETUP_STATEMENTS;
  const files = [bookkeeping, ...SETUP_OBJECTS.map(({ file }) => file), archive, defaultThresholds, grants];
  for (const file of files) {
    const values = { role_arn: STREAM_ROLE, stream_name: "readings", landing_view: "sensor_records", ...THRESHOLDS };
    for (const sql of renderStatements(textOf(file), values, file)) await warehouse.run(sql);
  }
  const now = Date.now();
  records = COMBINATIONS.flatMap((names, index) =>
    simulateBatch({
      scheduledTime: new Date(now - 60_000 + index),
      records: 60,
      scenarios: names.map((name) => scenarioSchema.parse({ name })),
    }),
  );
  // A millisecond between arrivals: "newest" means the same in the warehouse and below.
  for (const [index, { data, partitionKey }] of records.entries()) {
    warehouse.stream.put(SHARD, data, now - 10_000 + index, partitionKey);
  }
  await warehouse.run("REFRESH MATERIALIZED VIEW sensor_records");
});

afterAll(async () => {
  await warehouse.close();
});

function textOf(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
}

function fatesOf(all: readonly SimulatedRecord[]) {
  const count = (fate: SimulatedRecord["fate"]) => all.filter((record) => record.fate === fate).length;
  return { visible: count("visible"), duplicate: count("duplicate"), quarantined: count("quarantined") };
}

test("every record of every scenario becomes what the simulator made it to be, and none stops a query", async () => {
  const rows = await warehouse.run("SELECT record_state, COUNT(*) FROM sensor_record_state GROUP BY record_state");
  expect(Object.fromEntries(rows)).toEqual(fatesOf(records));
});

test("a visible reading has the values its sensor reported, whatever encoding it came in", async () => {
  const rows = await warehouse.run("SELECT event_id, sensor_id, current_temperature, status FROM sensor_data_stream");
  const expected = records
    .filter(({ fate }) => fate === "visible")
    .map(({ reading }) => [
      reading.event_id,
      reading.sensor_id,
      reading.current_temperature.toFixed(1),
      reading.status,
    ]);
  expect(rows.map(String).toSorted()).toEqual(expected.map(String).toSorted());
});

test("the alert queries of a function's role count what the sensors reported", async () => {
  const monitor = asRole("alerts", "pipeline_reader", "pipeline_monitor");
  const file = "sql/queries/alert-summary.sql";
  const { sql } = renderQuery(textOf(file), { window_seconds: WINDOW_SECONDS }, file);
  const [row = []] = await warehouse.run(sql, monitor, { window_seconds: String(WINDOW_SECONDS) });
  const names = Object.keys(alertSummaryRow.shape);
  const summary = Object.fromEntries(row.map((value, index) => [names[index], value]));
  const visible = records.filter(({ fate }) => fate === "visible").map(({ reading }) => reading);
  const newest = new Map(visible.map((reading) => [reading.sensor_id, reading.status]));
  const fates = fatesOf(records);
  expect(summary).toMatchObject({
    records_landed: records.length,
    records_visible: fates.visible,
    duplicate_records: fates.duplicate,
    records_quarantined: fates.quarantined,
    high_temperature_readings: visible.filter(({ current_temperature: value }) => value > 40).length,
    low_temperature_readings: visible.filter(({ current_temperature: value }) => value < 0).length,
    sensors_in_error: [...newest.values()].filter((status) => status === "ERROR").length,
  });
});

test("the look at the catalog finds what set-up made, whoever looks", async () => {
  const text = textOf("sql/queries/alert-objects.sql");
  expect(await warehouse.run(text, asRole("alerts", "pipeline_reader"))).toEqual([[ALERT_OBJECTS]]);
  expect(await warehouse.run(text, asRole("somebody"))).toEqual([[ALERT_OBJECTS]]);
});
