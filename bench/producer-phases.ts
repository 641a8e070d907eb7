import { readFileSync } from "node:fs";
import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { KINESIS_CLIENT_OPTIONS } from "../packages/core/src/producer/kinesis-client-options.ts";

/**
 * A process of its own that takes PutRecords of the SDK apart: node producer-phases.ts URL RECORDS_FILE BATCHES. Prints
 * the median microseconds a record of each phase as JSON.
 */
const [url = "", file = "", batches = "0"] = process.argv.slice(2);
const BATCH = 500;

const client = new KinesisClient({
  ...KINESIS_CLIENT_OPTIONS,
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
});
const records = readFileSync(file, "utf8")
  .trimEnd()
  .split("\n")
  .map((line, index) => ({ PartitionKey: String(1001 + (index % 20)), Data: Buffer.from(line) }));

/** The moments of the request in flight, in the order they are reached. */
let moments: number[] = [];
const reached = () => moments.push(performance.now());
// Serialized; then signed, and the answer there but not read.
client.middlewareStack.add(
  (next) => (args) => {
    reached();
    return next(args);
  },
  { step: "build", priority: "high", name: "serialized" },
);
client.middlewareStack.add(
  (next) => async (args) => {
    reached();
    const answer = await next(args);
    reached();
    return answer;
  },
  { step: "deserialize", priority: "low", name: "answered" },
);

const PHASES = ["serializing", "signing", "waiting for the answer", "reading the answer"] as const;
const times = new Map<string, number[]>(PHASES.map((phase) => [phase, []]));
for (let turn = 0; turn < Number(batches); turn += 1) {
  const start = (turn * BATCH) % records.length;
  moments = [performance.now()];
  await client.send(new PutRecordsCommand({ StreamName: "sink", Records: records.slice(start, start + BATCH) }));
  reached();
  for (const [index, phase] of PHASES.entries()) {
    const spent = (moments[index + 1] ?? Number.NaN) - (moments[index] ?? Number.NaN);
    times.get(phase)?.push((spent * 1000) / BATCH);
  }
}
client.destroy();
const medians = [...times].map(([phase, all]) => [phase, all.toSorted((a, b) => a - b)[all.length >> 1]]);
process.stdout.write(`${JSON.stringify(Object.fromEntries(medians))}\n`);
