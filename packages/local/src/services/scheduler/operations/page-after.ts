import { z } from "zod";
import { schedulerName } from "../schedule-schema.ts";

/** What every list of Scheduler may be asked for. */
export const paging = {
  NamePrefix: schedulerName.optional(),
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
  NextToken: z.string().min(1).max(2048).optional(),
};

interface Asked {
  readonly MaxResults: number;
  readonly NextToken?: string | undefined;
}

/** A page of items that are in the order of their keys, and the token of the next: the last key of this one. */
export function pageAfter<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { MaxResults, NextToken = "" }: Asked,
): { readonly page: readonly Item[]; readonly next: { readonly NextToken?: string } } {
  const rest = items.filter((item) => keyOf(item) > NextToken);
  const page = rest.slice(0, MaxResults);
  const last = page.at(-1);
  return { page, next: rest.length > page.length && last !== undefined ? { NextToken: keyOf(last) } : {} };
}
