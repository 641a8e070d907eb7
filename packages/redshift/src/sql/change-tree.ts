import type { Expression, Name, QualifiedName, Span } from "./expression-tree.ts";
import type { CommonTable, FromItem, Query, SubqueryItem, TableItem } from "./query-tree.ts";

export interface Insert {
  readonly kind: "insert";
  readonly table: QualifiedName;
  readonly columns?: readonly Name[];
  readonly source:
    | { readonly kind: "values"; readonly rows: readonly (readonly (Expression | "default")[])[] }
    | { readonly kind: "default values" }
    | Query;
  readonly span: Span;
}

export interface Update {
  readonly kind: "update";
  readonly recursive: boolean;
  readonly with: readonly CommonTable[];
  readonly table: QualifiedName;
  readonly alias?: Name;
  readonly set: readonly { readonly column: Name; readonly value: Expression | "default" }[];
  readonly from: readonly FromItem[];
  readonly where?: Expression;
  readonly span: Span;
}

export interface Delete {
  readonly kind: "delete";
  readonly recursive: boolean;
  readonly with: readonly CommonTable[];
  readonly table: QualifiedName;
  readonly alias?: Name;
  readonly using: readonly FromItem[];
  readonly where?: Expression;
  readonly span: Span;
}

/** MERGE: rows of a source into a table, by what matches. */
export interface Merge {
  readonly kind: "merge";
  readonly table: QualifiedName;
  readonly source: TableItem | SubqueryItem;
  readonly on: Expression;
  readonly action:
    | { readonly kind: "remove duplicates" }
    | {
        readonly kind: "when";
        readonly matched:
          | { readonly kind: "update"; readonly set: readonly { readonly column: Name; readonly value: Expression }[] }
          | { readonly kind: "delete" };
        readonly insert: { readonly columns?: readonly Name[]; readonly values: readonly Expression[] };
      };
  readonly span: Span;
}
