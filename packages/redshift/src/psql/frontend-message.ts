import { MessageReader } from "./message-reader.ts";
import { ProtocolError } from "./protocol-error.ts";

/** How a value is sent: as PostgreSQL writes it, or as its bytes. */
export type Format = "text" | "binary";

/** A named statement, or a portal: a statement with the values of its parameters. The name may be empty. */
export type Target = "statement" | "portal";

/** What a client sends once it is in. */
export type FrontendMessage =
  | { readonly kind: "query"; readonly sql: string }
  | { readonly kind: "parse"; readonly statement: string; readonly sql: string; readonly typeIds: readonly number[] }
  | {
      readonly kind: "bind";
      readonly portal: string;
      readonly statement: string;
      readonly formats: readonly Format[];
      readonly values: readonly (Buffer | null)[];
      readonly resultFormats: readonly Format[];
    }
  | { readonly kind: "describe"; readonly target: Target; readonly name: string }
  | { readonly kind: "close"; readonly target: Target; readonly name: string }
  /** `limit` 0 is every row. */
  | { readonly kind: "execute"; readonly portal: string; readonly limit: number }
  | { readonly kind: "password"; readonly password: string }
  | { readonly kind: "sync" | "flush" | "terminate" | "function call" | "copy" };

const READERS: Readonly<Record<string, (reader: MessageReader) => FrontendMessage>> = {
  Q: (reader) => ({ kind: "query", sql: reader.text() }),
  P: (reader) => ({
    kind: "parse",
    statement: reader.text(),
    sql: reader.text(),
    typeIds: reader.list(() => reader.int32()),
  }),
  B: (reader) => ({
    kind: "bind",
    portal: reader.text(),
    statement: reader.text(),
    formats: reader.list(() => formatOf(reader.int16())),
    values: reader.list(() => readValue(reader)),
    resultFormats: reader.list(() => formatOf(reader.int16())),
  }),
  D: (reader) => ({ kind: "describe", target: targetOf(reader.character()), name: reader.text() }),
  C: (reader) => ({ kind: "close", target: targetOf(reader.character()), name: reader.text() }),
  E: (reader) => ({ kind: "execute", portal: reader.text(), limit: Math.max(0, reader.int32()) }),
  p: (reader) => ({ kind: "password", password: reader.text() }),
  S: () => ({ kind: "sync" }),
  H: () => ({ kind: "flush" }),
  X: () => ({ kind: "terminate" }),
};

/** Messages whose content is not looked at. */
const UNREAD: Readonly<Record<string, "function call" | "copy">> = {
  F: "function call",
  d: "copy",
  c: "copy",
  f: "copy",
};

/**
 * Reads a message of a type, from what follows its length.
 * https://www.postgresql.org/docs/8.0/protocol-message-formats.html
 * @throws {ProtocolError}
 */
export function readFrontendMessage(type: string, body: Buffer): FrontendMessage {
  const unread = Object.hasOwn(UNREAD, type) ? UNREAD[type] : undefined;
  if (unread !== undefined) return { kind: unread };
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read === undefined) throw new ProtocolError(`invalid frontend message type ${type.charCodeAt(0)}`);
  const reader = new MessageReader(body);
  const message = read(reader);
  reader.end();
  return message;
}

function formatOf(code: number): Format {
  if (code === 0) return "text";
  if (code === 1) return "binary";
  throw new ProtocolError(`unsupported format code: ${code}`);
}

function targetOf(character: string): Target {
  if (character === "S") return "statement";
  if (character === "P") return "portal";
  throw new ProtocolError(`invalid message subtype ${character.charCodeAt(0)}`);
}

function readValue(reader: MessageReader): Buffer | null {
  const length = reader.int32();
  return length === -1 ? null : reader.bytes(length);
}
