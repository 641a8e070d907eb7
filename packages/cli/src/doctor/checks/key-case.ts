import { z } from "zod";
import type { Check, Finding } from "../check.ts";
import { PAGES } from "../pages.ts";

/** A reading's keys, without the underscore that another spelling may lack. */
const FIELDS: Readonly<Record<string, string>> = {
  eventid: "event_id",
  sensorid: "sensor_id",
  currenttemperature: "current_temperature",
  status: "status",
  eventtime: "event_time",
  createddate: "created_date",
};

const keyRow = z.object({
  /** `"Sensor_ID":` */
  key_text: z.string(),
  record_count: z.number(),
  shard_id: z.string(),
  sequence_number: z.string(),
});

export type KeyRow = z.infer<typeof keyRow>;

export const keyCase: Check = {
  id: "key-case",
  needs: ["reader", "setup", "landing-view"],
  run: async ({ query }) => judgeKeys(await query("key-case.sql", keyRow)),
};

/** Keys that are a reading's but for their case; others are nobody's business here. */
export function judgeKeys(rows: readonly KeyRow[]): readonly Finding[] {
  return rows.flatMap(({ key_text, record_count, shard_id, sequence_number }) => {
    const key = key_text.replace(/^"|"\s*:$/g, "");
    const field = FIELDS[key.toLowerCase().replace(/_/g, "")];
    if (field === undefined) return [];
    return {
      rule: "keys-in-upper-case",
      severity: "warning",
      found: `${record_count} records of the last hour have the key "${key}" for ${field}. The last: ${shard_id}, sequence number ${sequence_number}.`,
      matters: `Redshift looks for payload.${key} under the name ${key.toLowerCase()}, finds nothing and gives NULL: the records count as lacking ${field}.`,
      mend: `Let the producer write "${field}". Where it can't: SET enable_case_sensitive_super_attribute TO true before the views are made, with the key's own spelling in them.`,
      source: PAGES.superNames,
    };
  });
}
