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
const BATCHES_PER_LIFE = 20;
const TIMEOUT_MS = 120_000;

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
    const acknowledged: string[] = [];
    let port = "0";
    for (const life of ["first", "second", "third"]) {
      const command = runCommand("aws", ["--port", port, "--folder", folder]);
      running = command;
      const url = (await command.printed(/^ready (http:\S+)/m))[1] ?? "";
      port = new URL(url).port;
      const kinesis = new KinesisClient(bareClientSettings(url));
      const run = bareWarehouse(new RedshiftDataClient(bareClientSettings(url)));
      if (life === "first") {
        await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
        await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30 }, { StreamName: STREAM });
        await run(EXTERNAL_SCHEMA);
        await run(landingView("landing", STREAM));
      }

      for (let batch = 0; batch < BATCHES_PER_LIFE; batch += 1) {
        acknowledged.push(...(await putBatch(kinesis, `${life}-${batch}`)));
      }
      // Some are in the view and some not yet: the middle of a refresh is as likely as any other moment.
      await vi.waitFor(
        async () => expect(Number((await run("SELECT COUNT(*) FROM landing"))[0]?.[0])).toBeGreaterThan(0),
        {
          timeout: TIMEOUT_MS,
        },
      );
      if (life === "third") {
        await vi.waitFor(
          async () =>
            expect(Number((await run("SELECT COUNT(*) FROM landing"))[0]?.[0])).toBeGreaterThanOrEqual(
              acknowledged.length,
            ),
          { timeout: TIMEOUT_MS },
        );
        const counts = await run(
          "SELECT COUNT(*), COUNT(DISTINCT partition_key), COUNT(DISTINCT shard_id || sequence_number) FROM landing",
        );
        expect(counts).toEqual([[acknowledged.length, acknowledged.length, acknowledged.length]]);
      } else {
        command.kill("SIGKILL");
        await command.exited;
      }
    }
  },
  TIMEOUT_MS,
);

/** Sends one batch and gives the partition keys (one per record) that the stream acknowledged. */
async function putBatch(kinesis: KinesisClient, name: string): Promise<string[]> {
  const keys = Array.from({ length: BATCH }, (_, index) => `${name}-${index}`);
  const { Records = [] } = await kinesis.send(
    new PutRecordsCommand({
      StreamName: STREAM,
      Records: keys.map((key) => ({ PartitionKey: key, Data: Buffer.from(JSON.stringify({ key })) })),
    }),
  );
  return keys.filter((_, index) => Records[index]?.SequenceNumber !== undefined);
}
