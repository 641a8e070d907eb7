import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import type { Readable } from "node:stream";
import packageJson from "../../package.json" with { type: "json" };
import { AwsError } from "../service.ts";
import { protocolOf } from "./choose-protocol.ts";
import type { WireRequest, WireResponse } from "./exchange.ts";
import { readBody } from "./read-body.ts";

type Answer = (request: WireRequest) => Promise<WireResponse>;

const HEALTH: WireResponse = {
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ name: packageJson.name, version: packageJson.version }),
};

/** Serves one request of HTTP/1.1. Never rejects: a client that went away gets no answer. */
export async function serveHttp1(message: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const answered = await respond(message.method ?? "GET", message.url ?? "/", message.headers, message, answer);
  if (!answered || response.destroyed) return;
  const length = Buffer.byteLength(answered.body);
  // After a body that was not read to its end the connection can't carry another request.
  const connection = message.complete ? {} : { connection: "close" };
  response.writeHead(answered.status, { ...answered.headers, ...connection, "content-length": length });
  response.end(answered.body);
}

/** Serves one request of HTTP/2. Never rejects: a client that went away gets no answer. */
export async function serveHttp2(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  answer: Answer,
): Promise<void> {
  // A stream that the client resets is seen in `respond` as the end of its body.
  stream.on("error", () => stream.destroy());
  const { ":method": method = "GET", ":path": path = "/", ":authority": authority, ...rest } = headers;
  const fields = authority === undefined ? rest : { host: authority, ...rest };
  const answered = await respond(method, path, fields, stream, answer);
  if (!answered || stream.destroyed || stream.headersSent) return;
  stream.respond({ ":status": answered.status, ...answered.headers });
  stream.end(answered.body);
}

async function respond(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  content: Readable,
  answer: Answer,
): Promise<WireResponse | undefined> {
  const at = url.indexOf("?");
  const head = {
    method,
    path: at < 0 ? url : url.slice(0, at),
    query: at < 0 ? "" : url.slice(at + 1),
    headers: plainHeaders(headers),
  };
  if (method === "GET" && head.path === "/" && !head.query && !head.headers.authorization) return HEALTH;

  let body: Buffer;
  try {
    body = await readBody(content);
  } catch (error) {
    if (error instanceof AwsError) {
      const request = { ...head, body: Buffer.alloc(0) };
      return protocolOf(request).writeError(undefined, error, "");
    }
    // The connection broke before the body was whole: there is nobody to answer.
    return undefined;
  }
  return answer({ ...head, body });
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !name.startsWith(":")) plain[name] = Array.isArray(value) ? value.join(",") : value;
  }
  return plain;
}
