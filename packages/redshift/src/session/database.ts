import { EngineCatalog, temporarySchema } from "../catalog/engine-catalog.ts";
import type { Profile } from "../catalog/refused-views.ts";
import type { Clock } from "../clock.ts";
import type { Engine, EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import type { AssociatedRoles, Outcome, SessionUser } from "../execute/execution.ts";
import { type Login, loadLogins } from "../execute/logins.ts";
import { signInUser } from "../execute/sign-in-user.ts";
import type { PlanContext } from "../plan/plan-context.ts";
import type { SignIn } from "../sign-in.ts";
import type { StreamingViews } from "../stream/streaming-views.ts";
import type { StreamReaderFor } from "../stream-reader.ts";
import { Session } from "./session.ts";

export interface DatabaseContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly databaseName: string;
  readonly streamReaderFor: StreamReaderFor;
  readonly associatedRoles: () => AssociatedRoles;
  /** The AWS account and the namespace's UUID, where they are known. */
  readonly identity?: PlanContext["identity"];
  readonly views: StreamingViews;
  /** Which system views there are. */
  readonly profile: Profile;
  /** Whether a streaming view's rows can only be deleted all together. */
  readonly refuseConditionalDelete: boolean;
}

/** The one database: its sessions, and what they share. */
export class Database {
  readonly context: DatabaseContext;
  readonly #users = new Map<string, SessionUser>();
  readonly #sessions = new Map<number, Session>();
  #logins: ReadonlyMap<string, Login> = new Map();
  #catalog: EngineCatalog | undefined;
  /** The last one that was loaded, of before the latest change. */
  #lastCatalog: EngineCatalog | undefined;
  #lastPid = 1_073_741_823;
  #lastQueryId = 0;

  constructor(context: DatabaseContext) {
    this.context = context;
  }

  /** Opens a session, which whoever opened it closes. The user is made when its first statement runs. */
  openSession(signIn: SignIn): Session {
    this.#lastPid += 1;
    const session = new Session(this, signIn, this.#lastPid);
    this.#sessions.set(session.pid, session);
    return session;
  }

  /** What a user signs in with; undefined when there is none of that name. */
  login(user: string): Login | undefined {
    return this.#logins.get(user);
  }

  /** Reads anew what users sign in with. */
  async loadLogins(): Promise<void> {
    this.#logins = await this.context.engine.exclusive(loadLogins);
  }

  /** Reads as a user, in a session of its own. */
  async inspect<Result>(
    signIn: SignIn,
    work: (connection: EngineConnection, catalog: EngineCatalog) => Promise<Result>,
  ): Promise<Result> {
    const session = this.openSession(signIn);
    try {
      return await session.inspect(work);
    } finally {
      await session.close();
    }
  }

  /** The session of that process id. */
  session(pid: number): Session | undefined {
    return this.#sessions.get(pid);
  }

  forgetSession(pid: number): void {
    this.#sessions.delete(pid);
  }

  nextQueryId(): number {
    this.#lastQueryId += 1;
    return this.#lastQueryId;
  }

  /** What the database holds, committed. The connection must be the engine's own: the internal tables are nobody else's. */
  async catalog(connection: EngineConnection): Promise<EngineCatalog> {
    this.#catalog ??= await this.loadCatalog(connection);
    this.#lastCatalog = this.#catalog;
    return this.#catalog;
  }

  /** What the connection's transaction sees, with what it has changed itself. */
  loadCatalog(connection: EngineConnection): Promise<EngineCatalog> {
    return EngineCatalog.load(connection, this.#lastCatalog);
  }

  get knownCatalog(): EngineCatalog | undefined {
    return this.#catalog;
  }

  /** They are read anew with the next catalog. */
  forgetSystemRelations(): void {
    this.#lastCatalog = undefined;
  }

  /** What is committed next has changed it. */
  forgetCatalog(): void {
    this.#catalog = undefined;
  }

  /** Who signs in, made when there is no such user yet. Outside a transaction. */
  async user(connection: EngineConnection, signIn: SignIn): Promise<SessionUser> {
    const key = JSON.stringify([signIn.databaseUser, signIn.superuser, signIn.roles]);
    const known = this.#users.get(key);
    if (known) return known;
    const user = await signInUser(connection, signIn);
    // Another sign-in of the same user may attach other roles: the last one counts.
    for (const [other, { name }] of this.#users) if (name === user.name) this.#users.delete(other);
    this.#users.set(key, user);
    return user;
  }

  /** What statements that are committed have changed and others have cached. */
  async settle(outcomes: readonly Outcome[]): Promise<void> {
    const changed = new Set(outcomes.flatMap((outcome) => outcome.changed ?? []));
    if (changed.has("principals")) {
      this.#users.clear();
      await this.loadLogins();
    }
    if (changed.has("views")) await this.context.views.reload();
  }

  /** Temporary tables of a session that is over. */
  async dropTemporary(pid: number): Promise<void> {
    await this.context.engine.exclusive((connection) =>
      connection.execute(`DROP SCHEMA IF EXISTS ${quoteIdentifier(temporarySchema(pid))} CASCADE`),
    );
    this.forgetCatalog();
  }

  /** Ends every session: what they have not committed is taken back. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
  }
}
