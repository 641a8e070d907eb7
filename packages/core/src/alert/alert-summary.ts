import { z } from "zod";

const count = z.int().nonnegative();
/** SUM of a BIGINT is NUMERIC, which the Data API gives as text; so is a percentile. */
const decimal = z.union([z.number(), z.string().regex(/^-?\d+([.]\d+)?$/)]).transform(Number);

/** The row of sql/queries/alert-objects.sql. */
export const alertObjectsRow = z.strictObject({ objects_found: count });

/** How many objects sql/queries/alert-objects.sql finds after set-up. */
export const ALERT_OBJECTS = 3;

/** The row of sql/queries/alert-summary.sql. */
export const alertSummaryRow = z.strictObject({
  evaluated_at: z.date(),
  watermark: z.date().nullable(),
  last_landing: z.date().nullable(),
  records_landed: count,
  records_visible: count,
  duplicate_records: count,
  records_quarantined: count,
  undecodable_records: count,
  high_temperature_readings: count,
  low_temperature_readings: count,
  latency_seconds: decimal.nullable(),
  sensors_high: count,
  sensors_low: count,
  sensors_silent: count,
  sensors_stuck: count,
  sensors_in_error: count,
});

export type AlertSummary = z.infer<typeof alertSummaryRow>;

/** The row of sql/queries/ingestion-health.sql. */
export const ingestionHealthRow = z.strictObject({
  last_refresh: z.date().nullable(),
  failed_refreshes: count,
  full_refreshes: count,
  skipped_rows: decimal,
  scan_lag_seconds: count,
  scan_errors: count,
});

export type IngestionHealth = z.infer<typeof ingestionHealthRow>;

/** The row of sql/queries/serverless-usage.sql, of which an evaluation takes what was charged. */
export const serverlessUsageRow = z.looseObject({ charged_rpu_seconds: decimal });
