import type { Clock } from "../clock.ts";
import type { SignIn } from "../sign-in.ts";
import { DataApiError } from "./data-api-error.ts";
import { hasEnded, type StoredStatement, type SubStatement } from "./stored-statement.ts";

/** Statements and their results are kept 24 hours: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const KEPT_MS = 24 * 3600 * 1000;

/** A client token is remembered for 8 hours. */
const TOKEN_MS = 8 * 3600 * 1000;

/** Active statements of a workgroup. */
const MAX_ACTIVE = 500;

/** Bounds of this memory, before the 24 hours are over: the oldest ended statements go first. */
const MAX_STATEMENTS = 5000;
const MAX_RESULT_BYTES = 256 * 1024 * 1024;

/** The statements of a workgroup by id. */
export class StatementStore {
  readonly #clock: Clock;
  readonly #statements = new Map<string, StoredStatement>();
  /** The newest of each principal's tokens. */
  readonly #byToken = new Map<string, StoredStatement>();
  /** Those that had not ended when they were last counted. */
  readonly #active = new Set<StoredStatement>();
  #resultBytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {DataApiError} ActiveStatementsExceededException */
  checkRoom(): void {
    for (const statement of this.#active) if (hasEnded(statement.overall)) this.#active.delete(statement);
    if (this.#active.size >= MAX_ACTIVE) {
      throw new DataApiError(
        "ActiveStatementsExceededException",
        `Active statements exceeded the allowed quota (${MAX_ACTIVE}).`,
      );
    }
  }

  add(statement: StoredStatement): void {
    this.#statements.set(statement.id, statement);
    this.#active.add(statement);
    if (statement.clientToken !== undefined) this.#byToken.set(tokenKey(statement), statement);
    this.#trim();
  }

  /** Counts a result that has come in. */
  keepResult(bytes: number): void {
    this.#resultBytes += bytes;
    this.#trim();
  }

  /** What the same principal sent with that token in the last 8 hours. */
  ofToken(signIn: SignIn, token: string): StoredStatement | undefined {
    const found = this.#byToken.get(tokenKey({ signIn, clientToken: token }));
    return found !== undefined && found.overall.createdAt >= this.#clock.now() - TOKEN_MS ? found : undefined;
  }

  /**
   * A statement, or one of a batch by `<id>:<n>`.
   * @throws {DataApiError} ResourceNotFoundException when there is none, or another principal sent it
   */
  find(signIn: SignIn, id: string): { readonly statement: StoredStatement; readonly part?: SubStatement } {
    const [statementId = ""] = id.split(":");
    const statement = this.#statements.get(statementId);
    const part = statement?.statements.find((candidate) => candidate.id === id);
    if (statement?.signIn.principal !== signIn.principal || (id !== statementId && part === undefined)) {
      throw new DataApiError("ResourceNotFoundException", "Query does not exist.");
    }
    return part === undefined ? { statement } : { statement, part };
  }

  /** ARN of the session that sent a statement, given by its id or `<id>:<n>`; undefined when there is none. */
  senderOf(id: string): string | undefined {
    const { signIn } = this.#statements.get(id.split(":")[0] ?? "") ?? {};
    return signIn?.caller ?? signIn?.principal;
  }

  /** A principal's statements, newest first. */
  of(signIn: SignIn): readonly StoredStatement[] {
    return [...this.#statements.values()]
      .filter(({ signIn: { principal } }) => principal === signIn.principal)
      .reverse();
  }

  #trim(): void {
    const since = this.#clock.now() - KEPT_MS;
    for (const [id, statement] of this.#statements) {
      const { overall } = statement;
      const tooMuch = this.#statements.size > MAX_STATEMENTS || this.#resultBytes > MAX_RESULT_BYTES;
      if (overall.createdAt >= since && !tooMuch) return;
      if (!hasEnded(overall)) continue;
      this.#statements.delete(id);
      if (this.#byToken.get(tokenKey(statement)) === statement) this.#byToken.delete(tokenKey(statement));
      this.#resultBytes -= overall.resultSize;
    }
  }
}

function tokenKey({ signIn, clientToken }: Pick<StoredStatement, "signIn" | "clientToken">): string {
  return JSON.stringify([signIn.principal, clientToken]);
}
