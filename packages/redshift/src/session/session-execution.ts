import { type EngineCatalog, temporarySchema } from "../catalog/engine-catalog.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import type { Cursor, Execution, Outcome, PreparedStatement, SessionUser } from "../execute/execution.ts";
import { execute } from "../execute/executors.ts";
import { setRoleTo } from "../execute/role-executors.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import type { BoundParameter, SessionFunctions } from "../plan/plan-context.ts";
import type { SignIn } from "../sign-in.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Database } from "./database.ts";
import { engineValue } from "./engine-parameter.ts";
import { SESSION_PARAMETERS } from "./parameter-table.ts";
import type { SessionSettings } from "./session-settings.ts";

/** What statements of a session run with: its user, search path, settings and temporary schema, within whatever transaction there is. */
export class SessionExecution {
  readonly #database: Database;
  readonly #signIn: SignIn;
  readonly #pid: number;
  readonly #settings: SessionSettings;
  #user: SessionUser | undefined;
  /** Users that SET SESSION AUTHORIZATION has named. */
  readonly #authorized = new Map<string, SessionUser>();
  #lastQueryId = -1;
  readonly #prepared = new Map<string, PreparedStatement>();
  /** The transaction has changed the catalog: others still go by what is committed. */
  #hasChanged = false;
  /** What the transaction sees since then. */
  #ownCatalog: EngineCatalog | undefined;
  /** Those of the open transaction; undefined outside one. */
  cursors: Map<string, Cursor> | undefined;
  /** There may be temporary tables of this session's. */
  hasTemporary = false;

  constructor(database: Database, signIn: SignIn, pid: number, settings: SessionSettings) {
    this.#database = database;
    this.#signIn = signIn;
    this.#pid = pid;
    this.#settings = settings;
  }

  /** What a transaction must find: its user and the catalog. */
  async prepare(connection: EngineConnection): Promise<SessionUser> {
    await this.#database.catalog(connection);
    return this.signedIn(connection, false);
  }

  /** The user statements run as. */
  async signedIn(connection: EngineConnection, inTransaction: boolean): Promise<SessionUser> {
    if (!inTransaction || this.#user === undefined) this.#user = await this.#database.user(connection, this.#signIn);
    return this.#authorized.get(this.#settings.authorization ?? "") ?? this.#user;
  }

  async #authorize(
    connection: EngineConnection,
    user: SessionUser | undefined,
    scope: "session" | "local",
  ): Promise<void> {
    if (user !== undefined) this.#authorized.set(user.name, user);
    this.#settings.authorize(user?.name, scope);
    const next = user ?? this.#user;
    if (next !== undefined) await connection.execute(setRoleTo(next.engineName));
  }

  /** Runs a statement in the transaction there is. @throws {SqlError} {EngineError} */
  async run(
    connection: EngineConnection,
    user: SessionUser,
    parsed: ParsedStatement,
    parameters: ReadonlyMap<string, BoundParameter> = new Map(),
  ): Promise<Outcome> {
    const queryId = this.#database.nextQueryId();
    const execution = await this.execution(connection, user, parsed, parameters);
    const outcome = await execute(parsed.statement, execution);
    this.#lastQueryId = queryId;
    if (outcome.changed?.includes("catalog")) {
      this.#hasChanged = true;
      if (outcome.changed.includes("system relations")) this.#database.forgetSystemRelations();
      this.#ownCatalog = undefined;
    }
    return { ...outcome, queryId };
  }

  /** What an executor is given. */
  async execution(
    connection: EngineConnection,
    user: SessionUser,
    parsed: ParsedStatement,
    parameters: ReadonlyMap<string, BoundParameter>,
  ): Promise<Execution> {
    const { clock, databaseName, streamReaderFor, associatedRoles, refuseConditionalDelete } = this.#database.context;
    const time = clock.now();
    const catalog = await this.catalog(connection, user);
    await connection.execute(this.#statementSettings(time, this.#searchPath(user)));
    return {
      connection,
      user,
      signedIn: this.#user ?? user,
      catalog,
      settings: this.#settings,
      session: this.#functions(user),
      identity: this.#database.context.identity,
      prepared: this.#prepared,
      cursors: this.cursors,
      parameters,
      databaseName,
      associatedRoles: associatedRoles(),
      streamReaderFor,
      refuseConditionalDelete,
      source: parsed.source,
      statementTime: time,
      asEngine: (work) => asEngine(connection, user, work),
      authorize: (next, scope) => this.#authorize(connection, next, scope),
      temporarySchema: () => this.#makeTemporarySchema(connection, user),
    };
  }

  #functions(user: SessionUser): SessionFunctions {
    return {
      lastQueryId: this.#lastQueryId,
      setConfig: (name, value, scope) => this.#settings.set(name, value, scope),
      cancel: (pid, how, { permitted = false, message } = {}) => {
        const session = this.#database.session(pid);
        if (session === undefined) return false;
        if (!user.superuser && !permitted && session.signIn.databaseUser !== user.name) {
          throw new SqlError("42501", "must be superuser to signal other server processes");
        }
        session.cancel(how, message);
        return true;
      },
    };
  }

  /** The transaction ends so. Called while nobody else can have the engine. */
  end(how: "COMMIT" | "ROLLBACK"): void {
    if (this.#hasChanged && how === "COMMIT") this.#database.forgetCatalog();
    this.#hasChanged = false;
    this.#ownCatalog = undefined;
  }

  /** The catalog along the session's search path. */
  async catalog(connection: EngineConnection, user: SessionUser): Promise<EngineCatalog> {
    const known = this.#hasChanged ? this.#ownCatalog : this.#database.knownCatalog;
    const catalog = known ?? (await asEngine(connection, user, () => this.#load(connection)));
    const { profile } = this.#database.context;
    return catalog.along({ searchPath: this.#searchPath(user), temporary: temporarySchema(this.#pid), profile });
  }

  async #load(connection: EngineConnection): Promise<EngineCatalog> {
    if (!this.#hasChanged) return this.#database.catalog(connection);
    this.#ownCatalog = await this.#database.loadCatalog(connection);
    return this.#ownCatalog;
  }

  /** Sees to it that there is a schema for this session's temporary tables. */
  async #makeTemporarySchema(connection: EngineConnection, user: SessionUser): Promise<string> {
    const schema = temporarySchema(this.#pid);
    this.hasTemporary = true;
    await asEngine(connection, user, () =>
      connection.execute(
        `SET LOCAL client_min_messages = error;
         CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)} AUTHORIZATION ${quoteIdentifier(user.engineName)}`,
      ),
    );
    return schema;
  }

  #searchPath({ name }: SessionUser): readonly string[] {
    return this.#settings.searchPath.map((schema) => (schema === "$user" ? name : schema));
  }

  /** SQL that begins a transaction of the user's. */
  transactionSettings(user: SessionUser): string {
    const time = timestampText(this.#database.context.clock.now());
    return `SET LOCAL redshift.transaction_time = ${quoteLiteral(time)}; SET LOCAL redshift.pid = ${this.#pid}; ${setRoleTo(user.engineName)};`;
  }

  /** The engine's parameters follow the session's. */
  #statementSettings(time: number, searchPath: readonly string[]): string {
    const followed = this.#settings
      .touched()
      .filter(([name]) => SESSION_PARAMETERS[name]?.effect === "engine")
      .map(([name, value]) => `SET LOCAL ${name} = ${quoteLiteral(engineValue(name, value))};`);
    const path = `SET LOCAL redshift.search_path = ${quoteLiteral(searchPath.join(","))};`;
    return `SET LOCAL redshift.statement_time = ${quoteLiteral(timestampText(time))}; ${path} ${followed.join(" ")}`;
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
