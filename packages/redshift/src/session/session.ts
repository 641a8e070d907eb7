import { type EngineCatalog, temporarySchema } from "../catalog/engine-catalog.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { DONE, type Execution, type Outcome, type ResultColumn, type SessionUser } from "../execute/execution.ts";
import { execute } from "../execute/executors.ts";
import { planContextOf, resultColumnsOf } from "../execute/query-executors.ts";
import { asSqlError } from "../execute/redshift-error.ts";
import { setRoleTo } from "../execute/role-executors.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import type { BoundParameter } from "../plan/plan-context.ts";
import { planQuery } from "../plan/plan-query.ts";
import type { SignIn } from "../sign-in.ts";
import { type ParsedStatement, type ParseOptions, parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Database } from "./database.ts";
import { interruptible } from "./interruptible.ts";
import { ownTransaction } from "./own-transaction.ts";
import { SESSION_PARAMETERS } from "./parameter-table.ts";
import { SessionSettings } from "./session-settings.ts";
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
  readonly settings = new SessionSettings();
  readonly #database: Database;
  #user: SessionUser | undefined;
  /** Users that SET SESSION AUTHORIZATION has named. */
  readonly #authorized = new Map<string, SessionUser>();
  #transaction: Transaction | undefined;
  /** A statement of the open transaction failed: nothing but its end is heard. */
  #failed = false;
  /** What the open transaction has changed, for when it is committed. */
  #outcomes: Outcome[] = [];
  #hasTemporary = false;
  #closed = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(database: Database, signIn: SignIn, pid: number) {
    this.#database = database;
    this.signIn = signIn;
    this.pid = pid;
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
      const { signal, stop } = this.#timed(options.signal);
      try {
        return await this.#execute(parsed, { ...options, signal });
      } catch (error) {
        throw signal.aborted ? this.#cancelled(error) : asSqlError(error);
      } finally {
        stop();
      }
    });
  }

  /** Takes an open or failed transaction back. */
  async rollback(): Promise<void> {
    await this.execute(TRANSACTION.rollback, { signal: new AbortController().signal });
  }

  /** The columns a query would give, without running it; undefined for a statement that gives none. @throws {SqlError} */
  describe(
    parsed: ParsedStatement,
    parameters: ReadonlyMap<string, BoundParameter> = new Map(),
  ): Promise<readonly ResultColumn[] | undefined> {
    const { statement } = parsed;
    if (statement.kind !== "query") return Promise.resolve(undefined);
    return this.#inTurn(() =>
      this.#transact(new AbortController().signal, async (connection, user) => {
        const execution = await this.#execution(connection, user, parsed, parameters);
        return resultColumnsOf(planQuery(statement, planContextOf(execution)).columns, execution);
      }).catch((error: unknown) => {
        throw asSqlError(error);
      }),
    );
  }

  /** Reads as the session's user, for the operations that list what there is. */
  inspect<Result>(work: (connection: EngineConnection, catalog: EngineCatalog) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() =>
      this.#transact(new AbortController().signal, async (connection, user) =>
        work(connection, await this.#catalog(connection, user)),
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
    if (this.#closed) return;
    this.#closed = true;
    await this.#inTurn(async () => {
      await this.#endTransaction("ROLLBACK");
      if (this.#hasTemporary) await this.#database.dropTemporary(this.pid);
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
    this.#forgetExpired();
    if (kind === "commit" || kind === "rollback") return this.#end(kind, options);
    if (this.#failed) {
      throw new SqlError("25P02", "current transaction is aborted, commands ignored until end of transaction block");
    }
    if (kind === "begin") return this.#begin(options);
    if (this.#transaction !== undefined) return this.#within(this.#transaction, parsed, options);
    return this.#alone(parsed, options);
  }

  /** A statement that is a transaction of its own. */
  async #alone(parsed: ParsedStatement, options: RunOptions): Promise<Outcome> {
    const { outcome, userId } = await this.#transact(options.signal, async (connection, user) => {
      options.started?.();
      return { outcome: await this.#run(connection, user, parsed, options), userId: user.id };
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
      options.started?.();
      const user = await this.#signedIn(transaction.connection);
      const outcome = await interruptible(this.#database.context, options.signal, () =>
        this.#run(transaction.connection, user, parsed, options),
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

  async #begin(options: RunOptions): Promise<Outcome> {
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
        async (connection) => this.#transactionSettings(await this.#prepare(connection)),
        options.signal,
      );
    } catch (error) {
      this.settings.end(false);
      throw error;
    }
    this.#transaction.idle(engine);
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
    this.#outcomes = [];
    this.settings.end(how === "COMMIT");
    if (how === "ROLLBACK") this.#database.forgetCatalog();
    await transaction.end(how);
    if (how === "COMMIT") await this.#database.settle(outcomes);
  }

  /** A transaction taken back because it idled fails the next statement, as a connection that was closed would. */
  #forgetExpired(): void {
    if (!this.#transaction?.expired) return;
    this.#transaction = undefined;
    this.#outcomes = [];
    this.settings.end(false);
    this.#database.forgetCatalog();
    throw new SqlError("25P03", "the transaction idled while others waited for it, and was rolled back");
  }

  /** Has the engine to itself for one transaction as the session's user, or goes on in the one that is open. */
  async #transact<Result>(
    signal: AbortSignal,
    work: (connection: EngineConnection, user: SessionUser) => Promise<Result>,
  ): Promise<Result> {
    const open = this.#transaction;
    if (open !== undefined) return work(open.connection, await this.#signedIn(open.connection));
    return this.#database.context.engine.exclusive(async (connection) => {
      signal.throwIfAborted();
      const user = await this.#prepare(connection);
      await connection.execute(`BEGIN; ${this.#transactionSettings(user)}`);
      try {
        const result = await interruptible(this.#database.context, signal, () => work(connection, user));
        signal.throwIfAborted();
        await connection.execute("COMMIT");
        return result;
      } catch (error) {
        await connection.execute("ROLLBACK");
        this.#database.forgetCatalog();
        throw error;
      }
    }, signal);
  }

  /** What a transaction must find: its user and the catalog. */
  async #prepare(connection: EngineConnection): Promise<SessionUser> {
    await this.#database.catalog(connection);
    return this.#signedIn(connection);
  }

  /** The user statements run as. */
  async #signedIn(connection: EngineConnection): Promise<SessionUser> {
    if (this.#transaction === undefined || this.#user === undefined)
      this.#user = await this.#database.user(connection, this.signIn);
    return this.#authorized.get(this.settings.authorization ?? "") ?? this.#user;
  }

  async #authorize(
    connection: EngineConnection,
    user: SessionUser | undefined,
    scope: "session" | "local",
  ): Promise<void> {
    if (user !== undefined) this.#authorized.set(user.name, user);
    this.settings.authorize(user?.name, scope);
    const next = user ?? this.#user;
    if (next !== undefined) await connection.execute(setRoleTo(next.engineName));
  }

  async #run(
    connection: EngineConnection,
    user: SessionUser,
    parsed: ParsedStatement,
    { parameters = new Map(), signal }: RunOptions,
  ): Promise<Outcome> {
    signal.throwIfAborted();
    const queryId = this.#database.nextQueryId();
    const execution = await this.#execution(connection, user, parsed, parameters);
    const outcome = await execute(parsed.statement, execution);
    if (outcome.changed?.includes("catalog")) this.#database.forgetCatalog();
    return { ...outcome, queryId };
  }

  async #execution(
    connection: EngineConnection,
    user: SessionUser,
    parsed: ParsedStatement,
    parameters: ReadonlyMap<string, BoundParameter>,
  ): Promise<Execution> {
    const { clock, databaseName, streamReaderFor, associatedRoles } = this.#database.context;
    const time = clock.now();
    const catalog = await this.#catalog(connection, user);
    await connection.execute(this.#statementSettings(time, this.#searchPath(user)));
    return {
      connection,
      user,
      signedIn: this.#user ?? user,
      catalog,
      settings: this.settings,
      parameters,
      databaseName,
      associatedRoles: associatedRoles(),
      streamReaderFor,
      source: parsed.source,
      statementTime: time,
      asEngine: (work) => asEngine(connection, user, work),
      authorize: (next, scope) => this.#authorize(connection, next, scope),
      temporarySchema: () => this.#makeTemporarySchema(connection, user),
    };
  }

  async #catalog(connection: EngineConnection, user: SessionUser): Promise<EngineCatalog> {
    const known = this.#database.knownCatalog;
    const catalog = known ?? (await asEngine(connection, user, () => this.#database.catalog(connection)));
    return catalog.along({ searchPath: this.#searchPath(user), temporary: temporarySchema(this.pid) });
  }

  /** Sees to it that there is a schema for this session's temporary tables. */
  async #makeTemporarySchema(connection: EngineConnection, user: SessionUser): Promise<string> {
    const schema = temporarySchema(this.pid);
    this.#hasTemporary = true;
    await asEngine(connection, user, () =>
      connection.execute(
        `SET LOCAL client_min_messages = error;
         CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)} AUTHORIZATION ${quoteIdentifier(user.engineName)}`,
      ),
    );
    return schema;
  }

  #searchPath({ name }: SessionUser): readonly string[] {
    return this.settings.searchPath.map((schema) => (schema === "$user" ? name : schema));
  }

  #transactionSettings(user: SessionUser): string {
    const time = timestampText(this.#database.context.clock.now());
    return `SET LOCAL redshift.transaction_time = ${quoteLiteral(time)}; SET LOCAL redshift.pid = ${this.pid}; ${setRoleTo(user.engineName)};`;
  }

  /** The engine's parameters follow the session's. */
  #statementSettings(time: number, searchPath: readonly string[]): string {
    const followed = this.settings
      .touched()
      .filter(([name]) => SESSION_PARAMETERS[name]?.effect === "engine")
      .map(([name, value]) => `SET LOCAL ${name} = ${quoteLiteral(value)};`);
    const path = `SET LOCAL redshift.search_path = ${quoteLiteral(searchPath.join(","))};`;
    return `SET LOCAL redshift.statement_time = ${quoteLiteral(timestampText(time))}; ${path} ${followed.join(" ")}`;
  }

  /** `statement_timeout`, in milliseconds: https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html */
  #timed(signal: AbortSignal): { readonly signal: AbortSignal; stop(): void } {
    const milliseconds = Number(this.settings.get("statement_timeout"));
    if (milliseconds === 0) return { signal, stop: () => undefined };
    const timeout = new AbortController();
    const over = new AbortController();
    void this.#database.context.clock
      .sleep(milliseconds, over.signal)
      .then(() => timeout.abort())
      .catch(() => undefined);
    return { signal: AbortSignal.any([signal, timeout.signal]), stop: () => over.abort() };
  }

  #cancelled(cause: unknown): SqlError {
    return new SqlError("57014", `Query (${this.pid}) cancelled on user's request`, {}, { cause });
  }
}

/** The internal tables are the engine's alone. When `work` fails the transaction does, and with it the role that is set. */
async function asEngine<Result>(
  connection: EngineConnection,
  user: SessionUser,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.execute("SET LOCAL ROLE NONE");
  const result = await work();
  await connection.execute(setRoleTo(user.engineName));
  return result;
}
