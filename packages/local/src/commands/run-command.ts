import { enableCompileCache } from "node:module";
import { FolderLockedError } from "@sensor-pipeline/redshift/engine/folder-lock";
import { PortInUseError } from "../wire/listen.ts";
import { UsageError } from "./command-line.ts";

const EXIT_USAGE = 2;
const USAGE_ERRORS = [UsageError, PortInUseError, FolderLockedError];

/**
 * Runs a command that serves until SIGINT or SIGTERM, which `stopped` tells it of. What the person who typed it can mend is one
 * sentence and exit code 2.
 */
export async function runCommand(work: (stopped: Promise<void>) => Promise<void>): Promise<void> {
  // Lambda runs its functions in UTC; a worker thread has no time zone of its own.
  process.env.TZ = "UTC";
  // What is loaded from here on is kept compiled for the next run: a second and a half of processor time.
  enableCompileCache();
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    await work(stopped);
  } catch (error) {
    if (!(error instanceof Error) || !USAGE_ERRORS.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_USAGE;
  }
}
