import type { Query, SortKey } from "./query-tree.ts";
import type { RedshiftType } from "./redshift-type.ts";

/** Where a node stands in the text given to `parse`: 0-based offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An identifier as Redshift sees it: `text` is folded to lower case, quoted or not; `written` keeps the case. */
export interface Name {
  readonly text: string;
  readonly written: string;
  readonly quoted: boolean;
  readonly span: Span;
}

/** `a`, `schema.a` or `database.schema.a`. */
export interface QualifiedName {
  readonly database?: Name;
  readonly schema?: Name;
  readonly name: Name;
  readonly span: Span;
}

export type Expression =
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | IntervalLiteral
  | Parameter
  | ColumnReference
  | Navigation
  | Unary
  | Binary
  | IsTest
  | Between
  | InList
  | InQuery
  | Like
  | Exists
  | Quantified
  | ScalarQuery
  | Case
  | Cast
  | FunctionCall
  | AtTimeZone
  | Row;

export interface StringLiteral {
  readonly kind: "string";
  readonly value: string;
  readonly span: Span;
}

/** `text` is what was written: `12`, `3.5`, `1e6`. */
export interface NumberLiteral {
  readonly kind: "number";
  readonly text: string;
  readonly span: Span;
}

export interface BooleanLiteral {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly span: Span;
}

export interface NullLiteral {
  readonly kind: "null";
  readonly span: Span;
}

/** `INTERVAL '5 minutes'`, or with a qualifier, which makes the type: `INTERVAL '5' MINUTE`. */
export interface IntervalLiteral {
  readonly kind: "interval";
  readonly text: string;
  readonly type: RedshiftType;
  readonly span: Span;
}

/** A Data API parameter, `:name`. */
export interface Parameter {
  readonly kind: "parameter";
  readonly name: string;
  readonly span: Span;
}

/** A dotted chain as written. How much of it is schema, table and column, and how much SUPER navigation, the planner decides. */
export interface ColumnReference {
  readonly kind: "column";
  readonly parts: readonly Name[];
  /** Marked by Oracle's outer-join operator: `t.a(+)`. */
  readonly outerJoined?: true;
  readonly span: Span;
}

export type NavigationStep =
  | { readonly kind: "attribute"; readonly name: Name }
  | { readonly kind: "index"; readonly index: Expression };

/** SUPER navigation with a subscript, or from a parenthesised expression or function result. */
export interface Navigation {
  readonly kind: "navigation";
  readonly base: Expression;
  readonly steps: readonly NavigationStep[];
  readonly span: Span;
}

export interface Unary {
  readonly kind: "unary";
  /** `not`, `-`, `+`, `~`, `@`, `|/`, `||/`, `prior` (of CONNECT BY) */
  readonly operator: string;
  readonly operand: Expression;
  readonly span: Span;
}

export interface Binary {
  readonly kind: "binary";
  /** `and`, `or`, `=`, `<>`, `<`, `<=`, `>`, `>=`, `+`, `-`, `*`, `/`, `%`, `^`, `||`, `~`, `!~`, `~*`, `!~*`, `&`, `|`, `#`, `<<`, `>>` */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface IsTest {
  readonly kind: "is";
  readonly operand: Expression;
  readonly test: "null" | "true" | "false" | "unknown";
  readonly negated: boolean;
  readonly span: Span;
}

export interface Between {
  readonly kind: "between";
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly negated: boolean;
  readonly span: Span;
}

export interface InList {
  readonly kind: "in list";
  readonly operand: Expression;
  readonly items: readonly Expression[];
  readonly negated: boolean;
  readonly span: Span;
}

export interface InQuery {
  readonly kind: "in query";
  readonly operand: Expression;
  readonly query: Query;
  readonly negated: boolean;
  readonly span: Span;
}

export interface Like {
  readonly kind: "like";
  readonly operator: "like" | "ilike" | "similar to";
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape?: Expression;
  readonly negated: boolean;
  readonly span: Span;
}

export interface Exists {
  readonly kind: "exists";
  readonly query: Query;
  readonly span: Span;
}

/** `x > ALL (select ...)`, `x = ANY (select ...)`. */
export interface Quantified {
  readonly kind: "quantified";
  readonly operator: string;
  readonly quantifier: "any" | "all";
  readonly operand: Expression;
  readonly query: Query;
  readonly span: Span;
}

export interface ScalarQuery {
  readonly kind: "scalar query";
  /** `ARRAY(select ...)`: all its rows, as PostgreSQL's array. */
  readonly array?: true;
  readonly query: Query;
  readonly span: Span;
}

export interface Case {
  readonly kind: "case";
  readonly operand?: Expression;
  readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
  readonly otherwise?: Expression;
  readonly span: Span;
}

export interface Cast {
  readonly kind: "cast";
  /** `literal` is `DATE '2026-01-01'`. */
  readonly form: "cast" | "::" | "convert" | "try_cast" | "literal";
  readonly operand: Expression;
  readonly type: RedshiftType;
  readonly span: Span;
}

export interface FunctionCall {
  readonly kind: "function";
  readonly name: QualifiedName;
  readonly arguments: readonly Expression[];
  /** `COUNT(*)` */
  readonly star: boolean;
  readonly distinct: boolean;
  readonly approximate: boolean;
  readonly withinGroup?: readonly SortKey[];
  readonly nulls?: "ignore" | "respect";
  /** A window, or the name of one of the WINDOW clause. */
  readonly over?: Window;
  readonly span: Span;
}

export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly frame?: Frame;
  readonly span: Span;
}

export interface Frame {
  readonly unit: "rows" | "range";
  readonly start: FrameBound;
  readonly end?: FrameBound;
}

export type FrameBound =
  | { readonly kind: "unbounded preceding" | "unbounded following" | "current row" }
  | { readonly kind: "preceding" | "following"; readonly offset: Expression };

export interface AtTimeZone {
  readonly kind: "at time zone";
  readonly operand: Expression;
  readonly zone: Expression;
  readonly span: Span;
}

/** `(a, b)` compared with a list or a subquery. */
export interface Row {
  readonly kind: "row";
  readonly items: readonly Expression[];
  readonly span: Span;
}
