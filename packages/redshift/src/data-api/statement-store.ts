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
  #resultBytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {DataApiError} ActiveStatementsExceededException */
  checkRoom(): void {
    const active = [...this.#statements.values()].filter(({ overall }) => !hasEnded(overall)).length;
    if (active >= MAX_ACTIVE) {
      throw new DataApiError(
        "ActiveStatementsExceededException",
        `Active statements exceeded the allowed quota (${MAX_ACTIVE}).`,
      );
    }
  }

  add(statement: StoredStatement): void {
    this.#statements.set(statement.id, statement);
    this.#trim();
  }

  /** Counts a result that has come in. */
  keepResult(bytes: number): void {
    this.#resultBytes += bytes;
    this.#trim();
  }

  /** What the same principal sent with that token in the last 8 hours. */
  ofToken(signIn: SignIn, token: string): StoredStatement | undefined {
    const since = this.#clock.now() - TOKEN_MS;
    return this.#all().find(
      ({ clientToken, overall, signIn: { principal } }) =>
        clientToken === token && principal === signIn.principal && overall.createdAt >= since,
    );
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

  /** A principal's statements, newest first. */
  of(signIn: SignIn): readonly StoredStatement[] {
    return this.#all().filter((statement) => statement.signIn.principal === signIn.principal);
  }

  #all(): StoredStatement[] {
    return [...this.#statements.values()].reverse();
  }

  #trim(): void {
    const since = this.#clock.now() - KEPT_MS;
    for (const [id, { overall }] of this.#statements) {
      const tooMuch = this.#statements.size > MAX_STATEMENTS || this.#resultBytes > MAX_RESULT_BYTES;
      if (overall.createdAt >= since && !tooMuch) return;
      if (!hasEnded(overall)) continue;
      this.#statements.delete(id);
      this.#resultBytes -= overall.resultSize;
    }
  }
}
