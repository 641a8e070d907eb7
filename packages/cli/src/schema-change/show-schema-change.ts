import type { SchemaChangeOutput } from "@sensor-pipeline/core/setup/schema-change-machine";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { timeText } from "../execution/duration.ts";
import type { SchemaChangePlan } from "./schema-change-plan.ts";

const HASH_DIGITS = 12;

const outputSchema: z.ZodType<SchemaChangeOutput> = z.object({
  landingView: z.string(),
  changed: z.boolean(),
  held: z.number(),
});

/** What is there, what the deployed file says, and what would be done about it. */
export function showPlan({ terminal, target }: CommandContext, plan: SchemaChangePlan, rebuild: boolean): void {
  const { landingView, current, wanted, landedRecords, firstArrival } = plan;
  terminal.note(`Schema change of ${target.title}\n`);
  const row = (what: string, { fingerprint, settings }: SchemaChangePlan["current"]) => [
    what,
    fingerprint.slice(0, HASH_DIGITS),
    settings,
  ];
  terminal.table(
    [{ title: "landing view" }, { title: "fingerprint" }, { title: "made with" }],
    [row(landingView, current), row("sql/setup/landing-view.sql", wanted)],
  );
  const since = firstArrival === null ? "" : `, the oldest arrived ${timeText(firstArrival)}`;
  terminal.write();
  terminal.write(`${landedRecords.toLocaleString("en-US")} records are landed${since}.`);
  terminal.write(whatIsDone(plan, rebuild));
}

/** Whether there is anything to do. */
export function isNeeded({ differs, isUnfinished }: SchemaChangePlan, rebuild: boolean): boolean {
  return differs || isUnfinished || rebuild;
}

function whatIsDone(plan: SchemaChangePlan, rebuild: boolean): string {
  const { landingView, newView, isUnfinished } = plan;
  if (!isNeeded(plan, rebuild)) return `${landingView} is what its file says: there is nothing to do.`;
  if (isUnfinished)
    return `An earlier schema change has begun and not ended (${newView}): it goes on where it stopped.`;
  return `${newView} is made beside ${landingView} and reads the stream again from its oldest record. Then it takes its place, what only ${landingView} has goes to sensor_records_held, and ${landingView} is dropped. The views answer all the time.`;
}

/** What was done. */
export function showResult({ terminal }: CommandContext, output: unknown): void {
  const { landingView, changed, held } = outputSchema.parse(output);
  terminal.write();
  terminal.write(
    changed
      ? `The views read ${landingView} now. ${held.toLocaleString("en-US")} records that it does not have are in sensor_records_held, which every view reads as well.`
      : `${landingView} is what its file says; what an earlier schema change had begun is gone.`,
  );
}
