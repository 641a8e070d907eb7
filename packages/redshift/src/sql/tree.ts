/** The tree of Redshift SQL: what `parse` gives, the planner reads, and nothing changes. */
export type * from "./access-tree.ts";
export type * from "./alter-tree.ts";
export type * from "./change-tree.ts";
export type * from "./database-tree.ts";
export type * from "./definition-tree.ts";
export type * from "./expression-tree.ts";
export type * from "./prepared-tree.ts";
export type * from "./query-tree.ts";
export { formatType, type RedshiftType, type RedshiftTypeName } from "./redshift-type.ts";
export type * from "./statement-tree.ts";
