import { once } from "node:events";
import type { Server } from "node:net";

export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  constructor(port: number, option: "--port" | "--pg-port", options?: ErrorOptions) {
    super(`Port ${port} is in use by another program. Stop that one, or choose another port with ${option}.`, options);
  }
}

/**
 * Starts listening and gives the port, which the system chose when `port` is 0.
 * @throws {PortInUseError} when another program listens there.
 */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EADDRINUSE") throw new PortInUseError(port, "--port", { cause });
    throw cause;
  }
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error(`The server listens on ${address}, which is no port.`);
  return address.port;
}
