import type { Expression, Name, QualifiedName, Span } from "./expression-tree.ts";
import type { FromItem, Query } from "./query-tree.ts";

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
  readonly table: QualifiedName;
  readonly alias?: Name;
  readonly set: readonly { readonly column: Name; readonly value: Expression | "default" }[];
  readonly from: readonly FromItem[];
  readonly where?: Expression;
  readonly span: Span;
}

export interface Delete {
  readonly kind: "delete";
  readonly table: QualifiedName;
  readonly alias?: Name;
  readonly using: readonly FromItem[];
  readonly where?: Expression;
  readonly span: Span;
}
