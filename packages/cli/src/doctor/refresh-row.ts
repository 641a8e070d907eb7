import { z } from "zod";

/** A row of sql/doctor/refreshes.sql: the last refresh of one materialized view. */
export const refreshRow = z.object({
  schema_name: z.string(),
  view_name: z.string(),
  /** `Manual` or `Auto`. */
  refresh_type: z.string(),
  /** Redshift's words. */
  status: z.string(),
  /** Null when none has succeeded. */
  seconds_since_success: z.number().nullable(),
});

export type RefreshRow = z.infer<typeof refreshRow>;
