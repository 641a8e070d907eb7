import type { Socket } from "node:net";
import { SqlError } from "../sql/sql-error.ts";
import {
  AUTHENTICATION_OK,
  backendKeyData,
  errorResponse,
  negotiateProtocolVersion,
  REFUSED,
  readyForQuery,
} from "./backend-message.ts";
import type { CancelKeys } from "./cancel-keys.ts";
import { ConnectionClosedError, MessageSink } from "./message-sink.ts";
import { MessageSource } from "./message-source.ts";
import type { PsqlDatabases } from "./psql-session.ts";
import { errorReport } from "./report.ts";
import { ServedSession } from "./served-session.ts";
import { initialStatus } from "./session-status.ts";
import { type Client, signInClient } from "./sign-in-client.ts";
import { readStartupPacket, type StartupPacket } from "./startup-packet.ts";
import type { UserConnections } from "./user-connections.ts";

const MOST_STARTUP_BYTES = 10_000;
/** SSL and GSS encryption are asked for once each. */
const MOST_STARTUP_PACKETS = 3;
const SECRET_BYTES = 4;

/** Somebody else has ended the session. */
export const TERMINATED = new SqlError("57P01", "terminating connection due to administrator command");

export interface ConnectionContext {
  readonly databases: PsqlDatabases;
  readonly cancelKeys: CancelKeys;
  readonly userConnections: UserConnections;
  readonly randomBytes: (length: number) => Buffer;
  /** A client that has not signed in by then is sent away. */
  readonly signInTimeoutMs: number;
  /** A session nothing comes from for so long ends. */
  readonly idleTimeoutMs: number;
  /** Hears of a failure that is none of the client's. */
  readonly onFault: (error: unknown) => void;
}

/** One connection of a client, from its first byte to its last. */
export class ClientConnection {
  readonly #socket: Socket;
  readonly #context: ConnectionContext;
  readonly #source: MessageSource;
  readonly #sink: MessageSink;
  #served: ServedSession | undefined;
  #signingIn: NodeJS.Timeout | undefined;

  constructor(socket: Socket, context: ConnectionContext) {
    this.#socket = socket;
    this.#context = context;
    this.#source = new MessageSource(socket);
    this.#sink = new MessageSink(socket);
    // Whoever waits for the socket hears of its end by `close`.
    socket.on("error", () => undefined);
    socket.on("close", () => this.#served?.cancel());
  }

  /** Serves until the client or the server ends it. Never throws: what goes wrong is told to the client. */
  async serve(): Promise<void> {
    this.#signingIn = setTimeout(() => this.#socket.destroy(), this.#context.signInTimeoutMs);
    try {
      const parameters = await this.#startUp();
      if (parameters !== undefined) await this.#serveClient(parameters);
      await this.#sink.flush();
    } catch (error) {
      await this.#tellWhyItEnds(error);
    } finally {
      clearTimeout(this.#signingIn);
      this.#socket.end(() => this.#socket.destroy());
    }
  }

  /** Ends the connection: what runs is cancelled. */
  terminate(error: SqlError): void {
    this.#served?.cancel();
    if (this.#socket.writable) this.#socket.end(errorResponse(errorReport(error, "FATAL")));
    this.#socket.destroySoon();
  }

  /** What the client starts its session with; undefined when it wants none. */
  async #startUp(): Promise<ReadonlyMap<string, string> | undefined> {
    const { cancelKeys } = this.#context;
    for (let count = 0; count < MOST_STARTUP_PACKETS; count += 1) {
      const packet = await this.#source.startupPacket(MOST_STARTUP_BYTES);
      if (packet === undefined) return undefined;
      const startup = readStartupPacket(packet);
      if (startup.kind === "cancel") {
        cancelKeys.cancel(startup.pid, startup.secret);
        return undefined;
      }
      if (startup.kind === "startup") {
        await this.#negotiate(startup);
        return startup.parameters;
      }
      await this.#sink.send(REFUSED);
      await this.#sink.flush();
    }
    return undefined;
  }

  async #negotiate({ minorVersion, parameters }: Extract<StartupPacket, { kind: "startup" }>): Promise<void> {
    const unknown = [...parameters.keys()].filter((name) => name.startsWith("_pq_."));
    if (minorVersion > 0 || unknown.length > 0) await this.#sink.send(negotiateProtocolVersion(unknown));
  }

  async #serveClient(parameters: ReadonlyMap<string, string>): Promise<void> {
    const { databases, userConnections, randomBytes } = this.#context;
    const [source, sink] = [this.#source, this.#sink];
    const client = await signInClient({ source, sink }, parameters, databases, randomBytes);
    if (client === undefined) return;
    const { session, login, user } = client;
    try {
      const leave = userConnections.enter(user, login.connectionLimit);
      await this.#serveSession(client).finally(leave);
    } finally {
      await session.close();
    }
  }

  async #serveSession({ user, login, session }: Client): Promise<void> {
    const { cancelKeys, randomBytes, idleTimeoutMs } = this.#context;
    const served = new ServedSession(session, this.#source, this.#sink);
    this.#served = served;
    clearTimeout(this.#signingIn);
    if (this.#socket.destroyed) return;
    this.#endWhenIdle(served, login.idleTimeoutMs ?? idleTimeoutMs);
    const secret = randomBytes(SECRET_BYTES).readInt32BE();
    cancelKeys.hold(session.pid, secret, () => served.cancel());
    const terminate = () => this.terminate(TERMINATED);
    session.ended.addEventListener("abort", terminate, { once: true });
    try {
      await this.#sink.send(AUTHENTICATION_OK, ...initialStatus(user, login.superuser, session.settings));
      await this.#sink.send(backendKeyData(session.pid, secret), readyForQuery(session.transactionStatus));
      await this.#sink.flush();
      await served.run();
    } finally {
      session.ended.removeEventListener("abort", terminate);
      cancelKeys.release(session.pid);
    }
  }

  /** The socket's own time-out of reading and writing; a statement that takes its time is no idling. */
  #endWhenIdle(served: ServedSession, idleTimeoutMs: number): void {
    this.#socket.setTimeout(idleTimeoutMs, () => {
      if (!served.isBusy) this.terminate(new SqlError("57P01", "the session has idled for too long and is ended"));
    });
  }

  async #tellWhyItEnds(error: unknown): Promise<void> {
    if (error instanceof ConnectionClosedError) return;
    const report = errorReport(error, "FATAL");
    if (report.sqlState === "XX000") this.#context.onFault(error);
    try {
      await this.#sink.send(errorResponse(report));
      await this.#sink.flush();
    } catch {
      // The client is gone, and has not to be told.
    }
  }
}
