/** A value as the Data API's JSON results give it: longValue and doubleValue as numbers, everything else as text. */
export type ConformanceValue = string | number | boolean | null;

interface Statement {
  readonly sql: string;
  /** Page of the developer guide that documents it, where it is not the page of the whole file. */
  readonly source?: string;
  /** Database user that runs it, without database roles of a sign-in. @default the superuser */
  readonly as?: string;
}

/** A statement that gives rows. Numbers with a fraction are compared to a billionth of their size. */
export interface RowsCase extends Statement {
  readonly rows: readonly (readonly ConformanceValue[])[];
  /** Names of the result's columns. */
  readonly columns?: readonly string[];
  /** The Data API's names of their types: `int8`, `varchar`, `timestamp` ... */
  readonly types?: readonly string[];
  /** The statement leaves the order of its rows open. */
  readonly unordered?: true;
}

/** A statement that fails. */
export interface ErrorCase extends Statement {
  /** Part of the error's text. Redshift's own words where the guide or somebody reports them. */
  readonly error: string;
}

/** A statement that succeeds without rows: DDL, INSERT. */
export interface DoneCase extends Statement {
  readonly done: true;
}

export type ConformanceCase = RowsCase | ErrorCase | DoneCase;

/** What one page of the developer guide documents, as statements that run in this order in a database of their own. */
export interface ConformancePage {
  /** Name of the page: https://docs.aws.amazon.com/redshift/latest/dg/<page>.html */
  readonly page: string;
  /** Statements that must succeed first: tables and their rows. */
  readonly setup?: readonly string[];
  readonly cases: readonly ConformanceCase[];
}
