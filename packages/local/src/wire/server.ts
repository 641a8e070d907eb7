import { createServer as createHttpServer, Server as HttpServer } from "node:http";
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Session } from "node:http2";
import { createServer as createTcpServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { SteppedPart } from "../service.ts";
import type { WireRequest, WireResponse } from "./exchange.ts";
import { listen } from "./listen.ts";
import { serveHttp1, serveHttp2 } from "./serve.ts";

/** What an HTTP/2 client with prior knowledge sends first. https://www.rfc-editor.org/rfc/rfc9113#section-3.4 */
const HTTP2_PREFACE = Buffer.from("PRI * HTTP/2.0\r\n");
/** Room for a 10 MiB PutRecords beside a 10 MiB GetRecords on one connection; Node's default refuses streams beyond 10 MB. */
const HTTP2_OPTIONS = { maxSessionMemory: 256, settings: { initialWindowSize: 1024 * 1024 } };
const CLOSE_GRACE_MS = 500;
const KEEP_ALIVE_MS = 75_000;

export interface WireServer {
  /** `http://<host>:<port>` */
  readonly url: string;
  readonly port: number;
  /** Busy while a request has not arrived whole. */
  readonly stepping: SteppedPart;
  /** Takes no new requests, gives running ones half a second, then ends every connection. */
  close(): Promise<void>;
}

export interface WireServerOptions {
  /** 0 chooses a free one. */
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  readonly answer: (request: WireRequest) => Promise<WireResponse>;
  /** Told when an answer can't be sent at all. @default console.error */
  readonly onFault?: (error: unknown) => void;
}

/**
 * One port for HTTP/1.1 and HTTP/2 without TLS: the Kinesis client of the AWS SDK for JavaScript speaks HTTP/2, all others HTTP/1.1.
 * @throws {PortInUseError} when another program listens there.
 */
export async function startWireServer({
  port,
  host = "127.0.0.1",
  answer,
  onFault = console.error,
}: WireServerOptions): Promise<WireServer> {
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>, connection: { destroy(): void }) => {
    const failed = (error: unknown) => {
      onFault(error);
      connection.destroy();
    };
    const watched = work.catch(failed).finally(() => running.delete(watched));
    running.add(watched);
  };

  let heard = 0;
  let arriving = 0;
  const receive = (serve: (answer: WireServerOptions["answer"]) => Promise<void>, connection: { destroy(): void }) => {
    heard += 1;
    arriving += 1;
    let isArriving = true;
    const arrived = () => {
      if (isArriving) arriving -= 1;
      isArriving = false;
    };
    const answerWhole = (request: WireRequest) => {
      arrived();
      return answer(request);
    };
    track(serve(answerWhole).finally(arrived), connection);
  };

  const http1 = createHttpServer((request, response) =>
    receive((answered) => serveHttp1(request, response, answered), response),
  );
  // Longer than clients keep theirs, so that they never send on a connection that is being closed here.
  http1.keepAliveTimeout = KEEP_ALIVE_MS;
  const http2 = createHttp2Server(HTTP2_OPTIONS);
  http2.on("stream", (stream, headers) => receive((answered) => serveHttp2(stream, headers, answered), stream));
  http2.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });

  const tcp = createTcpServer({ noDelay: true }, (socket) => {
    heard += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A client that goes away in the middle is no fault of this server; the request's own promise sees it.
    socket.on("error", () => socket.destroy());
    sniff(socket, (isHttp2) => hand(socket, isHttp2 ? http2 : http1));
  });
  const actualPort = await listen(tcp, port, host);

  let closing: Promise<void> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    stepping: { isBusy: () => arriving > 0, heard: () => heard },
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
    const sessionsClosed = [...sessions].map((session) => new Promise<void>((resolve) => session.close(resolve)));
    http1.closeIdleConnections();
    const grace = new AbortController();
    await Promise.race([
      Promise.all([...running, ...sessionsClosed]),
      delay(CLOSE_GRACE_MS, undefined, { signal: grace.signal }).catch((error: Error) => {
        if (error.name !== "AbortError") throw error;
      }),
    ]);
    grace.abort();
    for (const socket of sockets) socket.destroy();
    await closed;
  }
}

/** Gives a paused connection to the server of its version. */
function hand(socket: Socket, server: HttpServer | Http2Server): void {
  server.emit("connection", socket);
  // HTTP/2 takes what was put back at once; HTTP/1.1 waits for the socket to flow.
  if (server instanceof HttpServer) socket.resume();
}

/** Tells which version a connection speaks by its first bytes, and puts them back. */
function sniff(socket: Socket, decide: (isHttp2: boolean) => void): void {
  let seen: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const length = Math.min(seen.length, HTTP2_PREFACE.length);
    const isPrefix = seen.subarray(0, length).equals(HTTP2_PREFACE.subarray(0, length));
    if (isPrefix && length < HTTP2_PREFACE.length) return;
    socket.off("data", onData);
    socket.pause();
    socket.unshift(seen);
    decide(isPrefix);
  };
  socket.on("data", onData);
}
