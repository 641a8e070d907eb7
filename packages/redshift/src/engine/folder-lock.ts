import { readFileSync } from "node:fs";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

const LOCK_FILE = "lock";

/** Looks at a lock that another process is removing, a moment's work, before it is taken for dead too. */
const MAX_WAITS = 2000;

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
  for (let waits = 0; !(await create(path, owner)); ) {
    const holder = await readFile(path, "utf8").catch(() => undefined);
    if (holder === undefined) continue;
    if (isAlive(holder)) {
      throw new FolderLockedError(
        `${folder} is in use by process ${holder.split(" ")[0]}. Stop that process, or use another folder.`,
      );
    }
    if (!(await removeStale(path, holder))) waits += 1;
    if (waits > MAX_WAITS) {
      throw new FolderLockedError(
        `${folder} was left by a process that died while it took it over. Delete ${path} and files beginning with it.`,
      );
    }
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

/**
 * Removes a dead holder's file, which exactly one of those who found it may do: the one who can link it to the holder's own name.
 * Who comes late may have linked a new holder's file, sees that it is another's, and leaves it.
 * @returns false when another process is at it
 */
async function removeStale(path: string, holder: string): Promise<boolean> {
  const aside = `${path}.${holder.replace(/\W+/g, "-")}`;
  try {
    await link(path, aside);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return true;
    if (code === "EEXIST") return false;
    throw error;
  }
  if ((await readFile(aside, "utf8")) === holder) await rm(path);
  await rm(aside);
  return true;
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
