import { readdirSync } from "node:fs";
import path from "node:path";
import {
  RETENTION_STATEMENTS,
  SETUP_OBJECTS,
  SETUP_STATEMENTS,
  TEARDOWN_STATEMENTS,
} from "@sensor-pipeline/core/setup/setup-files";
import { DEFAULT_THRESHOLDS, thresholdValues } from "@sensor-pipeline/core/setup/thresholds";
import { TestPsqlPort, WITH_PSQL } from "@sensor-pipeline/redshift/psql/test-psql-port";
import { STREAM_ROLE } from "@sensor-pipeline/redshift/test-redshift";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Variables of every file, as sql/README.md lists them. */
const VARIABLES = {
  role_arn: STREAM_ROLE,
  stream_name: "readings",
  landing_view: "sensor_records",
  former_view: "sensor_records_second",
  auto_refresh: "NO",
  ...Object.fromEntries(
    Object.entries(thresholdValues(DEFAULT_THRESHOLDS)).map(([name, value]) => [name, String(value)]),
  ),
  object_name: "sensor_records",
  file: "sql/setup/landing-view.sql",
  fingerprint: "f00",
  settings: "none",
  window_seconds: "300",
  since: "2026-01-01 00:00:00",
  shard_id: "shardId-000000000000",
  position: "0",
  keep_seconds: "86400",
  cutoff: "2026-11-24 12:00:00",
};

const SETUP = [
  SETUP_STATEMENTS.bookkeeping,
  ...SETUP_OBJECTS.map(({ file }) => file),
  SETUP_STATEMENTS.defaultThresholds,
  SETUP_STATEMENTS.archive,
  SETUP_STATEMENTS.grantSystemMonitor,
  SETUP_STATEMENTS.grants,
  SETUP_STATEMENTS.firstRefresh,
  SETUP_STATEMENTS.recordObject,
  SETUP_STATEMENTS.recorded,
  SETUP_STATEMENTS.externalSchema,
  SETUP_STATEMENTS.landingViews,
  SETUP_STATEMENTS.relations,
  SETUP_STATEMENTS.roles,
  SETUP_STATEMENTS.systemMonitor,
  SETUP_STATEMENTS.forgetObject,
];

/** Without an archive after it: what would drop it comes before the role whose rights it holds. */
const TEARDOWN = Object.values(TEARDOWN_STATEMENTS).filter((file) => file !== TEARDOWN_STATEMENTS.archiveRights);

const QUERIES = [
  "alert-objects",
  "alert-summary",
  "encodings",
  "freshness",
  "ingestion-health",
  "latency-readings",
  "latency-refreshes",
  "quarantine",
  "recent-readings",
  "record-states",
  "retention",
  "sensor-states",
  "serverless-usage",
  "status-summary",
  "temperature-alerts",
].map((name) => `sql/queries/${name}.sql`);

const DOCTOR = readdirSync(path.join(ROOT, "sql/doctor")).map((file) => `sql/doctor/${file}`);

let server: TestPsqlPort;

beforeAll(async () => {
  server = await TestPsqlPort.open();
});

afterAll(() => server.close());

/** Runs files with psql as sql/README.md shows, one after the other: its start takes longer than most of them. */
async function run(...files: readonly string[]): Promise<string> {
  const variables = Object.entries(VARIABLES).flatMap(([name, value]) => ["-v", `${name}=${value}`]);
  const args = [
    "-At",
    "-v",
    "ON_ERROR_STOP=1",
    ...variables,
    ...files.flatMap((file) => ["-f", path.join(ROOT, file)]),
  ];
  const { code, output, errors } = await server.psql(args);
  if (code !== 0) throw new Error(errors);
  return output;
}

test.runIf(WITH_PSQL)(
  "psql runs the project's files unchanged: set-up, questions, teardown",
  async () => {
    await run(...SETUP);
    expect(await run(SETUP_STATEMENTS.landingViews)).toBe("1|0|0|0\n");
    server.warehouse.stream.put("shardId-000000000000", `{"sensor_id": 1001}`, Date.now());
    await run(SETUP_STATEMENTS.firstRefresh);
    expect(await run(SETUP_STATEMENTS.validation)).toBe("1|1|0|0|0\n");
    await run(...QUERIES, ...DOCTOR);
    await run(...Object.values(RETENTION_STATEMENTS));
    expect(await run("sql/queries/freshness.sql")).toContain("shardId-000000000000");
    await run(...TEARDOWN);
  },
  120_000,
);
