import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../../../../node_modules/.cache/definitions", import.meta.url));

/** Files kept; those written longest ago are removed. */
const KEPT = 200;

const { version } = createRequire(import.meta.url)("asl-validator/package.json") as { version: string };

/**
 * Definitions that the validator has found valid on this machine, by their hash. It compiles its schemas anew for each
 * definition, a quarter of a second of processor time, and a stage has one a state machine.
 */
export const knownDefinitions = {
  has: (definition: unknown): boolean => existsSync(fileOf(definition)),
  add(definition: unknown): void {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(fileOf(definition), "");
    removeOldest();
  },
};

function fileOf(definition: unknown): string {
  const hash = createHash("sha256").update(version).update(JSON.stringify(definition)).digest("hex");
  return path.join(FOLDER, hash);
}

function removeOldest(): void {
  const files = readdirSync(FOLDER);
  if (files.length <= KEPT) return;
  const byAge = files
    // Another process may be removing the same ones.
    .map((name) => ({ name, writtenAt: statSync(path.join(FOLDER, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => one.writtenAt - other.writtenAt);
  for (const { name } of byAge.slice(0, files.length - KEPT)) rmSync(path.join(FOLDER, name), { force: true });
}
