import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Engine } from "../packages/redshift/src/engine/engine.ts";
import { TestRedshift } from "../packages/redshift/src/test-redshift.ts";
import { type Figure, percentile } from "./figure.ts";

const RECORDS = 100_000;
const RUNS = 3;
const ARRIVAL = Date.parse("2026-01-01T00:00:00Z");

/** A refresh of 100,000 records against PostgreSQL's own COPY of the same rows into the same table and index. */
export async function benchRefresh(): Promise<Figure[]> {
  const ratios: number[] = [];
  const refreshes: number[] = [];
  const loads: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const refreshSeconds = await timeRefresh();
    const loadSeconds = await timeBulkLoad();
    refreshes.push(RECORDS / refreshSeconds);
    loads.push(RECORDS / loadSeconds);
    ratios.push(loadSeconds / refreshSeconds);
  }
  return [
    { what: "refresh", value: Math.round(percentile(refreshes, 0.5)), unit: "records/s" },
    {
      what: "the engine's own bulk load of the same rows",
      value: Math.round(percentile(loads, 0.5)),
      unit: "records/s",
    },
    {
      what: "refresh to bulk load",
      value: Number(percentile(ratios, 0.5).toFixed(2)),
      unit: "ratio",
      wanted: "at least 0.8",
    },
  ];
}

async function timeRefresh(): Promise<number> {
  const redshift = await TestRedshift.open();
  try {
    await redshift.land("NO");
    await redshift.run("REFRESH MATERIALIZED VIEW landed");
    for (let index = 0; index < RECORDS; index += 1) {
      redshift.stream.put("shardId-000000000000", payload(index), ARRIVAL, String(index % 1000));
    }
    const started = performance.now();
    await redshift.run("REFRESH MATERIALIZED VIEW landed");
    const seconds = (performance.now() - started) / 1000;
    const [[landed] = []] = await redshift.run("SELECT COUNT(*) FROM landed");
    if (Number(landed) !== RECORDS) throw new Error(`${landed} of ${RECORDS} records landed.`);
    return seconds;
  } finally {
    await redshift.close();
  }
}

async function timeBulkLoad(): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-load-"));
  const engine = await Engine.open(folder);
  try {
    return await engine.exclusive(async (connection) => {
      await connection.execute(`
        CREATE TABLE landed (approximate_arrival_timestamp timestamp, refresh_time timestamp, partition_key varchar(256),
          shard_id char(20), sequence_number varchar(128), kinesis_data bytea, payload json);
        CREATE INDEX ON landed (approximate_arrival_timestamp);`);
      const rows = Buffer.from(Array.from({ length: RECORDS }, (_, index) => copyRow(index)).join(""));
      const data = new Uint8Array(rows.length);
      data.set(rows);
      const started = performance.now();
      await connection.copy("COPY landed FROM '/dev/blob'", data);
      return (performance.now() - started) / 1000;
    });
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function payload(index: number): Buffer {
  return Buffer.from(
    JSON.stringify({
      event_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      sensor_id: 1001 + (index % 20),
      current_temperature: 20 + (index % 100) / 10,
      status: "ACTIVE",
      event_time: "2026-01-01T00:00:00.000Z",
      created_date: "2026-01-01",
    }),
  );
}

function copyRow(index: number): string {
  const data = payload(index);
  const fields = ["2026-01-01 00:00:00", "2026-01-01 00:00:00", String(index % 1000), "shardId-000000000000"];
  return `${[...fields, String(index), `\\\\x${data.toString("hex")}`, data.toString()].join("\t")}\n`;
}
