import { SqlError } from "../sql/sql-error.ts";
import { errorResponse, readyForQuery } from "./backend-message.ts";
import { ExtendedQuery } from "./extended-query.ts";
import { type FrontendMessage, readFrontendMessage } from "./frontend-message.ts";
import { ConnectionClosedError, type MessageSink } from "./message-sink.ts";
import type { Frame, MessageSource } from "./message-source.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { PsqlSession } from "./psql-session.ts";
import { errorReport } from "./report.ts";
import { runSimpleQuery } from "./simple-query.ts";

/** A statement has 16 MB at most (https://docs.aws.amazon.com/redshift/latest/dg/c_redshift-sql.html), and its message some names besides. */
const MOST_MESSAGE_BYTES = (16 << 20) + (1 << 16);

/** Messages of the extended protocol, which a failure before them leaves unheard until Sync: `P`, `B`, `D`, `C`, `E`, `H`. */
const EXTENDED = "PBDCEH";
const SYNC = "S";

/** Serves a client that is signed in: hears its messages one by one and answers each. */
export class ServedSession {
  readonly #session: PsqlSession;
  readonly #source: MessageSource;
  readonly #sink: MessageSink;
  readonly #extended: ExtendedQuery;
  #running: AbortController | undefined;
  /** A message of the extended protocol failed: the rest is skipped up to Sync. */
  #failed = false;

  constructor(session: PsqlSession, source: MessageSource, sink: MessageSink) {
    this.#session = session;
    this.#source = source;
    this.#sink = sink;
    this.#extended = new ExtendedQuery(session, sink);
  }

  /** A message is being answered. */
  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  /** Cancels what runs; nothing when nothing does. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Until the client says goodbye or is gone. @throws {ProtocolError} when it breaks the protocol; {ConnectionClosedError} */
  async run(): Promise<void> {
    for (;;) {
      const frame = await this.#source.next(MOST_MESSAGE_BYTES);
      if (frame === undefined || frame.type === "X") return;
      if (this.#failed && EXTENDED.includes(frame.type)) continue;
      this.#running = new AbortController();
      try {
        await this.#answer(frame, this.#running.signal);
      } finally {
        this.#running = undefined;
      }
      if (this.#source.isEmpty) await this.#sink.flush();
    }
  }

  async #answer(frame: Frame, signal: AbortSignal): Promise<void> {
    try {
      await this.#hear(readFrontendMessage(frame.type, frame.body), signal);
    } catch (error) {
      if (error instanceof ProtocolError || error instanceof ConnectionClosedError) throw error;
      await this.#sink.send(errorResponse(errorReport(error)));
      if (EXTENDED.includes(frame.type)) this.#failed = true;
      else await this.#ready();
      if (frame.type === SYNC) this.#failed = false;
      await this.#sink.flush();
    }
  }

  async #hear(message: FrontendMessage, signal: AbortSignal): Promise<void> {
    switch (message.kind) {
      case "query":
        await this.#extended.interrupt();
        await runSimpleQuery(this.#session, this.#sink, message.sql, signal);
        return this.#ready();
      case "parse":
        return this.#extended.parse(message);
      case "bind":
        return this.#extended.bind(message);
      case "describe":
        return this.#extended.describe(message);
      case "execute":
        return this.#extended.execute(message, await this.#moreThanSync(), signal);
      case "close":
        return this.#extended.close(message);
      case "flush":
        return this.#sink.flush();
      case "sync": {
        const failed = this.#failed;
        this.#failed = false;
        await this.#extended.sync(failed);
        return this.#ready();
      }
      case "function call":
        throw new SqlError("0A000", "the function call protocol is not supported");
      case "copy":
        // Of a COPY that was refused before its data came.
        return;
      case "password":
        throw new ProtocolError("unexpected password message");
      case "terminate":
        return;
    }
  }

  async #ready(): Promise<void> {
    await this.#sink.send(readyForQuery(this.#session.transactionStatus));
    await this.#sink.flush();
  }

  /** Whether Execute is followed by more than the Sync that ends its group. @throws {ConnectionClosedError} */
  async #moreThanSync(): Promise<boolean> {
    const next = await this.#source.peek(MOST_MESSAGE_BYTES);
    if (next === undefined) throw new ConnectionClosedError();
    return next.type !== SYNC;
  }
}
