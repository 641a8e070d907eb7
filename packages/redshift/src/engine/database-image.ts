import { createHash } from "node:crypto";
import { cpSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Engine } from "./engine.ts";
import { engineFolder } from "./engine-code.ts";

/**
 * What makes the image small and quick to open, statement by statement: PostgreSQL clears its buffers when it starts, 1 ms for
 * each of 128 MiB, and the files are in the system's cache anyhow; two of three databases are templates that nobody asks for.
 */
const SLIM = [
  "ALTER SYSTEM SET shared_buffers = '16MB'",
  "UPDATE pg_database SET datistemplate = false",
  "DROP DATABASE template0",
  "DROP DATABASE template1",
];

/** Images being made by this process, by folder. */
const MAKING = new Map<string, Promise<string>>();

/**
 * A database folder prepared once: PostgreSQL's own initialisation takes seconds and 1.1 GB in WASM, a copy of what it
 * made takes 40 ms. Kept in `cacheFolder` under the hash of what it was made from, so an old one is never used.
 * @param install SQL that a fresh database is given
 */
export class DatabaseImage {
  readonly #cacheFolder: string;
  readonly #install: string;

  constructor(cacheFolder: string, install: string) {
    this.#cacheFolder = cacheFolder;
    this.#install = install;
  }

  /** Makes the image unless it is there. Several processes may do so at once. @returns its folder */
  async prepare(): Promise<string> {
    const path = join(this.#cacheFolder, `redshift-${await this.version()}`);
    if (await isFolder(path)) return path;
    const making = MAKING.get(path) ?? this.#make(path).finally(() => MAKING.delete(path));
    MAKING.set(path, making);
    return making;
  }

  async #make(path: string): Promise<string> {
    const draft = `${path}.${process.pid}`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true });
    const engine = await Engine.open(draft);
    try {
      await engine.exclusive(async (connection) => {
        await connection.execute(this.#install);
        for (const statement of SLIM) await connection.execute(statement);
      });
    } finally {
      await engine.close();
    }
    await rename(draft, path).catch(async (error: NodeJS.ErrnoException) => {
      await rm(draft, { recursive: true, force: true });
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
    return path;
  }

  /** Copies the image to `folder`, complete or not at all. */
  async copyTo(folder: string): Promise<void> {
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    const image = await this.prepare();
    // In one go, 30 ms: file by file it takes ten times as long while the engine's thread starts beside it.
    cpSync(image, draft, { recursive: true });
    await rename(draft, folder);
  }

  /** Hash of the engine's version and the SQL it was given. */
  async version(): Promise<string> {
    const manifest = await readFile(join(engineFolder(), "package.json"), "utf8");
    const { version } = JSON.parse(manifest) as { version: string };
    return createHash("sha256")
      .update(version)
      .update(SLIM.join("\n"))
      .update(this.#install)
      .digest("hex")
      .slice(0, 16);
  }
}

/** Whether there is a folder of that name. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
