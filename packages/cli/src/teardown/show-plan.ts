import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { TEARDOWN_FILES } from "@sensor-pipeline/core/setup/setup-files";
import { type Archived, type ArchiveFate, archiveFate } from "@sensor-pipeline/core/teardown/archive-fate";
import { type FoundPart, findParts, LOOK_UP_FILES } from "@sensor-pipeline/core/teardown/find-parts";
import { ARCHIVE, type TeardownStep, teardownSteps } from "@sensor-pipeline/core/teardown/teardown-steps";
import type { RunContext } from "@sensor-pipeline/core/warehouse/run-statement";
import type { CommandContext } from "../command/command-context.ts";
import { timeText } from "../execution/duration.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import { countArchive, countLanded, type LandedRecords } from "./count-records.ts";

/** What a teardown would do, as the signed-in user sees the warehouse. */
export interface TeardownPlan {
  readonly found: readonly FoundPart[];
  /** For every object, there or not, in order. */
  readonly steps: readonly TeardownStep[];
  readonly archive: ArchiveFate;
  readonly landed: LandedRecords | undefined;
  /** Undefined where there is no archive. */
  readonly archived: Archived;
}

export async function makePlan(root: string, run: RunContext, dropArchive: boolean): Promise<TeardownPlan> {
  const found = await findParts(sqlTexts(root, LOOK_UP_FILES), run);
  const isThere = (part: string) => found.some(({ name }) => name === part);
  const landed = isThere(WAREHOUSE_OBJECTS.landedView) ? await countLanded(root, run) : undefined;
  const archived = isThere(ARCHIVE) ? await countArchive(root, run) : undefined;
  const archive = archiveFate(archived, dropArchive);
  const steps = teardownSteps(sqlTexts(root, TEARDOWN_FILES), archive);
  return { found, steps, archive, landed, archived };
}

/** Shows the steps that are taken, in order, and what goes with them, on stderr: the result is what was dropped. */
export function showPlan(
  { terminal }: CommandContext,
  steps: readonly TeardownStep[],
  { landed, archived, archive }: TeardownPlan,
): void {
  for (const [index, { name, kind }] of steps.entries()) {
    terminal.note(`${String(index + 1).padStart(4)}  ${kind.padEnd(16)} ${name}`);
  }
  const { records: count = 0, first_arrival, last_arrival } = landed ?? {};
  if (first_arrival && last_arrival) {
    terminal.note(
      `${numberText(count)} landed records go for ever, arrived from ${timeText(first_arrival)} to ${timeText(last_arrival)}. Set up again, the view reads what the stream still holds.`,
    );
  }
  if (archived === undefined || archived === 0) return;
  const records = archived === "unseen" ? "not to be counted by the stage's reader" : numberText(archived);
  terminal.note(
    archive === "dropped"
      ? `The archive goes for ever (${ARCHIVE}, records: ${records}).`
      : `The archive stays (${ARCHIVE}, records: ${records}); --drop-archive drops it too.`,
  );
}

function numberText(value: number): string {
  return value.toLocaleString("en");
}
