import type { CommandContext } from "../command/command-context.ts";
import { EXIT_BROKEN, EXIT_FAILED, EXIT_OK } from "../command/exit-code.ts";
import type { CheckResult } from "./check.ts";
import { CHECK_IDS, CHECKS, type CheckId } from "./check-ids.ts";
import { ALL_CHECKS } from "./checks.ts";
import { createExamination } from "./examination.ts";
import { examine, withNeeds } from "./examine.ts";
import { writeResults } from "./write-results.ts";

interface DoctorOptions {
  readonly only?: readonly CheckId[] | undefined;
  readonly list: boolean;
}

/** Runs the checks and tells what they found. @returns 0 nothing, 1 warnings or unknown, 2 problems */
export async function runDoctor(context: CommandContext, { only, list }: DoctorOptions): Promise<number> {
  const { target, terminal, signal } = context;
  const shown: readonly CheckId[] = only ?? CHECK_IDS;
  if (list) {
    listChecks(context, shown);
    return EXIT_OK;
  }
  const checks = withNeeds(ALL_CHECKS, shown);
  const examination = createExamination(context);
  const progress = terminal.progress(`${target.title}: ${checks.length} checks`);
  try {
    // Whether these credentials are anybody's at all is said once, and not by every check.
    await examination.identity();
    let ended = 0;
    const results = await examine(checks, examination, ({ id }) => {
      ended += 1;
      progress.update(`${ended} of ${checks.length} checks, last ${id}`);
    });
    progress.stop();
    signal.throwIfAborted();
    const wanted = results.filter(({ id }) => shown.includes(id));
    writeResults(context, wanted);
    return exitCode(wanted);
  } finally {
    progress.stop();
    examination.close();
  }
}

function exitCode(results: readonly CheckResult[]): number {
  if (results.some(({ outcome }) => outcome === "problem")) return EXIT_BROKEN;
  return results.some(({ outcome }) => outcome !== "ok") ? EXIT_FAILED : EXIT_OK;
}

function listChecks({ terminal }: CommandContext, shown: readonly CheckId[]): void {
  if (terminal.json) terminal.writeJson(shown.map((id) => ({ id, question: CHECKS[id] })));
  else
    terminal.table(
      [{ title: "check" }, { title: "question" }],
      shown.map((id) => [id, CHECKS[id]]),
    );
}
