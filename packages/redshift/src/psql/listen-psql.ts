import { randomBytes as cryptoRandomBytes } from "node:crypto";
import { createServer, type Server } from "node:net";
import { SqlError } from "../sql/sql-error.ts";
import { CancelKeys } from "./cancel-keys.ts";
import { ClientConnection, type ConnectionContext, TERMINATED } from "./client-connection.ts";
import type { PsqlDatabases } from "./psql-session.ts";
import { UserConnections } from "./user-connections.ts";

/** https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html */
const MOST_CONNECTIONS = 500;
const IDLE_TIMEOUT_MS = 4 * 3_600_000;
const SIGN_IN_TIMEOUT_MS = 60_000;

export interface PsqlOptions {
  readonly databases: PsqlDatabases;
  /** 0 takes a free one. */
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** Salts and cancel keys. @default node:crypto's */
  readonly randomBytes?: (length: number) => Buffer;
  /** @default 4 hours, Redshift's for sessions that idle */
  readonly idleTimeoutMs?: number;
  /** @default one minute */
  readonly signInTimeoutMs?: number;
  /** Hears of a failure that is none of a client's. */
  readonly onFault?: (error: unknown) => void;
}

/** A port that speaks PostgreSQL's protocol. */
export interface PsqlPort {
  readonly port: number;
  /** Ends every connection, what runs on it is cancelled and what is open taken back; then the port. */
  close(): Promise<void>;
}

/** Serves psql and drivers of PostgreSQL and Redshift. @throws the error of node:net when the port can't be had */
export async function listenPsql(options: PsqlOptions): Promise<PsqlPort> {
  const { databases, port, host = "127.0.0.1", randomBytes = cryptoRandomBytes, onFault = () => undefined } = options;
  const { idleTimeoutMs = IDLE_TIMEOUT_MS, signInTimeoutMs = SIGN_IN_TIMEOUT_MS } = options;
  const cancelKeys = new CancelKeys();
  const context: ConnectionContext = {
    ...{ databases, cancelKeys, randomBytes, idleTimeoutMs, signInTimeoutMs, onFault },
    userConnections: new UserConnections(),
  };
  const connections = new Map<ClientConnection, Promise<void>>();
  const server = createServer({ noDelay: true }, (socket) => {
    const connection = new ClientConnection(socket, context);
    if (connections.size >= MOST_CONNECTIONS) {
      connection.terminate(
        new SqlError("53300", `connection limit "${MOST_CONNECTIONS}" exceeded for non-bootstrap users`),
      );
      return;
    }
    const served = connection.serve().catch(onFault);
    connections.set(connection, served);
    void served.then(() => connections.delete(connection));
  });
  await listen(server, port, host);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const ending = [...connections];
      for (const [connection] of ending) connection.terminate(TERMINATED);
      await Promise.all(ending.map(([, served]) => served));
      await closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
