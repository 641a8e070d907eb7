import type { Expression, Name, Span } from "./expression-tree.ts";
import type { Query } from "./query-tree.ts";
import type { RedshiftType } from "./redshift-type.ts";

/** PREPARE name (types) AS statement. Its parameters are `$1`, `$2` ... */
export interface Prepare {
  readonly kind: "prepare";
  readonly name: Name;
  readonly types: readonly RedshiftType[];
  /** Where the statement stands in the whole text. */
  readonly statement: Span;
  readonly span: Span;
}

/** EXECUTE name (values). */
export interface ExecutePrepared {
  readonly kind: "execute";
  readonly name: Name;
  readonly values: readonly Expression[];
  readonly span: Span;
}

/** DEALLOCATE [PREPARE] name; without a name, all. */
export interface Deallocate {
  readonly kind: "deallocate";
  readonly name?: Name;
  readonly span: Span;
}

/** DECLARE name CURSOR FOR query. */
export interface DeclareCursor {
  readonly kind: "declare cursor";
  readonly name: Name;
  readonly query: Query;
  readonly span: Span;
}

export interface Fetch {
  readonly kind: "fetch";
  /** Rows from the cursor's place on; 0 is the current row again. */
  readonly count: number | "all";
  readonly cursor: Name;
  readonly span: Span;
}

/** CLOSE name. */
export interface CloseCursor {
  readonly kind: "close cursor";
  readonly cursor: Name;
  readonly span: Span;
}
