import type { Expression, Name, QualifiedName, Span } from "./expression-tree.ts";

/** A whole query: WITH, a body, and what sorts and limits its result. */
export interface Query {
  readonly kind: "query";
  readonly recursive: boolean;
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly orderBy: readonly SortKey[];
  /** LIMIT, or TOP of the only select; undefined for none and for LIMIT ALL. */
  readonly limit?: Expression;
  readonly offset?: Expression;
  readonly span: Span;
}

export interface CommonTable {
  readonly name: Name;
  readonly columns?: readonly Name[];
  readonly query: Query;
  readonly span: Span;
}

export type QueryBody = Select | SetOperation;

export interface SetOperation {
  readonly kind: "set operation";
  /** MINUS is written `except`. */
  readonly operator: "union" | "intersect" | "except";
  readonly all: boolean;
  readonly left: QueryBody | Query;
  readonly right: QueryBody | Query;
  readonly span: Span;
}

export interface Select {
  readonly kind: "select";
  readonly distinct: boolean;
  readonly top?: Expression;
  readonly items: readonly SelectItem[];
  /** SELECT INTO's target. */
  readonly into?: { readonly name: QualifiedName; readonly temporary: boolean };
  readonly from: readonly FromItem[];
  readonly where?: Expression;
  readonly hierarchy?: Hierarchy;
  readonly groupBy?: GroupBy;
  readonly having?: Expression;
  readonly qualify?: Expression;
  readonly span: Span;
}

/** `START WITH condition CONNECT BY condition`, in either order. */
export interface Hierarchy {
  readonly startWith?: Expression;
  readonly connectBy: Expression;
  readonly span: Span;
}

export type SelectItem =
  | {
      readonly kind: "star";
      readonly qualifier: readonly Name[];
      readonly exclude: readonly Name[];
      readonly span: Span;
    }
  | { readonly kind: "item"; readonly expression: Expression; readonly alias?: Name; readonly span: Span };

export type GroupBy =
  | { readonly kind: "all"; readonly span: Span }
  | { readonly kind: "items"; readonly items: readonly GroupItem[]; readonly span: Span };

export type GroupItem = { readonly kind: "expression"; readonly expression: Expression } | GroupExtension;

/** `elements` of ROLLUP and CUBE are one column or several in parentheses; GROUPING SETS may hold the others. */
export type GroupExtension =
  | { readonly kind: "rollup" | "cube"; readonly elements: readonly GroupColumns[]; readonly span: Span }
  | { readonly kind: "grouping sets"; readonly sets: readonly (GroupColumns | GroupExtension)[]; readonly span: Span };

export interface GroupColumns {
  readonly kind: "columns";
  readonly expressions: readonly Expression[];
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: "first" | "last";
}

export type FromItem = TableItem | SubqueryItem | UnnestItem | UnpivotObjectItem | JoinItem | PivotItem | UnpivotItem;

/** A relation, or (the planner decides) an array of an earlier item: `FROM t, t.payload.tags AS tag AT i`. */
export interface TableItem {
  readonly kind: "table";
  readonly parts: readonly Name[];
  readonly alias?: Name;
  readonly columns?: readonly Name[];
  /** `AT idx`: only legal when it unnests. */
  readonly at?: Name;
  readonly span: Span;
}

export interface SubqueryItem {
  readonly kind: "subquery";
  readonly query: Query;
  readonly alias?: Name;
  readonly columns?: readonly Name[];
  readonly span: Span;
}

/** `FROM t, t.a[0].b AS x AT i`: an unnest that can't be a table's name. */
export interface UnnestItem {
  readonly kind: "unnest";
  readonly expression: Expression;
  readonly alias?: Name;
  readonly at?: Name;
  readonly span: Span;
}

/** `FROM t, UNPIVOT t.payload AS v AT k`: one row an attribute of an object. */
export interface UnpivotObjectItem {
  readonly kind: "unpivot object";
  readonly expression: Expression;
  readonly value: Name;
  readonly key?: Name;
  readonly span: Span;
}

export interface JoinItem {
  readonly kind: "join";
  readonly type: "inner" | "left" | "right" | "full" | "cross";
  readonly natural: boolean;
  readonly left: FromItem;
  readonly right: FromItem;
  readonly on?: Expression;
  readonly using?: readonly Name[];
  readonly span: Span;
}

/** `source PIVOT (aggregate FOR column IN (value [AS alias], ...))`. */
export interface PivotItem {
  readonly kind: "pivot";
  readonly source: FromItem;
  readonly aggregates: readonly { readonly expression: Expression; readonly alias?: Name }[];
  readonly column: Name;
  readonly values: readonly { readonly value: Expression; readonly alias?: Name }[];
  readonly alias?: Name;
  readonly span: Span;
}

/** `source UNPIVOT [INCLUDE NULLS] (value FOR name IN (column [AS alias], ...))`. */
export interface UnpivotItem {
  readonly kind: "unpivot";
  readonly source: FromItem;
  readonly includeNulls: boolean;
  readonly value: Name;
  readonly name: Name;
  readonly columns: readonly { readonly column: Name; readonly label?: string }[];
  readonly alias?: Name;
  readonly span: Span;
}
