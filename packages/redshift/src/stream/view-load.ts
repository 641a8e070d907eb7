import { quoteIdentifier } from "../engine/quote.ts";
import type { Combine, GroupColumn } from "../plan/streaming-groups.ts";

/** How records become rows of a streaming view. */
export interface ViewLoad {
  /** Engine's name of the table the rows go to. */
  readonly table: string;
  /** The engine's SELECT of the rows of one batch of records. */
  readonly body: string;
  /** Whether it asks for the records' JSON. */
  readonly readsJson: boolean;
  /** Set when rows are groups, which grow: the columns of the table. */
  readonly groups?: readonly Pick<GroupColumn, "name" | "combine">[];
}

/** How a column of a group grows: `a` is what is kept, `b` what comes. Nulls count for nothing, as in the aggregates. */
const COMBINE: Readonly<Record<Exclude<Combine, "group" | "key">, (a: string, b: string) => string>> = {
  count: (a, b) => `${a} + ${b}`,
  sum: (a, b) => `coalesce(${a} + ${b}, ${a}, ${b})`,
  min: (a, b) => `LEAST(${a}, ${b})`,
  max: (a, b) => `GREATEST(${a}, ${b})`,
};

/**
 * The engine's statement that adds rows to a table shaped as the view's.
 * @param source the engine's SELECT of the rows; without it the load's own, over the batch
 */
export function loadStatement(load: ViewLoad, table = load.table, source = load.body): string {
  const { groups } = load;
  if (groups === undefined) return `INSERT INTO ${table} ${source}`;
  const set = groups.flatMap(({ name, combine }) => {
    if (combine === "group" || combine === "key") return [];
    const column = quoteIdentifier(name);
    return [`${column} = ${COMBINE[combine](`kept.${column}`, `excluded.${column}`)}`];
  });
  const change = set.length === 0 ? "NOTHING" : `UPDATE SET ${set.join(", ")}`;
  return `INSERT INTO ${table} AS kept (${columnsOf(load)}) ${source} ON CONFLICT ("group") DO ${change}`;
}

/** Columns of the table that a load fills; all of them where rows are no groups. */
export function columnsOf({ groups }: ViewLoad): string {
  return groups === undefined ? "*" : groups.map(({ name }) => quoteIdentifier(name)).join(", ");
}
