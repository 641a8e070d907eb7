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
  /** Takes back what is open. */
  close(): Promise<void>;
}

/** A database that clients of the port may ask for. */
export interface PsqlDatabase {
  /** How a user proves who it is. */
  authentication(user: string): Promise<Authentication>;
  isSuperuser(user: string): boolean;
  /** Opens a session of a user that has proved it. */
  openSession(user: string): PsqlSession;
}

/** The database of a name; undefined when there is none. */
export type PsqlDatabases = (name: string) => Promise<PsqlDatabase | undefined>;
