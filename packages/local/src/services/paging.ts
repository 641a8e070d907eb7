import { AwsError } from "../service.ts";

/** One page of a list, and the token of the next one. Tokens hold where to go on; what is not one is refused with the service's own code. */
export function pageOf<Item>(
  items: readonly Item[],
  token: string | undefined,
  limit: number,
  invalidTokenCode = "InvalidNextToken",
): { page: readonly Item[]; next: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isSafeInteger(start) || start < 0 || token === "") {
    throw new AwsError(invalidTokenCode, "The next token is not one that this operation gave.");
  }
  const end = start + limit;
  return {
    page: items.slice(start, end),
    next: end < items.length ? Buffer.from(`${end}`).toString("base64url") : undefined,
  };
}
