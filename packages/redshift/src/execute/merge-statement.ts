import { quoteIdentifier } from "../engine/quote.ts";
import type { PlannedStreamingView } from "../plan/streaming-view.ts";

type Combined = Exclude<NonNullable<PlannedStreamingView["groups"]>[number], "key">;

/** How an aggregate of a batch is added to the view's: `a` is the view's column, `b` the batch's. */
const COMBINE: Readonly<Record<Combined, (a: string, b: string) => string>> = {
  count: (a, b) => `${a} + ${b}`,
  sum: (a, b) => `CASE WHEN ${a} IS NULL THEN ${b} WHEN ${b} IS NULL THEN ${a} ELSE ${a} + ${b} END`,
  // Both ignore NULL.
  min: (a, b) => `LEAST(${a}, ${b})`,
  max: (a, b) => `GREATEST(${a}, ${b})`,
};

/** The engine's statement that adds the groups of a batch to those a grouping view holds. */
export function mergeStatement(engineName: string, { body, columns, groups = [] }: PlannedStreamingView): string {
  const names = columns.map((column) => quoteIdentifier(column.name));
  const sameGroup = names
    .filter((_, index) => groups[index] === "key")
    .map((name) => `v.${name} IS NOT DISTINCT FROM b.${name}`);
  const condition = sameGroup.length > 0 ? sameGroup.join(" AND ") : "true";
  const set = names.flatMap((name, index) => {
    const kind = groups[index] ?? "key";
    return kind === "key" ? [] : [`${name} = ${COMBINE[kind](`v.${name}`, `b.${name}`)}`];
  });
  const list = names.join(", ");
  const updated =
    set.length === 0
      ? ""
      : `, updated AS (UPDATE ${engineName} v SET ${set.join(", ")} FROM batch b WHERE ${condition})`;
  return (
    `WITH batch (${list}) AS MATERIALIZED (${body})${updated} ` +
    `INSERT INTO ${engineName} (${list}) SELECT ${list} FROM batch b WHERE NOT EXISTS (SELECT 1 FROM ${engineName} v WHERE ${condition})`
  );
}
