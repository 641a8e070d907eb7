import { createServer as createHttp1Server } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo, Server } from "node:net";

/**
 * A process of its own that takes every PutRecords and looks at nothing: node producer-sink.ts RECORDS_A_BATCH.
 * Prints the ports on which it speaks HTTP/2 and HTTP/1.1, as JSON; ends when its stdin does.
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

const http2 = createHttp2Server((request, response) => {
  request.resume();
  request.once("end", () => response.writeHead(200, HEADERS).end(ANSWER));
});
const http1 = createHttp1Server((request, response) => {
  request.resume();
  request.once("end", () => response.writeHead(200, HEADERS).end(ANSWER));
});
const [http2Port, http1Port] = await Promise.all([listen(http2), listen(http1)]);
process.stdout.write(`${JSON.stringify({ http2Port, http1Port })}\n`);
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
