import { KinesisClient } from "@aws-sdk/client-kinesis";
import { systemClock } from "../packages/core/src/clock.ts";
import { KINESIS_CLIENT_OPTIONS } from "../packages/core/src/producer/kinesis-client-options.ts";
import { produceRecords } from "../packages/core/src/producer/produce-records.ts";
import type { StreamRecord } from "../packages/core/src/producer/stream-record.ts";
import { systemRandom } from "../packages/core/src/random.ts";

/**
 * A process of its own that produces RECORDS small records, as far as it comes in SECONDS: node --expose-gc producer-memory.ts URL
 * RECORDS SECONDS. Prints as JSON what is in use on its heap after a forced collection, the highest of the first million and the
 * highest after that, and its highest resident memory. The latter follows the room that V8 gives the young generation, most
 * of which is garbage at any moment; a producer that kept something of each record would show in the former.
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
const LOOK_EVERY = 250_000;

let nextLook = LOOK_EVERY;
let inUseAtFirstMiB = 0;
let inUseLaterMiB = 0;
let residentMiB = 0;
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
    residentMiB = Math.max(residentMiB, process.memoryUsage.rss() / MEBIBYTE);
    if (progress.sent < nextLook) return;
    nextLook += LOOK_EVERY;
    if (globalThis.gc === undefined) throw new Error("Start it with --expose-gc.");
    globalThis.gc();
    const inUseMiB = process.memoryUsage().heapUsed / MEBIBYTE;
    if (progress.sent <= FIRST) inUseAtFirstMiB = Math.max(inUseAtFirstMiB, inUseMiB);
    else inUseLaterMiB = Math.max(inUseLaterMiB, inUseMiB);
  },
});
client.destroy();
process.stdout.write(`${JSON.stringify({ sent, inUseAtFirstMiB, inUseLaterMiB, residentMiB })}\n`);

/** Each made when it is pulled. */
function* records(total: number): Generator<StreamRecord> {
  for (let index = 0; index < total; index += 1) {
    yield { partitionKey: String(1001 + (index % 20)), data: Buffer.from(`{"event_id":"${index}"}`) };
  }
}
