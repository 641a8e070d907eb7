import type { MetricDataQuery } from "./metric-query.ts";

/** Queries in groups, so that an expression is in one group with all that it names; METRICS() names every one. */
export function relatedQueries(queries: readonly MetricDataQuery[]): readonly (readonly MetricDataQuery[])[] {
  let groups: readonly (readonly MetricDataQuery[])[] = queries.map((query) => [query]);
  for (const { Id, Expression } of queries) {
    if (Expression === undefined) continue;
    const named = new Set([Id, ...(Expression.match(/[A-Za-z]\w*/g) ?? [])]);
    const isRelated = (group: readonly MetricDataQuery[]) =>
      named.has("METRICS") || group.some((query) => named.has(query.Id));
    groups = [groups.filter(isRelated).flat(), ...groups.filter((group) => !isRelated(group))];
  }
  return groups;
}
