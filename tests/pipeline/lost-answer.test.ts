import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CreateStreamCommand, KinesisClient, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { systemClock } from "@sensor-pipeline/core/clock";
import { produceRecords } from "@sensor-pipeline/core/producer/produce-records";
import { systemRandom } from "@sensor-pipeline/core/random";
import { simulateBatch } from "@sensor-pipeline/core/sensor/simulator";
import { SETUP_OBJECTS, SETUP_STATEMENTS } from "@sensor-pipeline/core/setup/setup-files";
import { DEFAULT_THRESHOLDS, thresholdValues } from "@sensor-pipeline/core/setup/thresholds";
import { renderStatements } from "@sensor-pipeline/core/sql/render-statements";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bareClientSettings, bareWarehouse, type RunStatement } from "./bare-warehouse.ts";
import { type RunningCommand, runCommand } from "./command.ts";
import { LosingProxy } from "./losing-proxy.ts";

const STREAM = "lossy-stream";
const RECORDS = 50;
const TIMEOUT_MS = 120_000;
const SETUP_VALUES = {
  role_arn: "arn:aws:iam::000000000000:role/redshift",
  stream_name: STREAM,
  landing_view: "sensor_records",
  ...thresholdValues({ ...DEFAULT_THRESHOLDS, plausibleFrom: -90, plausibleTo: 90 }),
};

const folder = mkdtempSync(path.join(os.tmpdir(), "lost-answer-"));
let command: RunningCommand;
let url: string;
let run: RunStatement;
let proxy: LosingProxy;

beforeAll(async () => {
  command = runCommand("aws", ["--port", "0", "--no-pg", "--folder", folder]);
  [, url = ""] = await command.printed(/^ready (http:\S+)/m);
  run = bareWarehouse(new RedshiftDataClient(bareClientSettings(url)));
  proxy = new LosingProxy(new URL(url), "Kinesis_20131202.PutRecords");
  const kinesis = new KinesisClient(bareClientSettings(url));
  await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 2 }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30 }, { StreamName: STREAM });
  kinesis.destroy();
  const { bookkeeping, defaultThresholds } = SETUP_STATEMENTS;
  for (const file of [bookkeeping, ...SETUP_OBJECTS.map((object) => object.file), defaultThresholds]) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    for (const sql of renderStatements(text, SETUP_VALUES, file)) await run(sql);
  }
}, TIMEOUT_MS);

afterAll(async () => {
  proxy.close();
  command.kill("SIGTERM");
  await command.exited;
  rmSync(folder, { recursive: true, force: true });
});

test(
  "records that are sent again because an answer was lost are visible once, and their copies are counted",
  async () => {
    const client = new KinesisClient({
      ...bareClientSettings(await proxy.listen()),
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    });
    const records = simulateBatch({ scheduledTime: new Date(), records: RECORDS });
    const result = await produceRecords({
      client,
      streamName: STREAM,
      records,
      clock: systemClock,
      random: systemRandom,
    });
    client.destroy();
    expect(proxy.lost).toBe(1);
    expect(result).toMatchObject({ asked: RECORDS, sent: RECORDS, retried: RECORDS, failed: 0, requests: 2 });

    await run("REFRESH MATERIALIZED VIEW sensor_records");
    expect(await run("SELECT COUNT(*) FROM sensor_records")).toEqual([[2 * RECORDS]]);
    const states = await run("SELECT record_state, COUNT(*) FROM sensor_record_state GROUP BY record_state");
    expect(Object.fromEntries(states)).toEqual({ visible: RECORDS, duplicate: RECORDS });
    const shown = await run("SELECT event_id FROM sensor_data_stream ORDER BY event_id");
    expect(shown.flat()).toEqual(records.map(({ reading }) => reading.event_id).toSorted());
  },
  TIMEOUT_MS,
);
