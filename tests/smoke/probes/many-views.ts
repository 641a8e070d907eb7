import { askWarehouse } from "./ask-warehouse.ts";
import { REFUSED } from "./probe.ts";
import type { Action } from "./probe-context.ts";

/** Each is a consumer of every shard; so many are enough to tell a low limit from none. */
export const MANY_VIEWS = 8;

export function manyView(view: number): string {
  return `public.smoke_many_${view}`;
}

export const manyViews: Action = async ({ warehouse, streamRelation }) => {
  for (let made = 0; made < MANY_VIEWS; made += 1) {
    const sql = `CREATE MATERIALIZED VIEW ${manyView(made)} AS SELECT partition_key FROM ${streamRelation}`;
    const answer = await askWarehouse(sql, warehouse);
    if (answer.startsWith(REFUSED)) return `${made} views and no more: ${answer}`;
  }
  return `${MANY_VIEWS} views on one stream`;
};
