import { connect, type Socket } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome } from "../execute/execution.ts";
import { parse } from "../sql/parse.ts";
import { readFrontendMessage } from "./frontend-message.ts";
import { listenPsql, type PsqlPort } from "./listen-psql.ts";
import { MessageWriter } from "./message-writer.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { PsqlSession } from "./psql-session.ts";
import { readStartupPacket } from "./startup-packet.ts";

const SSL_REQUEST = 80_877_103;
const VERSION_3 = 196_608;
const MESSAGES = "QPBDECSHpFdcfX";

let port: PsqlPort;
const faults: unknown[] = [];
let open = 0;

beforeAll(async () => {
  port = await listenPsql({
    port: 0,
    signInTimeoutMs: 300,
    onFault: (error) => faults.push(error),
    databases: async () => ({
      authentication: { method: "trust" },
      superuser: true,
      openSession: () => fakeSession(),
    }),
  });
});

afterAll(() => port.close());

/** One that answers every query with one row. */
function fakeSession(): PsqlSession {
  open += 1;
  return {
    pid: open,
    transactionStatus: "idle",
    ended: new AbortController().signal,
    settings: { get: () => "UTF8", set: () => undefined },
    parse: (text) => parse(text, { parameters: "positional" }),
    execute: async ({ statement }): Promise<Outcome> =>
      statement.kind === "query"
        ? { resultSet: { columns: [{ name: "x", type: { name: "integer" } }], rows: [["1"]] }, rowCount: 1 }
        : { rowCount: 0 },
    describe: async () => [{ name: "x", type: { name: "integer" } }],
    close: async () => {
      open -= 1;
    },
  };
}

/** Sends bytes and waits until the server has closed the connection. */
async function send(bytes: Buffer, { end = true } = {}): Promise<Buffer> {
  const socket: Socket = connect(port.port, "127.0.0.1");
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()).on("error", () => resolve()));
  socket.write(bytes);
  if (end) socket.end();
  await closed;
  return Buffer.concat(received);
}

function startup(...parameters: readonly string[]): Buffer {
  const writer = new MessageWriter().int32(VERSION_3);
  for (const parameter of parameters) writer.text(parameter);
  // Without the type, which the first message has not.
  return writer
    .bytes(Buffer.from([0]))
    .message("?")
    .subarray(1);
}

const START = startup("user", "admin", "database", "dev");
const QUERY = new MessageWriter().text("SELECT 1").message("Q");

const anyMessage = fc
  .record({ type: fc.constantFrom(...MESSAGES, "!", "\0"), body: fc.uint8Array({ maxLength: 60 }) })
  .map(({ type, body }) => new MessageWriter().bytes(Buffer.from(body)).message(type));

test("readers give a message or say what is wrong with it, whatever the bytes", () => {
  const known = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      expect(error instanceof ProtocolError || (error as Error).name === "SqlError").toBe(true);
    }
  };
  fc.assert(
    fc.property(fc.constantFrom(...MESSAGES), fc.uint8Array({ maxLength: 80 }), (type, body) => {
      known(() => readFrontendMessage(type, Buffer.from(body)));
      known(() => readStartupPacket(Buffer.from(body)));
      known(() => readStartupPacket(Buffer.concat([startup().subarray(4, 8), Buffer.from(body)])));
    }),
    { numRuns: 3000 },
  );
});

test("random bytes for a start are answered by an error or the end, never by silence", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await send(Buffer.from(bytes));
    }),
    { numRuns: 150 },
  );
  expect(faults).toEqual([]);
});

test("random messages of a client that is in are answered or end its connection", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyMessage, { maxLength: 12 }), async (messages) => {
      await send(Buffer.concat([START, ...messages]));
    }),
    { numRuns: 200 },
  );
  expect(faults).toEqual([]);
  expect(open).toBe(0);
});

test("a message cut off anywhere ends the connection with the client", async () => {
  const whole = Buffer.concat([
    START,
    QUERY,
    new MessageWriter().text("").text("SELECT $1").int16(0).message("P"),
    QUERY,
  ]);
  for (let length = 0; length < whole.length; length += 1) await send(whole.subarray(0, length));
  expect(open).toBe(0);
  expect(faults).toEqual([]);
});

test("a message that comes byte by byte is one message", async () => {
  const socket = connect(port.port, "127.0.0.1");
  socket.setNoDelay(true);
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  for (const byte of Buffer.concat([START, QUERY, new MessageWriter().message("X")])) {
    await new Promise<void>((resolve) => socket.write(Buffer.from([byte]), () => resolve()));
  }
  await new Promise<void>((resolve) => socket.on("close", () => resolve()));
  expect(Buffer.concat(received).includes(Buffer.from("SELECT 1\0"))).toBe(true);
});

test("a client that never says who it is is sent away", async () => {
  expect(await send(Buffer.alloc(0), { end: false })).toEqual(Buffer.alloc(0));
  expect(await send(Buffer.from([0, 0]), { end: false })).toEqual(Buffer.alloc(0));
});

test("messages longer than any may be end the connection before they are read", async () => {
  const huge = Buffer.from("Q\x7f\xff\xff\xff", "latin1");
  expect((await send(Buffer.concat([START, huge]), { end: false })).toString()).toContain("is longer than");
  expect((await send(Buffer.from([0x7f, 0xff, 0xff, 0xff]), { end: false })).toString()).toContain("is longer than");
});

test("encryption is declined, and the client may go on without", async () => {
  const request = new MessageWriter().int32(SSL_REQUEST).message("?").subarray(1);
  const answer = await send(Buffer.concat([request, START, new MessageWriter().message("X")]));
  expect(answer.subarray(0, 2).toString()).toBe("NR");
});

test("after an error of the extended protocol, nothing is heard until Sync", async () => {
  const messages = [
    new MessageWriter().text("").text("SELEC").int16(0).message("P"),
    new MessageWriter().text("").text("").int16(0).int16(0).int16(0).message("B"),
    new MessageWriter().text("").int32(0).message("E"),
    new MessageWriter().message("S"),
    QUERY,
    new MessageWriter().message("X"),
  ];
  const answer = typesOf(await send(Buffer.concat([START, ...messages])));
  expect(answer).toBe("RSSSSSSSSSKZEZTDCZ");
});

test("a portal gives its rows in pieces", async () => {
  const execute = new MessageWriter().text("").int32(1).message("E");
  const messages = [
    new MessageWriter().text("").text("SELECT 1").int16(0).message("P"),
    new MessageWriter().text("").text("").int16(0).int16(0).int16(0).message("B"),
    new MessageWriter().bytes(Buffer.from("P")).text("").message("D"),
    execute,
    execute,
    new MessageWriter().message("S"),
    new MessageWriter().message("X"),
  ];
  expect(typesOf(await send(Buffer.concat([START, ...messages]))).slice("RSSSSSSSSSKZ".length)).toBe("12TDsCZ");
});

function typesOf(bytes: Buffer): string {
  let types = "";
  for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1))
    types += bytes.toString("latin1", at, at + 1);
  return types;
}
