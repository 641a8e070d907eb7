import { NothingToPauseError } from "@sensor-pipeline/core/pause/nothing-to-pause-error";
import { pauseStage, resumeStage } from "@sensor-pipeline/core/pause/pause-stage";
import type { SwitchChange } from "@sensor-pipeline/core/pause/stage-switches";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_OK } from "../command/exit-code.ts";
import { openStageClients } from "./open-stage-clients.ts";
import type { PauseOptions } from "./pause-command.ts";

/** `pipeline pause`. @returns the exit code */
export function runPause(context: CommandContext, options: PauseOptions): Promise<number> {
  return turn(context, options, {
    title: "Pause",
    work: pauseStage,
    done: "Paused. The stream goes on to cost and to keep what is put into it for its retention time: what is older when the stage is resumed is lost. Resume with pipeline resume.",
    nothing: "Nothing was on: the stage is paused already.",
  });
}

/** `pipeline resume`. @returns the exit code */
export function runResume(context: CommandContext, options: PauseOptions): Promise<number> {
  return turn(context, options, {
    title: "Resume",
    work: resumeStage,
    done: "Resumed: as it was before the pause.",
    nothing: "Nothing was paused: all is as it was.",
  });
}

interface Turn {
  readonly title: string;
  readonly work: typeof pauseStage;
  readonly done: string;
  readonly nothing: string;
}

async function turn(
  context: CommandContext,
  options: PauseOptions,
  { title, work, done, nothing }: Turn,
): Promise<number> {
  const { terminal, target } = context;
  const { clients, close } = await openStageClients(context, options);
  terminal.note(`${title} of ${target.title}\n`);
  let changes: readonly SwitchChange[];
  try {
    changes = await work(clients);
  } catch (error) {
    if (!(error instanceof NothingToPauseError))
      terminal.note("Not all of it is done. What is done stays done: the same command goes on from there.");
    throw error;
  } finally {
    close();
  }
  const changed = changes.filter(({ before, now }) => before !== now);
  if (terminal.json) {
    terminal.writeJson({ stage: target.names.stage, changed: changed.length, switches: changes });
    return EXIT_OK;
  }
  terminal.table(
    [{ title: "what" }, { title: "name" }, { title: "was" }, { title: "is" }],
    changes.map(({ kind, name, before, now }) => [kind, name, before, before === now ? `${now} (no change)` : now]),
  );
  terminal.write();
  terminal.write(changed.length === 0 ? nothing : done);
  return EXIT_OK;
}
