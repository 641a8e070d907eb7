import { z } from "zod";

const hashKey = z.string().regex(/^\d+$/);

const shardState = z.strictObject({
  number: z.number().int().min(0),
  parent: z.number().int().optional(),
  adjacentParent: z.number().int().optional(),
  startingHashKey: hashKey,
  endingHashKey: hashKey,
  createdAt: z.number(),
  closedAt: z.number().optional(),
});

/** What a stream's `stream.json` holds: everything but its records. Times are milliseconds since the epoch. */
export const streamState = z.strictObject({
  name: z.string(),
  createdAt: z.number(),
  mode: z.enum(["PROVISIONED", "ON_DEMAND"]),
  retentionHours: z.number().int(),
  /** Absent: not encrypted. */
  keyId: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  nextShardNumber: z.number().int(),
  shards: z.array(shardState),
});

export type StreamState = z.infer<typeof streamState>;
export type ShardState = z.infer<typeof shardState>;
export type StreamMode = StreamState["mode"];
