import path from "node:path";
import { z } from "zod";
import type { LocalClock } from "./clock.ts";
import { readJsonFile, writeJsonFile } from "./services/json-file.ts";

/** In the data folder: how late it has become there. */
export const CLOCK_FILE = "clock.json";

const KEEP_MS = 5_000;

const schema = z.object({ localTime: z.number() });

/**
 * Lets the clock go on where the folder's last run ended, where that was later than it is now: it ran faster, and records,
 * datapoints and rows of that time are there. Keeps the time in the folder from then on.
 * @returns stops that
 */
export async function keepTime(folder: string, clock: LocalClock): Promise<() => Promise<void>> {
  const file = path.join(folder, CLOCK_FILE);
  const kept = await readJsonFile(file);
  if (kept !== undefined) clock.goOnFrom(schema.parse(kept).localTime);
  const write = (localTime: number) => writeJsonFile(file, { localTime });
  // As late as it can be when it is written the next time: a process that is killed has no last word.
  const writeAhead = () => write(clock.now() + KEEP_MS * clock.speed);
  await writeAhead();
  let writing = Promise.resolve();
  const timer = setInterval(() => {
    writing = writing.then(writeAhead);
    // Awaited at the end, which tells of it.
    writing.catch(() => undefined);
  }, KEEP_MS).unref();
  return async () => {
    clearInterval(timer);
    await writing;
    await write(clock.now());
  };
}
