import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { CHECK_IDS, isCheckId } from "./check-ids.ts";

const ids = z
  .string()
  .transform((text) => text.split(",").map((id) => id.trim()))
  .superRefine((given, context) => {
    const strange = given.find((id) => !isCheckId(id));
    if (strange === undefined) return;
    context.addIssue(`--only has no check "${strange}": choose of ${CHECK_IDS.join(", ")}`);
  })
  .transform((given) => given.filter(isCheckId));

const schema = z.object({ only: ids.optional(), list: z.boolean().default(false) });

/** `pipeline doctor`: what is wrong with a stage, why it matters, and how to mend it. */
export function addDoctorCommand(program: Command): void {
  addCommand(program, {
    usage: "doctor",
    summary: "find what is wrong with a stage, and how to mend it (exit 0 nothing, 1 warnings or unknown, 2 problems)",
    examples: [
      ["doctor", "every check, in the order of the data's way"],
      ["doctor --only stream,refresh", "two of them, with what they need"],
      ["doctor --list", "the checks, and the question each answers"],
      ["doctor --aws --stage production --json", "all findings as one document"],
    ],
    options: (command) =>
      command
        .option("--only <checks>", "these checks alone, with commas between them")
        .option("--list", "the checks; nothing is looked at"),
    schema,
    load: async () => (await import("./run-doctor.ts")).runDoctor,
  });
}
