import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";

/** For tests: passes connections on, and breaks the first one on which the answer to `target` comes back. */
export class LosingProxy {
  /** Answers that did not get through; 1 at most. */
  lost = 0;
  readonly #server: Server;

  constructor(upstream: URL, target: string) {
    this.#server = createServer((near) => {
      const far = connect(Number(upstream.port), upstream.hostname);
      let isAwaited = false;
      near.on("data", (chunk) => {
        isAwaited ||= chunk.includes(target);
        far.write(chunk);
      });
      far.on("data", (chunk) => {
        if (!isAwaited || this.lost > 0) {
          near.write(chunk);
          return;
        }
        this.lost += 1;
        near.destroy();
        far.destroy();
      });
      near.on("close", () => far.destroy());
      far.on("close", () => near.destroy());
      for (const socket of [near, far]) socket.on("error", () => socket.destroy());
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }
}
