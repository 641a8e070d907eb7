import type { Socket } from "node:net";

/** Bytes gathered before they are handed to the socket. */
const GATHERED_BYTES = 1 << 16;

/** The client is gone: what was to be sent can't be. */
export class ConnectionClosedError extends Error {
  override readonly name = "ConnectionClosedError";

  constructor() {
    super("The client has closed the connection.");
  }
}

/** Sends messages over a socket, no faster than the client reads them. */
export class MessageSink {
  readonly #socket: Socket;
  #gathered: Buffer[] = [];
  #bytes = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Waits when the client has not read what was sent before. @throws {ConnectionClosedError} */
  async send(...messages: readonly Buffer[]): Promise<void> {
    for (const message of messages) {
      this.#gathered.push(message);
      this.#bytes += message.length;
    }
    if (this.#bytes >= GATHERED_BYTES) await this.flush();
  }

  /** Hands over what is gathered. @throws {ConnectionClosedError} */
  async flush(): Promise<void> {
    if (this.#bytes === 0) return;
    const bytes = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#bytes = 0;
    if (!this.#socket.writable) throw new ConnectionClosedError();
    if (!this.#socket.write(bytes)) await this.#drained();
  }

  #drained(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        this.#socket.off("drain", drained).off("close", closed);
        done();
      };
      const drained = () => settle(resolve);
      const closed = () => settle(() => reject(new ConnectionClosedError()));
      this.#socket.once("drain", drained).once("close", closed);
    });
  }
}
