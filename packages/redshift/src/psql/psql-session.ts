import type { Outcome, ResultColumn } from "../execute/execution.ts";
import type { BoundParameter } from "../plan/plan-context.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import type { Authentication } from "./authentication.ts";
import type { TransactionStatus } from "./backend-message.ts";

/** Values of a statement's parameters: that of `$1` is called `1`. */
export type Parameters = ReadonlyMap<string, BoundParameter>;

export interface ExecuteOptions {
  readonly parameters: Parameters;
  /** Cancels the statement. */
  readonly signal: AbortSignal;
}

/** What the port needs of a session: one client's, from its first statement to its last. */
export interface PsqlSession {
  readonly pid: number;
  readonly transactionStatus: TransactionStatus;
  /** Configuration parameters, by names in lower case. `set` @throws {SqlError} */
  readonly settings: { get(name: string): string; set(name: string, value: string): void };
  /** Parses a text of statements, whose parameters are `$1`, `$2` ... @throws {SqlError} */
  parse(text: string, parameters: "positional"): readonly ParsedStatement[];
  /** Runs one statement. @throws {SqlError} */
  execute(parsed: ParsedStatement, options: ExecuteOptions): Promise<Outcome>;
  /** The columns a statement would give, without running it; undefined when it gives none. @throws {SqlError} */
  describe(parsed: ParsedStatement, parameters: Parameters): Promise<readonly ResultColumn[] | undefined>;
  /** Aborts when the session is closed from outside: by PG_TERMINATE_BACKEND. */
  readonly ended: AbortSignal;
  /** Takes back what is open. */
  close(): Promise<void>;
}

/** How one user signs in to a database. */
export interface PsqlLogin {
  readonly authentication: Authentication;
  readonly superuser: boolean;
  /** Connections the user may have open at once. @default any number */
  readonly connectionLimit?: number;
  /** A session nothing comes from for so long ends. @default the port's own */
  readonly idleTimeoutMs?: number;
  /** Opens a session, once the user has proved who it is. */
  openSession(): PsqlSession;
}

/** How a user signs in to a database; undefined when there is no such database. */
export type PsqlDatabases = (database: string, user: string) => Promise<PsqlLogin | undefined>;
