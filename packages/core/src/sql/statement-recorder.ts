import { createServer } from "node:net";

/** The backend messages that this server sends. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const AUTHENTICATION_OK = message("R", Buffer.from([0, 0, 0, 0]));
const READY = message("Z", Buffer.from("I"));
const COMPLETE = message("C", Buffer.from("SET\0"));
const PARAMETERS = ["server_version\0" + "15.0\0", "client_encoding\0UTF8\0", "standard_conforming_strings\0on\0"].map(
  (text) => message("S", Buffer.from(text)),
);
const SSL_REQUEST = 80877103;

export interface StatementRecorder {
  readonly port: number;
  /** The texts of the queries that came in, in order. */
  readonly statements: readonly string[];
  readonly close: () => Promise<void>;
}

/** For tests: a server that speaks just enough of PostgreSQL's protocol for psql to send its statements, and does nothing with them. */
export async function recordStatements(): Promise<StatementRecorder> {
  const statements: string[] = [];
  const server = createServer((socket) => {
    let pending = Buffer.alloc(0);
    let started = false;
    socket.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const head = started ? 1 : 0;
        if (pending.length < head + 4) return;
        const end = head + pending.readInt32BE(head);
        if (pending.length < end) return;
        const body = pending.subarray(head + 4, end);
        const type = started ? String.fromCharCode(pending[0] ?? 0) : undefined;
        pending = pending.subarray(end);
        if (type === "Q") {
          statements.push(body.subarray(0, -1).toString("utf8"));
          socket.write(Buffer.concat([COMPLETE, READY]));
        } else if (type === "X") socket.end();
        else if (body.readInt32BE(0) === SSL_REQUEST) socket.write("N");
        else {
          started = true;
          socket.write(Buffer.concat([AUTHENTICATION_OK, ...PARAMETERS, READY]));
        }
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The recorder has no port.");
  return {
    port: address.port,
    statements,
    close: () => new Promise((closed, failed) => server.close((error) => (error ? failed(error) : closed()))),
  };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
