import { readFileSync } from "node:fs";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const LOCK_FILE = "lock";

/** A folder another live process has open. */
export class FolderLockedError extends Error {
  override readonly name = "FolderLockedError";
}

/**
 * Takes `folder` for this process, since PGlite would let a second one open it and corrupt it.
 * The lock of a process that is gone (killed, or another one has its id now) is taken over.
 * @returns what gives the folder back
 * @throws {FolderLockedError} when a live process has it, this one included
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const owner = ownerLine(process.pid);
  while (!(await create(path, owner))) {
    const holder = await readFile(path, "utf8").catch(() => undefined);
    if (holder === undefined) continue;
    if (isAlive(holder)) {
      throw new FolderLockedError(
        `${folder} is in use by process ${holder.split(" ")[0]}. Stop that process, or use another folder.`,
      );
    }
    await removeStale(path, holder);
  }
  return () => rm(path, { force: true });
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(owner);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the dead holder's file away; when another process was quicker and it is that one's by now, puts it back. */
async function removeStale(path: string, holder: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if ((await readFile(aside, "utf8")) !== holder) await link(aside, path);
  await rm(aside, { force: true });
}

/** A file still empty belongs to a process that is just writing it. */
function isAlive(holder: string): boolean {
  if (holder === "") return true;
  const pid = Number(holder.split(" ")[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return ownerLine(pid) === holder;
}

/** Process id and the tick it was started at: ids are used again, in containers soon. */
function ownerLine(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command, second field, may hold spaces; what follows its bracket is field 3, and field 22 is the start.
    return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return `${pid} -`;
  }
}
