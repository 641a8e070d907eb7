/** A statement with the name people know it by; {@link RenderedQuery} of core/sql and a file's name make one. */
export interface WarehouseStatement {
  /** For errors and the Data API's list of statements: the SQL file's name. */
  readonly name: string;
  readonly sql: string;
  /** Values of `:name` in the text: never NULL nor empty, and each is used. */
  readonly parameters?: readonly { readonly name: string; readonly value: string }[] | undefined;
  /** Where in the SQL file a position of `sql` (from 1) stands. */
  readonly locate?: (position: number) => { readonly line: number; readonly column: number };
}
