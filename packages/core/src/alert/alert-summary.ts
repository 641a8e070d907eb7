import { z } from "zod";

const count = z.int().nonnegative();

/** The row of sql/queries/alert-objects.sql. */
export const alertObjectsRow = z.strictObject({ objects_found: count });

/** How many objects sql/queries/alert-objects.sql finds after set-up. */
export const ALERT_OBJECTS = 2;

/** The row of sql/queries/alert-summary.sql. */
export const alertSummaryRow = z.strictObject({
  evaluated_at: z.date(),
  watermark: z.date().nullable(),
  records_landed: count,
  records_visible: count,
  duplicate_records: count,
  records_quarantined: count,
  high_temperature_readings: count,
  low_temperature_readings: count,
  sensors_in_error: count,
});

export type AlertSummary = z.infer<typeof alertSummaryRow>;
