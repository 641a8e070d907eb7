import type { EngineCatalog } from "../catalog/engine-catalog.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { describeStatement } from "../execute/describe-statement.ts";
import { DONE, type Outcome, type ResultColumn, type SessionUser } from "../execute/execution.ts";
import { asSqlError } from "../execute/redshift-error.ts";
import type { BoundParameter } from "../plan/plan-context.ts";
import type { SignIn } from "../sign-in.ts";
import { type ParsedStatement, type ParseOptions, parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Database } from "./database.ts";
import { interruptible } from "./interruptible.ts";
import { ownTransaction } from "./own-transaction.ts";
import { refuseWrite } from "./read-only.ts";
import { SessionExecution } from "./session-execution.ts";
import { SessionSettings } from "./session-settings.ts";
import { cancelled, timed } from "./statement-timeout.ts";
import { Transaction } from "./transaction.ts";

const [BEGIN, COMMIT, ROLLBACK] = parse("BEGIN; COMMIT; ROLLBACK");

/** What a client that speaks no SQL for it sends. */
const TRANSACTION = {
  begin: BEGIN as ParsedStatement,
  commit: COMMIT as ParsedStatement,
  rollback: ROLLBACK as ParsedStatement,
};

export interface RunOptions {
  /** Values of the statement's parameters. */
  readonly parameters?: ReadonlyMap<string, BoundParameter>;
  /** Cancels it. What has not committed will not. */
  readonly signal: AbortSignal;
  /** The engine begins with it. */
  readonly started?: () => void;
}

/**
 * One client's session: its user, settings, temporary tables and open transaction, from statement to statement.
 * Statements run one at a time, in the order they come.
 */
export class Session {
  readonly pid: number;
  readonly signIn: SignIn;
  readonly settings: SessionSettings;
  readonly #database: Database;
  readonly #execution: SessionExecution;
  #transaction: Transaction | undefined;
  #readOnly = false;
  /** A statement of the open transaction failed: nothing but its end is heard. */
  #failed = false;
  /** What the open transaction has changed, for when it is committed. */
  #outcomes: Outcome[] = [];
  readonly #ended = new AbortController();
  #running = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(database: Database, signIn: SignIn, pid: number) {
    this.#database = database;
    this.signIn = signIn;
    this.pid = pid;
    this.settings = new SessionSettings(database.login(signIn.databaseUser)?.parameters);
    this.#execution = new SessionExecution(database, signIn, pid, this.settings);
  }

  /** Aborts when the session is closed, by its client or from outside. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  get transactionStatus(): "idle" | "open" | "failed" {
    if (this.#failed) return "failed";
    return this.#transaction === undefined ? "idle" : "open";
  }

  /** Parses as the session's settings say. @throws {SqlError} */
  parse(text: string, parameters: ParseOptions["parameters"] = "named"): readonly ParsedStatement[] {
    const caseSensitiveIdentifiers = this.settings.isOn("enable_case_sensitive_identifier");
    return parse(text, { caseSensitiveIdentifiers, parameters });
  }

  /** Runs a statement to its end. @throws {SqlError} */
  execute(parsed: ParsedStatement, options: RunOptions): Promise<Outcome> {
    return this.#inTurn(async () => {
      this.#running = new AbortController();
      const either = AbortSignal.any([options.signal, this.#running.signal]);
      const { signal, stop } = timed(this.settings, this.#database.context.clock, either);
      try {
        return await this.#execute(parsed, { ...options, signal });
      } catch (error) {
        throw signal.aborted ? cancelled(this.pid, signal.reason, error) : asSqlError(error);
      } finally {
        stop();
      }
    });
  }

  /** Cancels the statement that runs, or ends the session with it. @param message what it fails with. @default Redshift's own words */
  cancel(how: "statement" | "session", message?: string): void {
    this.#running.abort(message === undefined ? undefined : new SqlError("57014", message));
    if (how === "session") void this.close().catch(() => undefined);
  }

  /** Takes an open or failed transaction back. */
  async rollback(): Promise<void> {
    await this.execute(TRANSACTION.rollback, { signal: new AbortController().signal });
  }

  /** The columns a statement would give, without running it; undefined for one that gives none. @throws {SqlError} */
  describe(
    parsed: ParsedStatement,
    parameters: ReadonlyMap<string, BoundParameter> = new Map(),
  ): Promise<readonly ResultColumn[] | undefined> {
    return this.#inTurn(() =>
      this.#transact(new AbortController().signal, async (connection, user) => {
        const execution = await this.#execution.execution(connection, user, parsed, parameters);
        return describeStatement(parsed.statement, execution);
      }).catch((error: unknown) => {
        throw asSqlError(error);
      }),
    );
  }

  /** Reads as the session's user, for the operations that list what there is. */
  inspect<Result>(work: (connection: EngineConnection, catalog: EngineCatalog) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() =>
      this.#transact(new AbortController().signal, async (connection, user) =>
        work(connection, await this.#execution.catalog(connection, user)),
      ),
    );
  }

  /** Begins a transaction, which waits for the engine. @throws {SqlError} */
  async begin(signal: AbortSignal): Promise<void> {
    await this.execute(TRANSACTION.begin, { signal });
  }

  /** @throws {SqlError} */
  async commit(signal: AbortSignal): Promise<void> {
    await this.execute(TRANSACTION.commit, { signal });
  }

  /** Takes back what is not committed, and drops the temporary tables. */
  async close(): Promise<void> {
    if (this.ended.aborted) return;
    this.#ended.abort();
    await this.#inTurn(async () => {
      await this.#endTransaction("ROLLBACK");
      if (this.#execution.hasTemporary) await this.#database.dropTemporary(this.pid);
    });
    this.#database.forgetSession(this.pid);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #execute(parsed: ParsedStatement, options: RunOptions): Promise<Outcome> {
    const { kind } = parsed.statement;
    if (this.ended.aborted) throw new SqlError("57P01", "terminating connection due to administrator command");
    this.#forgetExpired();
    if (kind === "commit" || kind === "rollback") return this.#end(kind, options);
    if (this.#failed) {
      throw new SqlError("25P02", "current transaction is aborted, commands ignored until end of transaction block");
    }
    if (parsed.statement.kind === "begin") return this.#begin(options, parsed.statement.readOnly === true);
    if (this.#transaction !== undefined) return this.#within(this.#transaction, parsed, options);
    return this.#alone(parsed, options);
  }

  /** A statement that is a transaction of its own. */
  async #alone(parsed: ParsedStatement, options: RunOptions): Promise<Outcome> {
    const { outcome, userId } = await this.#transact(options.signal, async (connection, user) => {
      options.started?.();
      return { outcome: await this.#execution.run(connection, user, parsed, options.parameters), userId: user.id };
    });
    await this.#database.settle([outcome]);
    // Reading a stream takes its time: the engine is free between its batches.
    if (outcome.refresh === undefined) return outcome;
    return { ...outcome, notices: await this.#database.context.views.refresh(outcome.refresh, userId, options.signal) };
  }

  async #within(transaction: Transaction, parsed: ParsedStatement, options: RunOptions): Promise<Outcome> {
    const { kind } = parsed.statement;
    const { engine } = this.#database.context;
    transaction.busy();
    try {
      const own = ownTransaction(parsed.statement);
      if (own !== undefined) throw new SqlError("25001", `${own} cannot run inside a transaction block`);
      if (this.#readOnly) refuseWrite(parsed.statement);
      options.started?.();
      const user = await this.#execution.signedIn(transaction.connection, true);
      const outcome = await interruptible(this.#database.context, options.signal, () =>
        this.#execution.run(transaction.connection, user, parsed, options.parameters),
      );
      options.signal.throwIfAborted();
      this.#outcomes.push(outcome);
      // TRUNCATE commits: https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html
      if (kind === "truncate") await this.#endTransaction("COMMIT");
      else transaction.idle(engine);
      return outcome;
    } catch (error) {
      await this.#endTransaction("ROLLBACK").catch(() => undefined);
      this.#failed = true;
      throw error;
    }
  }

  async #begin(options: RunOptions, readOnly: boolean): Promise<Outcome> {
    if (this.#transaction !== undefined) {
      return { ...DONE, notices: ["WARNING:  there is already a transaction in progress"] };
    }
    const { engine, clock } = this.#database.context;
    options.signal.throwIfAborted();
    options.started?.();
    this.settings.begin();
    try {
      this.#transaction = await Transaction.begin(
        engine,
        clock,
        async (connection) => this.#execution.transactionSettings(await this.#execution.prepare(connection)),
        options.signal,
      );
    } catch (error) {
      this.settings.end(false);
      throw error;
    }
    this.#transaction.idle(engine);
    this.#readOnly = readOnly;
    this.#execution.cursors = new Map();
    return DONE;
  }

  async #end(kind: "commit" | "rollback", options: RunOptions): Promise<Outcome> {
    options.started?.();
    if (this.#failed) {
      this.#failed = false;
      return { ...DONE, rolledBack: true };
    }
    if (this.#transaction === undefined) {
      return { ...DONE, notices: ["WARNING:  there is no transaction in progress"] };
    }
    await this.#endTransaction(kind === "commit" ? "COMMIT" : "ROLLBACK");
    return DONE;
  }

  async #endTransaction(how: "COMMIT" | "ROLLBACK"): Promise<void> {
    const transaction = this.#transaction;
    if (transaction === undefined) return;
    const outcomes = this.#outcomes;
    this.#transaction = undefined;
    this.#execution.cursors = undefined;
    this.#outcomes = [];
    this.settings.end(how === "COMMIT");
    this.#execution.end(how);
    await transaction.end(how);
    if (how === "COMMIT") await this.#database.settle(outcomes);
  }

  /** A transaction taken back because it idled fails the next statement, as a connection that was closed would. */
  #forgetExpired(): void {
    if (!this.#transaction?.expired) return;
    this.#transaction = undefined;
    this.#execution.cursors = undefined;
    this.#outcomes = [];
    this.settings.end(false);
    this.#execution.end("ROLLBACK");
    throw new SqlError("25P03", "the transaction idled while others waited for it, and was rolled back");
  }

  /** Has the engine to itself for one transaction as the session's user, or goes on in the one that is open. */
  async #transact<Result>(
    signal: AbortSignal,
    work: (connection: EngineConnection, user: SessionUser) => Promise<Result>,
  ): Promise<Result> {
    const open = this.#transaction;
    if (open !== undefined) return work(open.connection, await this.#execution.signedIn(open.connection, true));
    return this.#database.context.engine.exclusive(async (connection) => {
      signal.throwIfAborted();
      const user = await this.#execution.prepare(connection);
      await connection.execute(`BEGIN; ${this.#execution.transactionSettings(user)}`);
      try {
        const result = await interruptible(this.#database.context, signal, () => work(connection, user));
        signal.throwIfAborted();
        this.#execution.end("COMMIT");
        await connection.execute("COMMIT");
        return result;
      } catch (error) {
        this.#execution.end("ROLLBACK");
        await connection.execute("ROLLBACK");
        throw error;
      }
    }, signal);
  }
}
