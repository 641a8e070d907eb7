import { z } from "zod";
import type { Check } from "../check.ts";
import { PAGES } from "../pages.ts";

const skippedRow = z.object({
  view_name: z.string(),
  stream_name: z.string(),
  shard_id: z.string(),
  sequence_number: z.string(),
  reason: z.string(),
  record_count: z.number(),
});

/** A refresh succeeds without the records that the view's columns can't hold, and logs a piece of them. */
export const skippedRecords: Check = {
  id: "skipped-records",
  needs: ["reader", "setup", "grants"],
  async run({ query }) {
    return (await query("scan-errors.sql", skippedRow)).map((row) => ({
      rule: "records-skipped",
      severity: "warning",
      found: `Refreshes of ${row.view_name} skipped ${row.record_count} record${row.record_count === 1 ? "" : "s"} of ${row.stream_name} in the last day; the last: ${row.shard_id}, sequence number ${row.sequence_number}: ${row.reason}`,
      matters: "They are in no view and in no quarantine: the view's columns can't hold them.",
      mend: "Send records below the limit (a view made before patch 203 takes 1 MiB, one made since 16 MiB), or make the view again; all of them: SELECT * FROM sys_stream_scan_errors ORDER BY record_time DESC;",
      source: PAGES.scanErrors,
    }));
  },
};
