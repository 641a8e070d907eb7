import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { addSecretOption, secretShape } from "../target/warehouse-options.ts";

const schema = z.object(secretShape);

export type PauseOptions = z.output<typeof schema>;

/** `pipeline pause`: an idle stage costs next to nothing. */
export function addPauseCommand(program: Command): void {
  addCommand(program, {
    usage: "pause",
    summary: "switch schedules and auto refresh off, so that an idle stage does not cost",
    examples: [
      ["pause", "what is on goes off, and what was on is remembered in the schedules' descriptions"],
      ["pause --secret-arn arn:...", "auto refresh goes off directly, as the admin, without the state machine"],
      ["pause --json", "each switch as it was and as it is"],
    ],
    options: addSecretOption,
    schema,
    load: async () => (await import("./run-pause.ts")).runPause,
  });
}

/** `pipeline resume`: as it was before the pause. */
export function addResumeCommand(program: Command): void {
  addCommand(program, {
    usage: "resume",
    summary: "switch on again what pause switched off, and nothing else",
    examples: [["resume", "what was off before the pause stays off"]],
    options: addSecretOption,
    schema,
    load: async () => (await import("./run-pause.ts")).runResume,
  });
}
