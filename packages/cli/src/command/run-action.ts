import path from "node:path";
import { systemClock } from "@sensor-pipeline/core/clock";
import { systemRandom } from "@sensor-pipeline/core/random";
import { z } from "zod";
import { findTarget } from "../target/find-target.ts";
import { createTerminal } from "../terminal/terminal.ts";
import type { Run } from "./add-command.ts";
import { CommandError, UsageError } from "./command-error.ts";
import { EXIT_INTERRUPTED } from "./exit-code.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");

const targetSchema = z.object({
  stage: z.string().optional(),
  local: z.boolean().default(false),
  aws: z.boolean().default(false),
  folder: z.string().optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "--region must be a region's name such as us-east-1")
    .optional(),
  as: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, "--as must be a role of the stage, such as alerts")
    .optional(),
  json: z.boolean().default(false),
});

/** Runs a command whose words commander has read. @returns the exit code; a failure is told on stderr */
export async function runAction<Schema extends z.ZodType>(
  given: Readonly<Record<string, unknown>>,
  schema: Schema,
  load: () => Promise<Run<z.output<Schema>>>,
): Promise<number> {
  const stopped = new AbortController();
  // The first Ctrl-C lets the command end in order, with its summary; the second one ends it.
  const stop = () => (stopped.signal.aborted ? process.exit(EXIT_INTERRUPTED) : stopped.abort());
  process.on("SIGINT", stop).on("SIGTERM", stop);
  process.stdout.on("error", stop);
  const terminal = createTerminal({ json: given.json === true, output: process.stdout, notes: process.stderr });
  try {
    const { json: _, ...where } = read(targetSchema, given);
    const options = read(schema, given);
    const target = findTarget({ ...where, root: ROOT, environment: process.env });
    const run = await load();
    const base = { target, terminal, clock: systemClock, random: systemRandom };
    return await run({ ...base, signal: stopped.signal, root: ROOT }, options);
  } catch (error) {
    terminal.close();
    if (stopped.signal.aborted) return EXIT_INTERRUPTED;
    const known = error instanceof CommandError ? error : await explained(error);
    if (known === undefined) throw error;
    process.stderr.write(`${known.message}\n`);
    return known.exitCode;
  } finally {
    terminal.close();
  }
}

/** What it takes to know all kinds of errors is loaded when there is one. */
async function explained(error: unknown): Promise<CommandError | undefined> {
  const { explainError } = await import("./explain-error.ts");
  return explainError(error);
}

function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  throw new UsageError(`${checked.error.issues[0]?.message ?? "The options can't be used"}.`);
}
