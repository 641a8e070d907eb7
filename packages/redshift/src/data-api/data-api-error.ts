/** Errors the Data API answers with (https://docs.aws.amazon.com/redshift-data/latest/APIReference/CommonErrors.html and its operations). */
export type DataApiErrorCode =
  | "ValidationException"
  | "ResourceNotFoundException"
  | "ActiveStatementsExceededException"
  | "ActiveSessionsExceededException"
  | "ActiveWaitingRequestsExceededException"
  | "InternalServerException";

/** A request the Data API refuses. A statement that fails is not one: its status is FAILED. */
export class DataApiError extends Error {
  override readonly name = "DataApiError";
  readonly code: DataApiErrorCode;

  constructor(code: DataApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
