/** What crosses the border between the engine's thread and everybody else. */

/** Values as PostgreSQL writes them in text; bytes of a bytea stay bytes. */
export type EngineValue = string | Uint8Array | null;

export type EngineWork =
  | { readonly kind: "query"; readonly sql: string; readonly values: readonly EngineValue[] }
  /** Several statements at once, their rows not wanted. */
  | { readonly kind: "execute"; readonly sql: string }
  /** COPY ... FROM '/dev/blob' of `data`, whose buffer is transferred. */
  | { readonly kind: "copy"; readonly sql: string; readonly data: Uint8Array<ArrayBuffer> }
  | { readonly kind: "close" };

export interface EngineRequest {
  readonly id: number;
  readonly work: EngineWork;
}

export interface EngineColumn {
  readonly name: string;
  /** OID of its PostgreSQL type. */
  readonly typeId: number;
}

export interface EngineResult {
  readonly columns: readonly EngineColumn[];
  /** Every value in PostgreSQL's text form. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows returned, or rows an INSERT, UPDATE, DELETE or COPY touched. */
  readonly rowCount: number;
}

export interface EngineFailure {
  readonly message: string;
  /** SQLSTATE; undefined when the engine itself failed. */
  readonly sqlState?: string;
  readonly detail?: string;
  readonly hint?: string;
}

export type EngineAnswer =
  | { readonly id: number; readonly result: EngineResult }
  | { readonly id: number; readonly failure: EngineFailure };

/** First message to the thread: what to open. */
export interface EngineOpening {
  readonly folder: string;
  /** SQL that is run once it is open. */
  readonly startUp: string;
}

/** First message of the thread: it is open, or why not. */
export type EngineOpened = { readonly opened: true } | { readonly opened: false; readonly failure: EngineFailure };
