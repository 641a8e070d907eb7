import { z } from "zod";

/** A row of sql/queries/record-states.sql. */
export const recordStateRow = z.object({
  record_state: z.enum(["visible", "duplicate", "quarantined"]),
  record_count: z.number(),
});

/** Records of the last 24 hours by what became of them; together they are all that landed. */
export interface LandedRecords {
  readonly landed: number;
  readonly visible: number;
  readonly duplicate: number;
  readonly quarantined: number;
}

export function landedRecords(rows: readonly z.infer<typeof recordStateRow>[]): LandedRecords {
  const count = (state: z.infer<typeof recordStateRow>["record_state"]) =>
    rows.find(({ record_state }) => record_state === state)?.record_count ?? 0;
  const [visible, duplicate, quarantined] = [count("visible"), count("duplicate"), count("quarantined")];
  return { landed: visible + duplicate + quarantined, visible, duplicate, quarantined };
}
