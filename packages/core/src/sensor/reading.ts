import { z } from "zod";

export const SENSOR_STATUSES = ["ACTIVE", "INACTIVE", "MAINTENANCE", "ERROR", "CALIBRATING"] as const;

/** Number of the first sensor: twenty sensors are 1001 to 1020. */
export const FIRST_SENSOR_ID = 1001;

/**
 * One value of one sensor at one time, as it travels. Keys are snake_case and lower case because Redshift folds
 * the names of a SUPER path to lower case (https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html).
 */
export const readingSchema = z.strictObject({
  /** UUID: what makes a reading that was sent twice one row in the warehouse. */
  event_id: z.uuid(),
  sensor_id: z.int(),
  /** Degrees Celsius with one decimal. */
  current_temperature: z.number(),
  status: z.enum(SENSOR_STATUSES),
  /** The sensor's own time, ISO 8601 in UTC; the stream stamps the arrival itself. */
  event_time: z.iso.datetime(),
  /** Day of `event_time` in UTC, YYYY-MM-DD. */
  created_date: z.iso.date(),
});

export type SensorStatus = (typeof SENSOR_STATUSES)[number];
export type Reading = z.infer<typeof readingSchema>;

/** The bytes of a reading on the stream: JSON in UTF-8, no trailing newline. */
export function encodeReading(reading: Reading): Uint8Array {
  return Buffer.from(JSON.stringify(reading), "utf8");
}
