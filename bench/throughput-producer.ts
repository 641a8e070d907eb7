import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { bareClientSettings } from "../tests/pipeline/bare-warehouse.ts";

/**
 * A process of its own that puts records at a steady rate: node throughput-producer.ts URL STREAM RATE SECONDS.
 * What a shard refuses is sent again, so that in the end every record is accepted; prints the account as JSON.
 */
const [url = "", stream = "", rate = "0", seconds = "0"] = process.argv.slice(2);
const BATCH = 500;
const TICK_MS = 100;

const client = new KinesisClient(bareClientSettings(url));
const total = Number(rate) * Number(seconds);
let made = 0;
let accepted = 0;
let refused = 0;
const startedAt = performance.now();
const inFlight = new Set<Promise<void>>();

while (made < total) {
  const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * Number(rate)));
  while (made < due) {
    const size = Math.min(BATCH, due - made);
    const sending = send(Array.from({ length: size }, (_, index) => record(made + index)));
    made += size;
    inFlight.add(sending);
    void sending.finally(() => inFlight.delete(sending));
  }
  await new Promise((resolve) => setTimeout(resolve, TICK_MS));
}
await Promise.all(inFlight);
process.stdout.write(`${JSON.stringify({ accepted, refused, seconds: (performance.now() - startedAt) / 1000 })}\n`);

async function send(records: ReturnType<typeof record>[]): Promise<void> {
  let left = records;
  while (left.length > 0) {
    const { Records = [] } = await client.send(new PutRecordsCommand({ StreamName: stream, Records: left }));
    const again = left.filter((_, index) => Records[index]?.SequenceNumber === undefined);
    accepted += left.length - again.length;
    refused += again.length;
    left = again;
    if (again.length > 0) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

function record(index: number) {
  const reading = {
    event_id: `bench-${index}`,
    sensor_id: 1001 + (index % 20),
    current_temperature: 20 + (index % 100) / 10,
    status: "ACTIVE",
    event_time: "2026-01-01T00:00:00.000Z",
    created_date: "2026-01-01",
  };
  return { PartitionKey: String(index), Data: Buffer.from(JSON.stringify(reading)) };
}
