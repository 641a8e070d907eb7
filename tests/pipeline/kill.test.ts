import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CreateStreamCommand, KinesisClient, PutRecordsCommand, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { afterAll, expect, test, vi } from "vitest";
import { bareClientSettings, bareWarehouse, EXTERNAL_SCHEMA, landingView } from "./bare-warehouse.ts";
import { type RunningCommand, runCommand } from "./command.ts";

const STREAM = "kill-stream";
const BATCH = 100;
const ACKNOWLEDGED_PER_LIFE = 2_000;
const TIMEOUT_MS = 120_000;
/** Each step has less than the whole, so that the one that takes too long is named. */
const STEP_TIMEOUT_MS = 40_000;

const folder = mkdtempSync(path.join(os.tmpdir(), "kill-"));
let running: RunningCommand | undefined;
afterAll(async () => {
  running?.kill("SIGTERM");
  await running?.exited;
  rmSync(folder, { recursive: true, force: true });
});

test(
  "after kill -9 in the middle of a run, no acknowledged record is lost and none is there twice",
  async () => {
    const acknowledged = new Set<string>();
    const attempted = new Set<string>();
    let port = "0";
    for (const life of ["first", "second", "third"]) {
      const command = runCommand("aws", ["--port", port, "--folder", folder]);
      running = command;
      const url = (await command.printed(/^ready (http:\S+)/m))[1] ?? "";
      port = new URL(url).port;
      const kinesis = new KinesisClient({
        ...bareClientSettings(url),
        maxAttempts: 1,
        requestHandler: { requestTimeout: STEP_TIMEOUT_MS },
      });
      const run = bareWarehouse(new RedshiftDataClient(bareClientSettings(url)));
      if (life === "first") {
        await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
        await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30 }, { StreamName: STREAM });
        await run(EXTERNAL_SCHEMA);
        await run(landingView("landing", STREAM));
      }
      const before = acknowledged.size;
      let enough = false;
      const writing = (async () => {
        for (let batch = 0; !enough; batch += 1) {
          const keys = Array.from({ length: BATCH }, (_, index) => `${life}-${batch}-${index}`);
          for (const key of keys) attempted.add(key);
          for (const key of await putBatch(kinesis, keys)) acknowledged.add(key);
        }
      })();
      writing.catch(() => undefined);
      await vi.waitFor(() => expect(acknowledged.size - before).toBeGreaterThan(ACKNOWLEDGED_PER_LIFE), {
        timeout: STEP_TIMEOUT_MS,
      });
      if (life !== "third") {
        // Records are being put, and refreshed into the view, at this moment.
        command.kill("SIGKILL");
        await expect(writing).rejects.toThrow();
        await command.exited;
        continue;
      }
      enough = true;
      await writing;
      const visible = async () => (await run("SELECT partition_key FROM landing")).map(([key]) => String(key));
      await vi.waitFor(async () => expect((await visible()).length).toBeGreaterThanOrEqual(acknowledged.size), {
        timeout: STEP_TIMEOUT_MS,
        interval: 500,
      });
      const keys = await visible();
      const visibleKeys = new Set(keys);
      expect(visibleKeys.size).toBe(keys.length);
      expect([...acknowledged].filter((key) => !visibleKeys.has(key))).toEqual([]);
      expect(keys.filter((key) => !attempted.has(key))).toEqual([]);
    }
  },
  TIMEOUT_MS,
);

/** Sends one batch and gives the partition keys (one per record) that the stream acknowledged. */
async function putBatch(kinesis: KinesisClient, keys: readonly string[]): Promise<string[]> {
  const { Records = [] } = await kinesis.send(
    new PutRecordsCommand({
      StreamName: STREAM,
      Records: keys.map((key) => ({ PartitionKey: key, Data: Buffer.from(JSON.stringify({ key })) })),
    }),
  );
  return keys.filter((_, index) => Records[index]?.SequenceNumber !== undefined);
}
