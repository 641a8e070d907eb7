import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A process of its own that takes every PutRecords and looks at nothing: node producer-sink.ts RECORDS_A_BATCH.
 * Prints its port; ends when its stdin does.
 */
const [batch = "500"] = process.argv.slice(2);
const ANSWER = Buffer.from(
  JSON.stringify({
    FailedRecordCount: 0,
    Records: Array.from({ length: Number(batch) }, (_, index) => ({
      SequenceNumber: `4963${String(index).padStart(52, "0")}`,
      ShardId: "shardId-000000000000",
    })),
  }),
);
const HEADERS = { "content-type": "application/x-amz-json-1.1", "content-length": ANSWER.length };

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => response.writeHead(200, HEADERS).end(ANSWER));
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
