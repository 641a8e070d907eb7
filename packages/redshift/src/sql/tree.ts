/** The tree of Redshift SQL: what `parse` gives, the planner reads, and nothing changes. */
export type * from "./expression-tree.ts";
export type * from "./query-tree.ts";
export { formatType, type RedshiftType, type RedshiftTypeName } from "./redshift-type.ts";
export type * from "./statement-tree.ts";
