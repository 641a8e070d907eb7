import { z } from "zod";

/** Names of namespaces and workgroups. */
export const nameSchema = z.string().regex(/^[a-z0-9-]{3,64}$/);

export const roleArns = z.array(z.string().min(20)).max(50);

export const tagsSchema = z
  .array(z.strictObject({ key: z.string().min(1).max(128), value: z.string().max(256) }))
  .default([]);

/** Of a list: most a page holds, and where it goes on. */
export const pageFields = {
  maxResults: z.number().int().min(1).max(100).default(100),
  nextToken: z.string().optional(),
};
