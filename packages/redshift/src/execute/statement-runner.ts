import { EngineCatalog } from "../catalog/engine-catalog.ts";
import type { Clock } from "../clock.ts";
import type { Engine, EngineConnection } from "../engine/engine.ts";
import { quoteLiteral } from "../engine/quote.ts";
import type { SignIn } from "../sign-in.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Statement } from "../sql/tree.ts";
import type { StreamingViews } from "../stream/streaming-views.ts";
import type { StreamReaderFor } from "../stream-reader.ts";
import type { AssociatedRoles, Execution, Outcome, SessionUser } from "./execution.ts";
import { execute } from "./executors.ts";
import { asSqlError } from "./redshift-error.ts";
import { setRoleTo } from "./role-executors.ts";
import { signInUser } from "./sign-in-user.ts";
import { timestampText } from "./timestamp-text.ts";

/** Statements that commit what they do: illegal within a transaction. */
const OWN_TRANSACTION: ReadonlySet<Statement["kind"]> = new Set([
  "refresh materialized view",
  "alter table append",
  "vacuum",
]);

export interface RunnerContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly databaseName: string;
  readonly streamReaderFor: StreamReaderFor;
  readonly associatedRoles: () => AssociatedRoles;
  readonly views: StreamingViews;
}

/** A statement to run, and who hears how it goes. */
export interface RunRequest {
  readonly signIn: SignIn;
  readonly statements: readonly ParsedStatement[];
  readonly parameters: ReadonlyMap<string, string>;
  /** All or nothing, or each on its own. */
  readonly mode: "transaction" | "auto-commit";
  readonly signal: AbortSignal;
  /** The engine begins with this statement. */
  readonly started: (index: number) => void;
}

/** Runs statements, each as its user, in transactions of the engine. */
export class StatementRunner {
  readonly #context: RunnerContext;
  readonly #users = new Map<string, SessionUser>();
  #catalog: EngineCatalog | undefined;

  constructor(context: RunnerContext) {
    this.#context = context;
  }

  /**
   * Runs the statements in order and returns the outcome of each, up to and including the one that failed.
   * In a transaction, a failure takes the ones before it back.
   */
  async run(request: RunRequest): Promise<readonly (Outcome | SqlError)[]> {
    return request.mode === "transaction" ? this.#runTogether(request) : this.#runEach(request);
  }

  async #runTogether(request: RunRequest): Promise<readonly (Outcome | SqlError)[]> {
    const outcomes: (Outcome | SqlError)[] = [];
    try {
      await this.#transaction(request, async (connection, user, time) => {
        for (const [index, parsed] of request.statements.entries()) {
          request.started(index);
          refuseInTransaction(parsed.statement);
          outcomes.push(await this.#execute(connection, user, time, parsed, request));
        }
      });
    } catch (error) {
      outcomes.push(asSqlError(error));
    }
    await this.#settle(outcomes);
    return outcomes;
  }

  async #runEach(request: RunRequest): Promise<readonly (Outcome | SqlError)[]> {
    const outcomes: (Outcome | SqlError)[] = [];
    for (const [index, parsed] of request.statements.entries()) {
      const outcome = await this.#runAlone(parsed, index, request).catch(asSqlError);
      outcomes.push(outcome);
      await this.#settle([outcome]);
      if (outcome instanceof SqlError) break;
    }
    return outcomes;
  }

  async #runAlone(parsed: ParsedStatement, index: number, request: RunRequest): Promise<Outcome> {
    const { outcome, userId } = await this.#transaction(request, async (connection, user, time) => {
      request.started(index);
      return { outcome: await this.#execute(connection, user, time, parsed, request), userId: user.id };
    });
    // Reading a stream takes its time: the engine is free between its batches.
    if (outcome.refresh !== undefined) await this.#context.views.refresh(outcome.refresh, userId, request.signal);
    return outcome;
  }

  /** Has the engine to itself for one transaction as the request's user. */
  #transaction<Result>(
    request: RunRequest,
    work: (connection: EngineConnection, user: SessionUser, time: number) => Promise<Result>,
  ): Promise<Result> {
    return this.#context.engine.exclusive(async (connection) => {
      request.signal.throwIfAborted();
      const user = await this.#user(connection, request.signIn);
      const time = this.#context.clock.now();
      this.#catalog ??= await EngineCatalog.load(connection);
      await connection.execute(`BEGIN; ${settingsAt(time, "transaction_time")} ${setRoleTo(user.engineName)};`);
      try {
        const result = await work(connection, user, time);
        request.signal.throwIfAborted();
        await connection.execute("COMMIT");
        return result;
      } catch (error) {
        await connection.execute("ROLLBACK");
        this.#catalog = undefined;
        throw error;
      }
    });
  }

  /** Reads the catalog as a user, for the operations that list what there is. */
  inspect<Result>(signIn: SignIn, work: (connection: EngineConnection) => Promise<Result>): Promise<Result> {
    const request: RunRequest = {
      signIn,
      statements: [],
      parameters: new Map(),
      mode: "transaction",
      signal: new AbortController().signal,
      started: () => undefined,
    };
    return this.#transaction(request, work);
  }

  /** What the database holds. */
  async catalog(signIn: SignIn): Promise<EngineCatalog> {
    await this.inspect(signIn, async () => undefined);
    return this.#catalog ?? (await this.#context.engine.exclusive(EngineCatalog.load));
  }

  async #execute(
    connection: EngineConnection,
    user: SessionUser,
    time: number,
    parsed: ParsedStatement,
    request: RunRequest,
  ): Promise<Outcome> {
    const { databaseName, streamReaderFor, associatedRoles } = this.#context;
    this.#catalog ??= await this.#loadAsEngine(connection, user);
    await connection.execute(settingsAt(time, "statement_time"));
    const execution: Execution = {
      connection,
      user,
      catalog: this.#catalog,
      parameters: request.parameters,
      databaseName,
      associatedRoles: associatedRoles(),
      streamReaderFor,
      source: parsed.source,
      statementTime: time,
      asEngine: (work) => asEngine(connection, user, work),
    };
    const outcome = await execute(parsed.statement, execution);
    if (outcome.changed?.includes("catalog")) this.#catalog = undefined;
    return outcome;
  }

  #loadAsEngine(connection: EngineConnection, user: SessionUser): Promise<EngineCatalog> {
    return asEngine(connection, user, () => EngineCatalog.load(connection));
  }

  async #user(connection: EngineConnection, signIn: SignIn): Promise<SessionUser> {
    const key = JSON.stringify([signIn.databaseUser, signIn.superuser, signIn.roles]);
    const known = this.#users.get(key);
    if (known) return known;
    const user = await signInUser(connection, signIn);
    // Another sign-in of the same user may attach other roles: the last one counts.
    for (const [other, { name }] of this.#users) if (name === user.name) this.#users.delete(other);
    this.#users.set(key, user);
    return user;
  }

  /** What a statement changed and others have cached. */
  async #settle(outcomes: readonly (Outcome | SqlError)[]): Promise<void> {
    const changed = new Set(
      outcomes.flatMap((outcome) => (outcome instanceof SqlError ? [] : (outcome.changed ?? []))),
    );
    if (changed.has("principals")) this.#users.clear();
    if (changed.has("views")) await this.#context.views.reload();
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

function settingsAt(time: number, name: "statement_time" | "transaction_time"): string {
  return `SET LOCAL redshift.${name} = ${quoteLiteral(timestampText(time))};`;
}

function refuseInTransaction({ kind }: Statement): void {
  if (OWN_TRANSACTION.has(kind))
    throw new SqlError("25001", `${kind.toUpperCase()} cannot run inside a transaction block`);
}
