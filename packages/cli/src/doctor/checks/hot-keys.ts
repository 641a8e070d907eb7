import { z } from "zod";
import type { Check, Finding } from "../check.ts";
import { PAGES } from "../pages.ts";

/** Below it, shares mean nothing. */
const RECORDS = 100;
const KEY_SHARE = 0.5;

const shareRow = z.object({
  record_count: z.number(),
  key_count: z.number(),
  top_key: z.string(),
  top_key_shard: z.string(),
  top_key_count: z.number(),
  top_shard: z.string(),
  top_shard_count: z.number(),
});

export type Shares = z.infer<typeof shareRow>;

/** Each shard takes 1,000 records and 1 MB a second, and a key is in one shard. */
export const hotKeys: Check = {
  id: "hot-keys",
  needs: ["reader", "stream", "setup", "landing-view"],
  async run({ query, facts }) {
    const [[shares], shards] = await Promise.all([query("key-shares.sql", shareRow), facts.openShards()]);
    return shares === undefined ? [] : judgeShares(shares, shards.length);
  },
};

/** What is uneven about the records of an hour in a stream of so many open shards. */
export function judgeShares(shares: Shares, openShards: number): readonly Finding[] {
  const { record_count: records, top_key_count, top_shard_count } = shares;
  if (records < RECORDS) return [];
  const limit = "A shard takes 1,000 records and 1 MB a second, however many others are idle";
  if (top_key_count / records > KEY_SHARE) {
    return [
      {
        rule: "hot-key",
        severity: "warning",
        found: `The partition key ${JSON.stringify(shares.top_key)} has ${percent(top_key_count, records)} of the ${records} records of the last hour (${top_key_count}, of ${shares.key_count} keys), all in ${shares.top_key_shard}.`,
        matters: `All records of a key go to one shard. ${limit}.`,
        mend: "Use a key with many values of like weight, such as the sensor's id; where order within the key does not matter, add a number to it: <key>-<0..9>.",
        source: PAGES.hotShards,
      },
    ];
  }
  // Two shards may well be uneven with twenty keys; of more, one must not have twice its part.
  const fair = Math.min(0.9, 2 / openShards);
  if (openShards < 2 || top_shard_count / records <= fair) return [];
  return [
    {
      rule: "hot-shard",
      severity: "warning",
      found: `${shares.top_shard} has ${percent(top_shard_count, records)} of the ${records} records of the last hour; the stream has ${openShards} open shards.`,
      matters: `${limit}: this one is full long before the stream is.`,
      mend: "Spread the keys (more of them, of like weight), or split that shard: aws kinesis split-shard.",
      source: PAGES.hotShards,
    },
  ];
}

function percent(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}
