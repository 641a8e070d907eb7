import type { WarehouseStatement } from "./warehouse-statement.ts";

/** Redshift refused a statement, or somebody ended it. */
export class StatementError extends Error {
  override readonly name = "StatementError";
  /** The SQL file's name. */
  readonly statement: string;
  readonly statementId: string;
  readonly status: string;
  /** Redshift's own words. */
  readonly reason: string;
  /** Place in the SQL file, where Redshift told one. */
  readonly place: { readonly line: number; readonly column: number } | undefined;

  constructor(statement: WarehouseStatement, statementId: string, status: string, reason: string) {
    const place = placeOf(statement, reason);
    const at = place ? `:${place.line}:${place.column}` : "";
    super(`${statement.name}${at}: statement ${statementId} is ${status}: ${reason}`);
    this.statement = statement.name;
    this.statementId = statementId;
    this.status = status;
    this.reason = reason;
    this.place = place;
  }
}

/** A statement that took longer than its caller could wait. */
export class StatementTimeoutError extends Error {
  override readonly name = "StatementTimeoutError";
  readonly statementId: string | undefined;
  /** @param outcome what became of the statement, as a sentence. */
  constructor(statement: WarehouseStatement, statementId: string | undefined, outcome: string, options?: ErrorOptions) {
    super(
      `${statement.name}: statement ${statementId ?? "without an id yet"} was not finished in time. ${outcome}`,
      options,
    );
    this.statementId = statementId;
  }
}

/** The Data API did not do what it was asked, other than by failing the statement: denied, throttled, unreachable. */
export class WarehouseRequestError extends Error {
  override readonly name = "WarehouseRequestError";
  constructor(statement: WarehouseStatement, operation: string, statementId: string | undefined, cause: unknown) {
    const of = statementId ? ` of statement ${statementId}` : "";
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`${statement.name}: ${operation}${of} failed: ${why}`, { cause });
  }
}

/** A result that is not what its reader was written for. */
export class UnexpectedResultError extends Error {
  override readonly name = "UnexpectedResultError";
  constructor(statement: { readonly name: string }, statementId: string, problem: string, options?: ErrorOptions) {
    super(`${statement.name}: the result of statement ${statementId} ${problem}`, options);
  }
}

/** `Position: 12` is how Redshift tells the place, in characters of the text it was sent, from 1. It tells it nowhere else. */
function placeOf({ locate }: WarehouseStatement, reason: string) {
  const position = /Position: (\d+)/.exec(reason)?.[1];
  if (!position || !locate) return undefined;
  const { line, column } = locate(Number(position));
  return { line, column };
}
