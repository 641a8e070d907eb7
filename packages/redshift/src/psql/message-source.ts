import type { Socket } from "node:net";
import { ProtocolError } from "./protocol-error.ts";

/** Bytes read ahead of what is asked for; above, the socket is paused, so that TCP holds the sender back. */
const READ_AHEAD_BYTES = 1 << 16;

const LENGTH_BYTES = 4;

/** One message of a client: its type, one character, and what follows its length. */
export interface Frame {
  readonly type: string;
  readonly body: Buffer;
}

/** The messages that come in over a socket, each whole, never larger than it may be. */
export class MessageSource {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #wanted = 0;
  #ended = false;
  #wake: (() => void) | undefined;
  #peeked: Frame | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#received(chunk));
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#end());
  }

  /** The client's first packet, without its length; undefined when it hangs up before. @throws {ProtocolError} */
  async startupPacket(maxBytes: number): Promise<Buffer | undefined> {
    const length = await this.#take(LENGTH_BYTES);
    return length === undefined ? undefined : this.#body(length.readUInt32BE(), maxBytes);
  }

  /** The next message; undefined when there will be none. @throws {ProtocolError} */
  async next(maxBytes: number): Promise<Frame | undefined> {
    const peeked = this.#peeked;
    this.#peeked = undefined;
    if (peeked !== undefined) return peeked;
    const header = await this.#take(1 + LENGTH_BYTES);
    if (header === undefined) return undefined;
    const body = await this.#body(header.readUInt32BE(1), maxBytes);
    return body === undefined ? undefined : { type: header.toString("latin1", 0, 1), body };
  }

  /** The next message, which `next` will give again. @throws {ProtocolError} */
  async peek(maxBytes: number): Promise<Frame | undefined> {
    this.#peeked ??= await this.next(maxBytes);
    return this.#peeked;
  }

  /** True while the client waits for an answer, with nothing more of it to be read. */
  get isEmpty(): boolean {
    return this.#buffered === 0 && this.#peeked === undefined;
  }

  async #body(length: number, maxBytes: number): Promise<Buffer | undefined> {
    // The length counts itself.
    if (length < LENGTH_BYTES) throw new ProtocolError("invalid message length");
    if (length > maxBytes) throw new ProtocolError(`a message of ${length} bytes is longer than ${maxBytes}`);
    return this.#take(length - LENGTH_BYTES);
  }

  async #take(length: number): Promise<Buffer | undefined> {
    this.#wanted = length;
    while (this.#buffered < length) {
      if (this.#ended) return undefined;
      this.#socket.resume();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wanted = 0;
    const all = this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
    this.#buffered -= length;
    this.#chunks = this.#buffered === 0 ? [] : [all.subarray(length)];
    return all.subarray(0, length);
  }

  #received(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    if (this.#buffered >= this.#wanted + READ_AHEAD_BYTES) this.#socket.pause();
    if (this.#buffered >= this.#wanted) this.#woken();
  }

  #end(): void {
    this.#ended = true;
    this.#woken();
  }

  #woken(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
