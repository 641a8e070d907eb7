import { z } from "zod";
import type { Check, Finding } from "../check.ts";
import type { FindingRule } from "../finding-rules.ts";
import { PAGES } from "../pages.ts";

const SHOWN = 5;

const skewRow = z.object({
  sensor_id: z.number(),
  record_count: z.number(),
  ahead_count: z.number(),
  behind_count: z.number(),
  /** Seconds; negative is behind. */
  most_ahead: z.number(),
  least_ahead: z.number(),
});

export type SkewRow = z.infer<typeof skewRow>;

export const clockSkew: Check = {
  id: "clock-skew",
  needs: ["reader", "setup", "landing-view"],
  run: async ({ query }) => judgeSkew(await query("clock-skew.sql", skewRow)),
};

/** Clocks that are ahead are wrong; what is far behind may have waited somewhere. */
export function judgeSkew(rows: readonly SkewRow[]): readonly Finding[] {
  const ahead = rows.filter(({ ahead_count }) => ahead_count > 0).toSorted((a, b) => b.most_ahead - a.most_ahead);
  const behind = rows.filter(({ behind_count }) => behind_count > 0).toSorted((a, b) => a.least_ahead - b.least_ahead);
  return [
    ...told(
      ahead.map(
        ({ sensor_id, ahead_count, most_ahead }) =>
          `sensor ${sensor_id} by up to ${most_ahead} s (${ahead_count} readings)`,
      ),
      "clock-ahead",
      "are ahead of arrival by more than 5 minutes",
      'A reading can\'t be from the future: its clock is wrong, and it is marked "event_time after arrival".',
      "Set the sensors' clocks (NTP), and let them write UTC with a Z.",
    ),
    ...told(
      behind.map(
        ({ sensor_id, behind_count, least_ahead }) =>
          `sensor ${sensor_id} by up to ${-least_ahead} s (${behind_count} readings)`,
      ),
      "clock-behind",
      "are behind arrival by more than an hour",
      "Either the clock is wrong, or the readings waited an hour before they were sent: alerts on them come too late.",
      "Do the differences of a sensor grow and shrink? Then its readings wait: look at its network and the producer's retries. Are they the same (whole hours: a time zone)? Then set its clock, and let it write UTC with a Z.",
    ),
  ];
}

function told(
  sensors: readonly string[],
  rule: FindingRule,
  how: string,
  matters: string,
  mend: string,
): readonly Finding[] {
  if (sensors.length === 0) return [];
  const more = sensors.length > SHOWN ? `, and ${sensors.length - SHOWN} more` : "";
  return [
    {
      rule,
      severity: "warning",
      found: `Times of readings of the last hour ${how}: ${sensors.slice(0, SHOWN).join("; ")}${more}.`,
      matters,
      mend,
      source: PAGES.gettingStarted,
    },
  ];
}
