import { readFileSync } from "node:fs";
import { renderStatements } from "@sensor-pipeline/core/sql/render-statements";
import { StreamReadError } from "@sensor-pipeline/redshift/stream-reader";
import { asRole, STREAM_ROLE, TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import { afterAll, beforeAll, expect, test } from "vitest";

const SHARD = "shardId-000000000000";
const COLUMNS = [
  "last_refresh",
  "failed_refreshes",
  "full_refreshes",
  "skipped_rows",
  "scan_lag_seconds",
  "scan_errors",
];
/** Who evaluates the alerts: it sees in the system views what the owner ran. */
const ALERTS = asRole("alerts", "pipeline_reader", "pipeline_monitor");

let warehouse: TestRedshift;

beforeAll(async () => {
  warehouse = await TestRedshift.open();
  for (const file of [
    "setup/role-monitor",
    "setup/grant-system-monitor",
    "setup/external-schema",
    "setup/landing-view",
  ]) {
    for (const sql of render(`sql/${file}.sql`)) await warehouse.run(sql);
  }
});

afterAll(() => warehouse.close());

test("the system views tell how ingestion does: nothing yet, a refresh, one that failed, records that were old when they were read", async () => {
  const nothing = { failed_refreshes: 0, full_refreshes: 0, skipped_rows: 0, scan_lag_seconds: 0, scan_errors: 0 };
  expect(await health()).toEqual({ ...nothing, last_refresh: null });

  warehouse.stream.put(SHARD, "{}", Date.now());
  await refresh();
  const fresh = await health();
  expect(fresh).toMatchObject({ failed_refreshes: 0, full_refreshes: 0, skipped_rows: 0, scan_errors: 0 });
  expect(fresh.last_refresh).toMatch(/^\d{4}-/);
  expect(Number(fresh.scan_lag_seconds)).toBeLessThan(60);

  warehouse.stream.failNext(new StreamReadError("denied", "no"));
  await expect(refresh()).rejects.toThrow("no");
  expect(await health()).toMatchObject({ failed_refreshes: 1, last_refresh: fresh.last_refresh });

  warehouse.stream.put(SHARD, "{}", Date.now() - 500_000);
  await refresh();
  const late = await health();
  expect(Number(late.scan_lag_seconds)).toBeGreaterThanOrEqual(500);
  // A scan that brought nothing says nothing of how old records are.
  await refresh();
  expect((await health()).scan_lag_seconds).toBe(late.scan_lag_seconds);
});

test("a record that is larger than its column is a skipped row and a scan error", async () => {
  warehouse.stream.put(SHARD, "x".repeat(16_777_217), Date.now());
  await refresh();
  expect(await health()).toMatchObject({ skipped_rows: 1, scan_errors: 1, failed_refreshes: 1 });
});

test("what happened before the window is not counted", async () => {
  // A window that begins a minute ahead holds nothing of what was.
  expect(await health(-60)).toMatchObject({
    failed_refreshes: 0,
    scan_lag_seconds: 0,
    skipped_rows: 0,
    scan_errors: 0,
  });
});

test("without the monitor's role the owner's refreshes are not seen", async () => {
  const [row] = await warehouse.run(query(600), asRole("stranger"));
  expect(row?.[0]).toBeNull();
});

function refresh() {
  return warehouse.run("REFRESH MATERIALIZED VIEW public.sensor_records");
}

async function health(windowSeconds = 600): Promise<Readonly<Record<string, unknown>>> {
  const [row = []] = await warehouse.run(query(windowSeconds), ALERTS);
  return Object.fromEntries(
    COLUMNS.map((name, index) => [name, name === "last_refresh" ? row[index] : Number(row[index])]),
  );
}

function query(windowSeconds: number): string {
  const [text = ""] = render("sql/queries/ingestion-health.sql", { window_seconds: windowSeconds });
  return text;
}

function render(file: string, more: Readonly<Record<string, number>> = {}): readonly string[] {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  return renderStatements(
    text,
    { role_arn: STREAM_ROLE, stream_name: "readings", landing_view: "sensor_records", ...more },
    file,
  );
}
