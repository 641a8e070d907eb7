import type { RetentionOutput } from "@sensor-pipeline/core/setup/retention-machine";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { timeText } from "../execution/duration.ts";
import type { RetentionPlan } from "./retention-plan.ts";

const outputSchema: z.ZodType<RetentionOutput> = z.object({
  cutoff: z.string(),
  archived: z.number().optional(),
  deletedLanded: z.number(),
  deletedHeld: z.number(),
  held: z.number(),
  refusal: z.string().optional(),
});

/** What would leave and what would stay. */
export function showPlan({ terminal, target }: CommandContext, plan: RetentionPlan): void {
  const { cutoff, leaving, staying, oldestLeaving, newestLeaving, archives, inArchive } = plan;
  terminal.note(`Retention of ${target.title}\n`);
  const span = oldestLeaving && newestLeaving ? `${timeText(oldestLeaving)} to ${timeText(newestLeaving)}` : "";
  terminal.table(
    [{ title: "records" }, { title: "count", align: "right" }, { title: "arrived" }],
    [
      [archives ? "leave, archived first" : "leave, for good", count(leaving), span],
      ["stay", count(staying), `since ${cutoff} UTC`],
      ["in the archive", count(inArchive), ""],
    ],
  );
  terminal.write();
  if (leaving === 0) terminal.write("Nothing is that old: there is nothing to do.");
}

/** What has left. Where the warehouse refused the short way, that is told beside it. */
export function showResult({ terminal }: CommandContext, { inArchive }: RetentionPlan, output: unknown): void {
  const { cutoff, archived, deletedLanded, deletedHeld, held, refusal } = outputSchema.parse(output);
  const gone = deletedLanded + deletedHeld - held;
  if (!terminal.json) {
    terminal.write();
    terminal.write(`${count(gone)} records that arrived before ${cutoff} UTC were deleted from the landing view.`);
    if (archived !== undefined) {
      terminal.write(`${count(archived)} were archived; sensor_records_archive has ${count(inArchive + archived)}.`);
    }
  }
  if (refusal === undefined) return;
  terminal.note(`\nThe warehouse refused to delete by a condition (${refusal.replaceAll(/\s+/g, " ")}).
So the ${count(held)} records of the window moved to sensor_records_held, which every view reads: nothing is out of sight.`);
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
