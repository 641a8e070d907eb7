import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FolderLockedError, lockFolder } from "./folder-lock.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "folder-lock-"));
});
afterAll(() => rm(root, { recursive: true }));

test("a folder is refused while its holder lives, and given again once it is released", async () => {
  const folder = await mkdtemp(join(root, "held-"));
  const release = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderLockedError);
  await expect(lockFolder(folder)).rejects.toThrow(`${folder} is in use by process ${process.pid}.`);
  await release();
  await (await lockFolder(folder))();
  expect(await readdir(folder)).toEqual([]);
});

test("the lock of a process that is gone is taken over", async () => {
  const folder = await mkdtemp(join(root, "held-"));
  const gone = spawnSync("true").pid;
  await writeFile(join(folder, "lock"), `${gone} 1`);
  const release = await lockFolder(folder);
  expect((await readFile(join(folder, "lock"), "utf8")).startsWith(`${process.pid} `)).toBe(true);
  await release();
});

test("the lock of a process whose id another one has now is taken over", async () => {
  const folder = await mkdtemp(join(root, "held-"));
  await writeFile(join(folder, "lock"), `${process.pid} 1`);
  await (await lockFolder(folder))();
});

test("of many that take over one dead lock at once, exactly one gets the folder, every time", async () => {
  const gone = spawnSync("true").pid;
  for (let round = 0; round < 50; round++) {
    const folder = await mkdtemp(join(root, "held-"));
    await writeFile(join(folder, "lock"), `${gone} 1`);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await readdir(folder)).toEqual(["lock"]);
  }
});
