import { KinesisClient } from "@aws-sdk/client-kinesis";
import { systemClock } from "../packages/core/src/clock.ts";
import { KINESIS_CLIENT_OPTIONS } from "../packages/core/src/producer/kinesis-client-options.ts";
import { produceRecords } from "../packages/core/src/producer/produce-records.ts";
import type { StreamRecord } from "../packages/core/src/producer/stream-record.ts";
import { systemRandom } from "../packages/core/src/random.ts";

/**
 * A process of its own that produces RECORDS small records, as far as it comes in SECONDS: node producer-memory.ts URL
 * RECORDS SECONDS. Prints its resident memory after the first million and the highest after that, as JSON.
 */
const [url = "", count = "0", seconds = "0"] = process.argv.slice(2);
const MEBIBYTE = 2 ** 20;
const FIRST = 1_000_000;

const client = new KinesisClient({
  ...KINESIS_CLIENT_OPTIONS,
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
});
let atFirstMiB = 0;
let laterMiB = 0;
const { sent } = await produceRecords({
  client,
  streamName: "sink",
  records: records(Number(count)),
  clock: systemClock,
  random: systemRandom,
  concurrency: 2,
  isStreamChecked: true,
  signal: AbortSignal.timeout(Number(seconds) * 1000),
  onProgress: (progress) => {
    const residentMiB = process.memoryUsage.rss() / MEBIBYTE;
    if (progress.sent <= FIRST) atFirstMiB = Math.max(atFirstMiB, residentMiB);
    else laterMiB = Math.max(laterMiB, residentMiB);
  },
});
client.destroy();
process.stdout.write(`${JSON.stringify({ sent, atFirstMiB, laterMiB })}\n`);

/** Each made when it is pulled. */
function* records(total: number): Generator<StreamRecord> {
  for (let index = 0; index < total; index += 1) {
    yield { partitionKey: String(1001 + (index % 20)), data: Buffer.from(`{"event_id":"${index}"}`) };
  }
}
