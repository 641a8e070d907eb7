import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";

const schema = z.object({});

/** `pipeline pause`: an idle stage costs next to nothing. */
export function addPauseCommand(program: Command): void {
  addCommand(program, {
    usage: "pause",
    summary: "switch schedules and auto refresh off, so that an idle stage does not cost",
    examples: [
      ["pause", "what is on goes off, and what was on is remembered in the schedules' descriptions"],
      ["pause --json", "each switch as it was and as it is"],
    ],
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
    schema,
    load: async () => (await import("./run-pause.ts")).runResume,
  });
}
