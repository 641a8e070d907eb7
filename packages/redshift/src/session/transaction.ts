import type { Clock } from "../clock.ts";
import type { Engine, EngineConnection } from "../engine/engine.ts";

/** A transaction that does nothing may keep others waiting so long. */
const IDLE_MS = 30_000;

/** How often it is looked whether others wait. */
const LOOK_MS = 1000;

/**
 * A transaction of a session that goes on from statement to statement. The engine is one connection, so while it is open nobody else's
 * statement runs; one that idles while others wait is taken back.
 */
export class Transaction {
  readonly connection: EngineConnection;
  readonly #release: () => void;
  readonly #clock: Clock;
  #idle: AbortController | undefined;
  /** Set once it was taken back because it idled. */
  expired = false;

  private constructor(connection: EngineConnection, release: () => void, clock: Clock) {
    this.connection = connection;
    this.#release = release;
    this.#clock = clock;
  }

  /** Waits for the engine and begins. @param settings SQL of the transaction's own settings */
  static async begin(
    engine: Engine,
    clock: Clock,
    settings: (connection: EngineConnection) => Promise<string>,
    signal: AbortSignal,
  ): Promise<Transaction> {
    const { connection, release } = await engine.hold(signal);
    const transaction = new Transaction(connection, release, clock);
    try {
      await connection.execute(`BEGIN; ${await settings(connection)}`);
      return transaction;
    } catch (error) {
      await transaction.end("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }

  /** Commits or rolls back, and gives the engine back whatever comes of it. */
  async end(how: "COMMIT" | "ROLLBACK"): Promise<void> {
    this.busy();
    try {
      await this.connection.execute(how);
    } finally {
      this.#release();
    }
  }

  /** A statement runs: the time of idling ends. */
  busy(): void {
    this.#idle?.abort();
    this.#idle = undefined;
  }

  /** Nothing runs: after a while with others waiting, it is taken back. */
  idle(engine: Engine): void {
    const controller = new AbortController();
    this.#idle = controller;
    void this.#watch(engine, controller.signal);
  }

  async #watch(engine: Engine, signal: AbortSignal): Promise<void> {
    for (let idled = LOOK_MS; !this.expired; idled += LOOK_MS) {
      await this.#clock.sleep(LOOK_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      if (engine.waiting === 0 || idled < IDLE_MS) continue;
      this.expired = true;
      await this.end("ROLLBACK").catch(() => undefined);
    }
  }
}
