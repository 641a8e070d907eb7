import { isUtf8 } from "node:buffer";
import { SqlError } from "../sql/sql-error.ts";
import { ProtocolError } from "./protocol-error.ts";

/**
 * Reads the fields of one message in order. Numbers are big-endian; texts are UTF-8.
 * https://www.postgresql.org/docs/8.0/protocol-message-formats.html
 * @throws {ProtocolError} from each method, when the message ends before its field does
 */
export class MessageReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.bytes(2).readInt16BE();
  }

  int32(): number {
    return this.bytes(4).readInt32BE();
  }

  /** One character: `S` or `P` of Describe. */
  character(): string {
    return this.bytes(1).toString("latin1");
  }

  /** A text that ends with a zero byte. @throws {SqlError} 22021 when it is not UTF-8 */
  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new ProtocolError("invalid string in message");
    const bytes = this.#bytes.subarray(this.#at, end);
    if (!isUtf8(bytes)) throw invalidUtf8();
    this.#at = end + 1;
    return bytes.toString();
  }

  bytes(length: number): Buffer {
    if (length < 0 || this.#at + length > this.#bytes.length) {
      throw new ProtocolError("insufficient data left in message");
    }
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  /** As many items as the 16-bit number before them says. */
  list<Item>(item: () => Item): readonly Item[] {
    // The number is unsigned, as PostgreSQL has read it since version 14.
    const count = this.int16() & 0xffff;
    return Array.from({ length: count }, item);
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** @throws {ProtocolError} when something is left */
  end(): void {
    if (!this.atEnd) throw new ProtocolError("invalid message format");
  }
}

/** Bytes that were to be text are none. */
export function invalidUtf8(): SqlError {
  return new SqlError("22021", 'invalid byte sequence for encoding "UTF8"');
}
