import { readFileSync } from "node:fs";
import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { systemClock } from "../packages/core/src/clock.ts";
import { KINESIS_CLIENT_OPTIONS } from "../packages/core/src/producer/kinesis-client-options.ts";
import { produceRecords } from "../packages/core/src/producer/produce-records.ts";
import type { StreamRecord } from "../packages/core/src/producer/stream-record.ts";
import { systemRandom } from "../packages/core/src/random.ts";

/**
 * A process of its own that puts records as fast as it can, in turns by produceRecords and by PutRecordsCommand in a
 * loop: node producer-loop.ts URL RECORDS_FILE BATCHES. Turns are short, so that whatever else the machine does
 * slows both alike. Prints the time of each as JSON.
 */
const [url = "", file = "", batches = "0"] = process.argv.slice(2);
const BATCH = 500;
const TURN = 5;
const WARM_UP = 40;

const client = new KinesisClient({
  ...KINESIS_CLIENT_OPTIONS,
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
});
const records: readonly StreamRecord[] = readFileSync(file, "utf8")
  .trimEnd()
  .split("\n")
  .map((line, index) => ({ partitionKey: String(1001 + (index % 20)), data: Buffer.from(line) }));

const loops = { produce: putAccounted, bare: putBare };
const times = { produce: { seconds: 0, cpuSeconds: 0 }, bare: { seconds: 0, cpuSeconds: 0 } };
for (const put of [putBare, putAccounted]) await put(WARM_UP);
for (let turn = 0; turn < Number(batches) / TURN; turn += 1) {
  const order = turn % 2 === 0 ? (["produce", "bare"] as const) : (["bare", "produce"] as const);
  for (const name of order) {
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    await loops[name](TURN);
    times[name].seconds += (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    times[name].cpuSeconds += (user + system) / 1e6;
  }
}
process.stdout.write(`${JSON.stringify(times)}\n`);
client.destroy();

async function putBare(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    const start = (turn * BATCH) % records.length;
    const batch = records.slice(start, start + BATCH);
    await client.send(
      new PutRecordsCommand({
        StreamName: "sink",
        Records: batch.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
      }),
    );
  }
}

async function putAccounted(count: number): Promise<void> {
  const { sent } = await produceRecords({
    client,
    streamName: "sink",
    records: repeated(count * BATCH),
    clock: systemClock,
    random: systemRandom,
    concurrency: 1,
    isStreamChecked: true,
  });
  if (sent !== count * BATCH) throw new Error(`${sent} of ${count * BATCH} records were sent.`);
}

function* repeated(count: number): Generator<StreamRecord> {
  for (let index = 0; index < count; index += 1) {
    const record = records[index % records.length];
    if (record) yield record;
  }
}
