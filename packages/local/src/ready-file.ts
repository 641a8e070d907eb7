import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ClockSettings } from "./clock.ts";

const FILE = "endpoint.json";

/** Where a running local AWS serves: written into its data folder, so that other commands find it. */
export interface Endpoint {
  readonly url: string;
  readonly pid: number;
  readonly region: string;
  readonly clock: ClockSettings;
  /** The stage that is applied to it; the bare local AWS has none. */
  readonly stage?: string;
}

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
