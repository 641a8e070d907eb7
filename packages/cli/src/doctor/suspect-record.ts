import { z } from "zod";
import { bytesInWords } from "./bytes-in-words.ts";
import type { Examination } from "./examination.ts";
import type { StreamView } from "./stream-view.ts";

/** Shards that are looked at, one statement each. */
const SHARDS = 16;

export const positionRow = z.object({ view_name: z.string(), shard_id: z.string(), position: z.string() });

const recordRow = z.object({
  shard_id: z.string(),
  sequence_number: z.string(),
  is_json: z.number(),
  first_bytes: z.string(),
  data_length: z.number(),
});

/**
 * The record that a view of one's own fails on, told by what the landing view has of the same stream behind the place where
 * that view stopped: Redshift itself names none. The first that is not JSON, in the order of shards; otherwise the place.
 */
export async function suspectRecord({ query, names }: Examination, view: StreamView): Promise<string | undefined> {
  if (view.stream !== names.stream) return undefined;
  const [positions, shards] = await Promise.all([
    query("scan-positions.sql", positionRow),
    query("landed-shards.sql", z.object({ shard_id: z.string() })),
  ]);
  const records = await Promise.all(
    shards.slice(0, SHARDS).map(async ({ shard_id }) => {
      const stopped = positions.find((row) => `public.${row.view_name}` === view.name && row.shard_id === shard_id);
      const [record] = await query("suspect-record.sql", recordRow, { shard_id, position: stopped?.position ?? "0" });
      return record;
    }),
  );
  const landed = records.filter((record) => record !== undefined);
  const bad = landed.find(({ is_json }) => is_json === 0);
  if (bad !== undefined) {
    return `The first record behind its place that is not JSON: ${bad.shard_id}, sequence number ${bad.sequence_number}, ${bad.data_length} bytes, ${bytesInWords(bad.first_bytes)}.`;
  }
  const [first] = landed;
  if (first === undefined) return undefined;
  return `All records behind its place are JSON; the first: ${first.shard_id}, sequence number ${first.sequence_number}, ${bytesInWords(first.first_bytes)}.`;
}
