import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CommandError } from "../command/command-error.ts";

/** What a running local AWS writes into its data folder. */
const endpointSchema = z.object({
  url: z.url(),
  pid: z.int(),
  region: z.string(),
  clock: z.object({ speed: z.number(), startedAt: z.number(), localStart: z.number() }),
  stage: z.string().optional(),
});

/** A local AWS that serves a stage. */
export interface LocalEndpoint {
  readonly url: string;
  readonly region: string;
  /** Local time is `localStart` + (real time - `startedAt`) x `speed`. */
  readonly clock: { readonly speed: number; readonly startedAt: number; readonly localStart: number };
  readonly stage: string;
  readonly folder: string;
}

/**
 * The local AWS that serves from `folder`; undefined when none does, or one without a stage.
 * @throws {CommandError} when its file is none that this version writes
 */
export function localEndpointIn(folder: string): LocalEndpoint | undefined {
  const file = path.join(folder, "endpoint.json");
  if (!existsSync(file)) return undefined;
  const read = endpointSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!read.success) {
    throw new CommandError(`The local AWS in ${folder} is of another version than this command: start it again.`);
  }
  const { pid, stage, ...place } = read.data;
  return stage !== undefined && isAlive(pid) ? { ...place, stage, folder } : undefined;
}

/** Every local AWS that runs a stage from a folder of `root`/.local. */
export function localEndpoints(root: string): readonly LocalEndpoint[] {
  const folder = path.join(root, ".local");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => localEndpointIn(path.join(folder, name)) ?? []);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
