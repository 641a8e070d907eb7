import { z } from "zod";
import { AwsError } from "../../service.ts";

/** 0 means the default: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
const DEFAULT_RESULTS = 100;

export const pageFields = {
  maxResults: z.int().min(0).max(1000).default(0),
  nextToken: z.string().optional(),
};

/** One page of a list; the token is the place of its first item. @throws {AwsError} InvalidToken */
export function page<T>(
  all: readonly T[],
  { maxResults, nextToken }: { readonly maxResults: number; readonly nextToken?: string | undefined },
): { readonly items: readonly T[]; readonly nextToken: { readonly nextToken?: string } } {
  const start = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(start) || start < 0) throw new AwsError("InvalidToken", `Invalid Token: '${nextToken}'`);
  const end = start + (maxResults || DEFAULT_RESULTS);
  return { items: all.slice(start, end), nextToken: end < all.length ? { nextToken: String(end) } : {} };
}
