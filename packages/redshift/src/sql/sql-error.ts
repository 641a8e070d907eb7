/** What an SQL error carries beyond its message. */
export interface SqlErrorDetails {
  /** 1-based, in characters of the statement's text. */
  readonly position?: number;
  readonly detail?: string;
  readonly hint?: string;
}

/** A statement Redshift refuses, in its words, with the SQLSTATE of PostgreSQL's table (which is Redshift's). */
export class SqlError extends Error {
  override readonly name: string = "SqlError";
  readonly sqlState: string;
  readonly position?: number;
  readonly detail?: string;
  readonly hint?: string;

  constructor(sqlState: string, message: string, details: SqlErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.sqlState = sqlState;
    if (details.position !== undefined) this.position = details.position;
    if (details.detail !== undefined) this.detail = details.detail;
    if (details.hint !== undefined) this.hint = details.hint;
  }
}

/** A construct this Redshift does not do: real Redshift may refuse it too, or may not. SQLSTATE 0A000. */
export class NotSupportedSql extends SqlError {
  override readonly name: string = "NotSupportedSql";

  constructor(construct: string, details: SqlErrorDetails = {}) {
    super("0A000", `${construct} is not supported`, details);
  }
}
