import { readFileSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const FILE = "endpoint.json";

const schema = z.strictObject({
  url: z.string(),
  pid: z.int(),
  /** The stage that is applied to it; the bare local AWS has none. */
  stage: z.string().optional(),
});

/** Where a running local AWS serves: written into its data folder, so that other commands find it. */
export type Endpoint = z.infer<typeof schema>;

/** Says that a local AWS serves from `folder`. */
export async function writeReadyFile(folder: string, endpoint: Endpoint): Promise<void> {
  const file = path.join(folder, FILE);
  // A reader never sees half of it.
  await writeFile(`${file}.new`, `${JSON.stringify(endpoint)}\n`);
  await rename(`${file}.new`, file);
}

export async function removeReadyFile(folder: string): Promise<void> {
  await rm(path.join(folder, FILE), { force: true });
}

/** The local AWS that serves from `folder`, or undefined when none does (any more). */
export function readReadyFile(folder: string): Endpoint | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(folder, FILE), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const endpoint = schema.parse(JSON.parse(text));
  return isAlive(endpoint.pid) ? endpoint : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
