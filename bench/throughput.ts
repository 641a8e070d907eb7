import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CreateStreamCommand, KinesisClient, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import {
  bareClientSettings,
  bareWarehouse,
  EXTERNAL_SCHEMA,
  landingView,
  type RunStatement,
} from "../tests/pipeline/bare-warehouse.ts";
import { runCommand } from "../tests/pipeline/command.ts";
import { type Figure, percentile } from "./figure.ts";
import { usageOf } from "./process-usage.ts";

const STREAM = "bench-stream";
const SHARDS = 16;
const RATE = 12_000;
const SECONDS = 30;
const IDLE_SECONDS = 20;
const LANDED_WITHIN_MS = 60_000;
const SAMPLE_MS = 250;

interface ProducerAccount {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
}

/** A producer process at 12,000 records/s for 30 s through 16 shards, limits on, into an auto-refreshed view. */
export async function benchThroughput(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-throughput-"));
  const command = runCommand("aws", ["--port", "0", "--folder", folder]);
  try {
    const url = (await command.printed(/^ready (http:\S+)/m))[1] ?? "";
    const kinesis = new KinesisClient(bareClientSettings(url));
    const run = bareWarehouse(new RedshiftDataClient(bareClientSettings(url)));
    await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: SHARDS }));
    await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30 }, { StreamName: STREAM });
    await run(EXTERNAL_SCHEMA);
    await run(landingView("landing", STREAM));

    let peakMiB = 0;
    let isProducing = true;
    const watching = (async () => {
      while (isProducing) {
        peakMiB = Math.max(peakMiB, usageOf(command.pid).residentMiB);
        await delay(SAMPLE_MS);
      }
    })();
    const account = await produce(url);
    const landed = await landedCount(run, account.accepted);
    isProducing = false;
    await watching;
    const lags = await landingLags(run);
    const before = usageOf(command.pid).cpuSeconds;
    await delay(IDLE_SECONDS * 1000);
    const idle = (usageOf(command.pid).cpuSeconds - before) / IDLE_SECONDS;

    return [
      { what: "records accepted", value: account.accepted, unit: "records", wanted: `${RATE * SECONDS}` },
      { what: "records in the view, each once", value: landed, unit: "records", wanted: `${account.accepted}` },
      {
        what: "sustained rate",
        value: Math.round(account.accepted / account.seconds),
        unit: "records/s",
        wanted: "at least 10000",
      },
      { what: "refused by shard limits and sent again", value: account.refused, unit: "records" },
      { what: "visible lag p50 (arrival to the commit that shows it)", value: percentile(lags, 0.5), unit: "ms" },
      { what: "visible lag p95", value: percentile(lags, 0.95), unit: "ms", wanted: "under 500 ms" },
      {
        what: "peak memory of the local AWS under this load",
        value: Math.round(peakMiB),
        unit: "MiB",
        wanted: "under 2048 MiB",
      },
      { what: "idle", value: Math.round(idle * 1000) / 10, unit: "% of a core", wanted: "under 5 %" },
    ];
  } finally {
    command.kill("SIGTERM");
    await command.exited;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function produce(url: string): Promise<ProducerAccount> {
  const script = path.join(import.meta.dirname, "throughput-producer.ts");
  const child = spawn(process.execPath, [script, url, STREAM, String(RATE), String(SECONDS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output) as ProducerAccount;
}

async function landedCount(run: RunStatement, wanted: number): Promise<number> {
  const count = async (what: string) => Number((await run(`SELECT COUNT(${what}) FROM landing`))[0]?.[0]);
  for (let waited = 0; waited < LANDED_WITHIN_MS && (await count("*")) < wanted; waited += SAMPLE_MS)
    await delay(SAMPLE_MS);
  const [all, distinct] = [await count("*"), await count("DISTINCT partition_key")];
  if (all !== distinct) throw new Error(`${all} rows, but ${distinct} records: some landed twice.`);
  return all;
}

/**
 * The lag of the oldest record of each scan of each shard, once for each record of the scan: from its arrival stamp
 * to the time the scan was recorded, which is committed with its rows. An upper bound of each record's own lag.
 */
async function landingLags(run: RunStatement): Promise<number[]> {
  const scans = await run(
    `SELECT DATEDIFF(millisecond, stream_record_time_min, record_time), scanned_rows
     FROM sys_stream_scan_states WHERE TRIM(mv_name) = 'landing' AND scanned_rows > 0`,
  );
  return scans.flatMap(([lag, rows]) => Array.from({ length: Number(rows) }, () => Number(lag)));
}
