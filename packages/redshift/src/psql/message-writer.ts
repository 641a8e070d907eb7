const HEADER_BYTES = 5;

/** Puts the fields of one message together; `message` gives it with type and length before it. */
export class MessageWriter {
  readonly #parts: Buffer[] = [];

  int16(value: number): this {
    const part = Buffer.allocUnsafe(2);
    part.writeUInt16BE(value & 0xffff);
    return this.bytes(part);
  }

  int32(value: number): this {
    const part = Buffer.allocUnsafe(4);
    part.writeInt32BE(value | 0);
    return this.bytes(part);
  }

  /** A text and the zero byte that ends it; a text's own zero bytes can't be sent. */
  text(value: string): this {
    return this.bytes(Buffer.from(`${value.replaceAll("\0", "")}\0`));
  }

  bytes(value: Buffer): this {
    this.#parts.push(value);
    return this;
  }

  /** @param type one character */
  message(type: string): Buffer {
    const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    header.write(type, 0, "latin1");
    // The length counts itself, and the type does not count.
    header.writeInt32BE(length + HEADER_BYTES - 1, 1);
    return Buffer.concat([header, ...this.#parts], HEADER_BYTES + length);
  }
}
