import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { SqlFile } from "./lint-files.ts";

/** A file or folder that was named and can't be read. */
export class SqlFileError extends Error {
  override readonly name = "SqlFileError";
}

/**
 * The .sql files of folders, and files as they are named.
 * @throws {SqlFileError} for what is not there, and a folder without any
 */
export async function readSqlFiles(paths: readonly string[], workingFolder: string): Promise<readonly SqlFile[]> {
  const found = await Promise.all(paths.map((given) => filesOf(given, workingFolder)));
  const names = [...new Set(found.flat())].toSorted();
  return Promise.all(names.map(async (name) => ({ name, text: await read(path.resolve(workingFolder, name)) })));
}

async function filesOf(given: string, workingFolder: string): Promise<readonly string[]> {
  const absolute = path.resolve(workingFolder, given);
  const found = await stat(absolute).catch(() => undefined);
  if (found === undefined) throw new SqlFileError(`${given} is not there.`);
  if (!found.isDirectory()) return [shown(absolute, workingFolder)];
  const entries = await readdir(absolute, { recursive: true });
  const files = entries.filter((entry) => entry.endsWith(".sql")).map((entry) => path.join(absolute, entry));
  if (files.length === 0) throw new SqlFileError(`${given} holds no .sql file.`);
  return files.map((file) => shown(file, workingFolder));
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new SqlFileError(`${file} can't be read.`, { cause: error });
  }
}

function shown(file: string, workingFolder: string): string {
  return path.relative(workingFolder, file) || file;
}
