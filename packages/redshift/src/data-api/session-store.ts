import type { Clock } from "../clock.ts";
import type { Database } from "../session/database.ts";
import type { Session } from "../session/session.ts";
import type { SignIn } from "../sign-in.ts";
import { DataApiError } from "./data-api-error.ts";

/** Sessions of a workgroup that are not closed: https://docs.aws.amazon.com/redshift/latest/mgmt/amazon-redshift-limits.html */
const MAX_OPEN = 500;

/** A session is closed after so long, whatever it does, and listed as long. https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const LONGEST_MS = 24 * 3600 * 1000;

export type SessionStatus = "AVAILABLE" | "BUSY" | "CLOSED";

/** A session that outlives its statements. */
export interface KeptSession {
  readonly id: string;
  readonly session: Session;
  readonly signIn: SignIn;
  readonly database: string;
  readonly workgroupName?: string;
  readonly createdAt: number;
  updatedAt: number;
  /** Seconds it is kept after a statement has ended. */
  keepAliveSeconds: number;
  status: SessionStatus;
  currentStatementId?: string;
  /** Ends the wait for its time to be over. */
  expiry: AbortController;
}

/** The sessions that SessionKeepAliveSeconds keeps. One statement runs in each at a time; nothing queues. */
export class SessionStore {
  readonly #clock: Clock;
  readonly #database: Database;
  readonly #newId: () => string;
  readonly #kept = new Map<string, KeptSession>();

  constructor(clock: Clock, database: Database, newId: () => string) {
    this.#clock = clock;
    this.#database = database;
    this.#newId = newId;
  }

  /** @throws {DataApiError} ActiveSessionsExceededException */
  open(
    signIn: SignIn,
    keepAliveSeconds: number,
    target: { readonly database: string; readonly workgroupName?: string },
  ): KeptSession {
    const open = [...this.#kept.values()].filter(({ status }) => status !== "CLOSED").length;
    if (open >= MAX_OPEN) {
      throw new DataApiError(
        "ActiveSessionsExceededException",
        `The number of active sessions has reached the maximum of ${MAX_OPEN}. Reuse a session, or wait until one is closed.`,
      );
    }
    const now = this.#clock.now();
    const kept: KeptSession = {
      id: this.#newId(),
      session: this.#database.openSession(signIn),
      signIn,
      ...target,
      createdAt: now,
      updatedAt: now,
      keepAliveSeconds,
      status: "AVAILABLE",
      expiry: new AbortController(),
    };
    this.#kept.set(kept.id, kept);
    this.#forgetOld();
    return kept;
  }

  /** @throws {DataApiError} ValidationException when the principal has no such session open */
  find(signIn: SignIn, id: string): KeptSession {
    const kept = this.#kept.get(id);
    if (kept?.signIn.principal !== signIn.principal || kept.status === "CLOSED") {
      throw new DataApiError("ValidationException", `Session ${id} does not exist, or is closed.`);
    }
    return kept;
  }

  /** Takes a session for a statement. @throws {DataApiError} ValidationException when another one runs in it */
  occupy(kept: KeptSession, statementId: string): void {
    if (kept.status === "BUSY") {
      throw new DataApiError(
        "ValidationException",
        `Session ${kept.id} is busy with statement ${kept.currentStatementId}. A session runs one statement at a time: wait for it to end.`,
      );
    }
    kept.expiry.abort();
    kept.status = "BUSY";
    kept.currentStatementId = statementId;
    kept.updatedAt = this.#clock.now();
  }

  /** Its statement has ended: the time it is kept begins. */
  leave(kept: KeptSession): void {
    if (kept.status !== "BUSY") return;
    kept.status = "AVAILABLE";
    delete kept.currentStatementId;
    kept.updatedAt = this.#clock.now();
    kept.expiry = new AbortController();
    const wait = Math.max(0, expiryOf(kept) - kept.updatedAt);
    void this.#clock
      .sleep(wait, kept.expiry.signal)
      .then(() => this.#close(kept))
      .catch(() => undefined);
  }

  /** A principal's sessions of the last 24 hours, newest first. */
  of(signIn: SignIn): readonly KeptSession[] {
    this.#forgetOld();
    return [...this.#kept.values()].filter((kept) => kept.signIn.principal === signIn.principal).reverse();
  }

  /** Waits for no session any more. */
  close(): void {
    for (const { expiry } of this.#kept.values()) expiry.abort();
  }

  async #close(kept: KeptSession): Promise<void> {
    kept.status = "CLOSED";
    kept.updatedAt = this.#clock.now();
    await kept.session.close();
  }

  #forgetOld(): void {
    const since = this.#clock.now() - LONGEST_MS;
    for (const [id, kept] of this.#kept) {
      if (kept.status === "CLOSED" && kept.createdAt < since) this.#kept.delete(id);
    }
  }
}

/** When a session will be closed, in milliseconds since the epoch. */
export function expiryOf({ createdAt, updatedAt, keepAliveSeconds }: KeptSession): number {
  return Math.min(updatedAt + keepAliveSeconds * 1000, createdAt + LONGEST_MS);
}
