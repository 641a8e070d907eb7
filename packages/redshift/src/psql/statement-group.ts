import type { Outcome } from "../execute/execution.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import { parse } from "../sql/parse.ts";
import type { ExecuteOptions, PsqlSession } from "./psql-session.ts";

/**
 * Statements that come together: those of one simple query, or of the extended protocol up to Sync. They are one transaction, unless they
 * begin or end one themselves. https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
export class StatementGroup {
  readonly #session: PsqlSession;
  /** A transaction is open that nobody wrote a BEGIN for. */
  #implicit = false;

  constructor(session: PsqlSession) {
    this.#session = session;
  }

  /**
   * Runs a statement. A last one commits what the group has done.
   * @throws {SqlError} when the whole group is taken back
   */
  async run(parsed: ParsedStatement, options: ExecuteOptions & { readonly isLast: boolean }): Promise<Outcome> {
    try {
      const { kind } = parsed.statement;
      if (this.#implicit && kind === "begin") {
        // What was done so far belongs to the transaction that is now begun.
        this.#implicit = false;
        return { rowCount: 0 };
      }
      const alone = options.isLast || this.#session.transactionStatus !== "idle" || ENDS.has(kind) || kind === "begin";
      if (!this.#implicit && !alone) {
        await this.#end("begin", options.signal);
        this.#implicit = true;
      }
      const outcome = await this.#session.execute(parsed, options);
      // It has committed by itself: COMMIT, ROLLBACK, TRUNCATE.
      if (this.#session.transactionStatus === "idle") this.#implicit = false;
      if (options.isLast) await this.commit(options.signal);
      return outcome;
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  /** @throws {SqlError} */
  async commit(signal: AbortSignal): Promise<void> {
    if (!this.#implicit) return;
    this.#implicit = false;
    await this.#end("commit", signal);
  }

  async rollBack(): Promise<void> {
    if (!this.#implicit) return;
    this.#implicit = false;
    await this.#end("rollback", new AbortController().signal);
  }

  async #end(sql: "begin" | "commit" | "rollback", signal: AbortSignal): Promise<void> {
    for (const parsed of parse(sql)) await this.#session.execute(parsed, { parameters: new Map(), signal });
  }
}

const ENDS: ReadonlySet<string> = new Set(["commit", "rollback"]);
