import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "../sql/parse.ts";
import { type Dialect, openDialect } from "./dialect-fixture.ts";
import { planStreamingView, STREAM_COLUMNS } from "./streaming-view.ts";

/** The project's own SQL: all of it has to pass here, as it has to on Redshift. */
const SQL = new URL("../../../../sql/", import.meta.url);

const VARIABLES: Readonly<Record<string, string>> = {
  auto_refresh: "YES",
  file: "views/x.sql",
  fingerprint: "f".repeat(64),
  object_name: "x",
  plausible_from: "-60",
  plausible_to: "100",
  role_arn: "arn:aws:iam::000000000000:role/redshift",
  settings: "{}",
  since: "2026-01-01 00:00:00",
  stream_name: "demo-stream",
  temperature_high: "40",
  temperature_low: "0",
  window_seconds: "3600",
};

const VIEWS = ["optimized-decode", "base64-decoded", "utf8-decoded", "hex-decoded"].map(
  (name) => `views/sensor-data-${name}.sql`,
);

/** In the order they depend on each other. */
const VIEW_FILES = [
  ...VIEWS,
  "views/binary-decode-validation.sql",
  "views/sensor-record-state.sql",
  "views/sensor-data-stream.sql",
  "views/sensor-data-quarantine.sql",
];

const files = readdirSync(SQL, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sql"));

let dialect: Dialect;

beforeAll(async () => {
  dialect = await openDialect();
  const char = (length: number) => ({ name: "char", length }) as const;
  const system: Readonly<Record<string, readonly string[]>> = {
    svv_external_schemas: ["esoptions", "schemaname"],
    svv_mv_info: ["schema_name", "name"],
    sys_mv_refresh_history: ["schema_name", "mv_name", "start_time", "end_time"],
    svv_tables: ["table_schema", "table_name"],
    svv_roles: ["role_name"],
    svv_role_grants: ["role_name", "granted_role_name"],
  };
  for (const [name, columns] of Object.entries(system)) {
    await dialect.engine(
      `CREATE TABLE "public"."${name}" (${columns.map((column) => `"${column}" bpchar(128)`).join(", ")})`,
    );
    const typed = columns.map((column) => ({ name: column, type: char(128) }));
    dialect.declare({ schema: "public", name, kind: "system", columns: typed, engineName: `"public"."${name}"` });
  }
  dialect.declare({
    schema: "kinesis_schema",
    name: "demo-stream",
    kind: "stream",
    columns: STREAM_COLUMNS,
    engineName: '"stream"',
  });
  await dialect.engine(
    `CREATE TABLE "staging" (approximate_arrival_timestamp timestamp, partition_key varchar(256), shard_id bpchar(20),
      sequence_number varchar(128), refresh_time timestamp, kinesis_data bytea, kinesis_json boolean)`,
  );
  await land();
  await dialect.run(
    `${read("setup/sensor-thresholds.sql")} ${read("setup/pipeline-objects.sql")} ${read("setup/default-thresholds.sql")}`,
  );
  // The grants in these files are of no use without users.
  for (const file of VIEW_FILES) await dialect.run(read(file).replace(/^GRANT [^;]*;$/m, ""));
});

afterAll(() => dialect.close());

test.each(files)("%s parses", (file) => {
  expect(parse(read(file)).length).toBeGreaterThan(0);
});

test.each(files.filter((file) => file.startsWith("queries/") || /look-up|check-validation/.test(file)))(
  "%s runs",
  async (file) => {
    expect(await dialect.run(read(file))).toBeDefined();
  },
);

test.each(["setup/record-object.sql", "setup/forget-object.sql", "setup/default-thresholds.sql"])(
  "%s runs",
  async (file) => {
    expect(await dialect.refusal(read(file))).toBeUndefined();
  },
);

test("records of every kind are told apart, and each is visible, a duplicate or quarantined", async () => {
  const states = await dialect.run(
    "SELECT sequence_number, record_state, encoding, reason FROM sensor_record_state ORDER BY sequence_number",
  );
  expect(states).toEqual([
    ["01", "visible", "json", null],
    ["02", "duplicate", "json", null],
    ["03", "visible", "base64", null],
    ["04", "visible", "hex", null],
    ["05", "quarantined", "text", "not JSON"],
    ["06", "quarantined", "binary", "not UTF-8"],
    ["07", "quarantined", "empty", "empty record"],
    ["08", "quarantined", "json", "sensor_id is not a whole number"],
  ]);
});

test("the typed view has its values and categories", async () => {
  const rows = await dialect.run(
    "SELECT event_id, sensor_id, current_temperature, status, event_time, created_date, temperature_category, is_valid_record FROM sensor_data_stream ORDER BY event_id",
  );
  expect(rows).toEqual([
    ["e1", "1001", "41.5", "ACTIVE", "2026-11-23 11:00:00", "2026-11-23", "HIGH", "t"],
    ["e3", "1002", "20.0", "ERROR", "2026-11-23 11:00:00", "2026-11-23", "NORMAL", "t"],
    ["e4", "1003", "-3.0", "ACTIVE", "2026-11-23 11:00:00", "2026-11-23", "LOW", "t"],
  ]);
});

/** A file with its psql variables put in as psql does. */
function read(file: string): string {
  const text = readFileSync(new URL(file, SQL), "utf8").replace(/^\\.*$/gm, "");
  return text.replace(
    /(?<!:):(?:'(\w+)'|"(\w+)"|(auto_refresh)\b)/g,
    (written, value?: string, name?: string, bare?: string) => {
      const found = VARIABLES[value ?? name ?? bare ?? ""];
      if (found === undefined) throw new Error(`${file} uses ${written}, which the test has no value for`);
      if (bare !== undefined) return found;
      return value === undefined ? `"${found}"` : `'${found}'`;
    },
  );
}

/** The landing view's body over eight records, as a refresh would run it. */
async function land(): Promise<void> {
  const reading = (id: string, sensor: string, temperature: string, status = "ACTIVE"): string =>
    `{"event_id":"${id}","sensor_id":${sensor},"current_temperature":${temperature},"status":"${status}","event_time":"2026-11-23T11:00:00.000Z","created_date":"2026-11-23"}`;
  const records: readonly Buffer[] = [
    Buffer.from(reading("e1", "1001", "41.5")),
    Buffer.from(reading("e1", "1001", "41.5")),
    Buffer.from(Buffer.from(reading("e3", "1002", "20.0", "ERROR")).toString("base64")),
    Buffer.from(Buffer.from(reading("e4", "1003", "-3.0")).toString("hex")),
    Buffer.from("plain words"),
    Buffer.from([0x00, 0xff, 0x7b]),
    Buffer.alloc(0),
    Buffer.from(reading("e8", '"x"', "1")),
  ];
  for (const [index, data] of records.entries()) {
    const values = ["2026-11-23 11:00:01", "1001", "shardId-000000000000", `0${index + 1}`, "2026-11-23 11:00:05"];
    await dialect.engine(
      `INSERT INTO "staging" VALUES (${values.map((value) => `'${value}'`).join(", ")}, '\\x${data.toString("hex")}')`,
    );
  }
  const [parsed] = parse(read("setup/landing-view.sql"));
  if (parsed?.statement.kind !== "create materialized view")
    throw new Error("the landing view is no materialized view");
  const planned = planStreamingView(parsed.statement, { catalog: dialect.catalog }, '"staging"');
  if (planned === undefined) throw new Error("the landing view reads no stream");
  await dialect.engine(`CREATE TABLE "public"."sensor_records" AS ${planned.body}`);
  dialect.declare({
    schema: "public",
    name: "sensor_records",
    kind: "materialized view",
    columns: planned.columns,
    engineName: '"public"."sensor_records"',
  });
}
