import { once } from "node:events";
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a request is answered instead of by the service: an error's name and HTTP status, or a document. */
export type Answer = { readonly error: string; readonly status: number } | { readonly document: object };

/** Decides on one request; undefined lets it pass. */
export type Fault = (operation: string, body: string) => Answer | undefined;

/** Stands before a Kinesis, by HTTP/1.1 as the producer speaks it, and answers in its place where a test says so. */
export interface KinesisProxy {
  readonly url: string;
  fault: Fault;
  close(): Promise<void>;
}

/** @param url of the Kinesis behind it */
export async function startKinesisProxy(url: string): Promise<KinesisProxy> {
  const kinesis = { fault: (() => undefined) as Fault };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const answer = kinesis.fault(operation, body.toString("utf8"));
    if (answer !== undefined) {
      const isError = "error" in answer;
      const document = isError ? { __type: answer.error, message: `${answer.error} for a test` } : answer.document;
      response.writeHead(isError ? answer.status : 200, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(document));
      return;
    }
    const passed = forward(url, { method: "POST", headers: request.headers });
    passed.end(body);
    const [reply] = (await once(passed, "response")) as [NodeJS.ReadableStream & { statusCode?: number }];
    response.writeHead(reply.statusCode ?? 502, { "content-type": "application/x-amz-json-1.1" });
    response.end(await bodyOf(reply));
  }

  return Object.assign(kinesis, {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      // Clients keep their connections open.
      server.closeAllConnections();
      await once(server, "close");
    },
  });
}

async function bodyOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
