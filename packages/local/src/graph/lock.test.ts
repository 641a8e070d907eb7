import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LockTimeoutError, withLock } from "./lock.ts";

/** Larger than any process id of Linux or macOS. */
const NO_PROCESS = 2 ** 30;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lock-"));
  file = path.join(folder, "some", "lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("of many at once only one works at a time, and each gets its turn", async () => {
  let working = 0;
  let most = 0;
  const turns = await Promise.all(
    Array.from({ length: 5 }, (_, turn) =>
      withLock(file, 10_000, async () => {
        working += 1;
        most = Math.max(most, working);
        await new Promise((resolve) => setImmediate(resolve));
        working -= 1;
        return turn;
      }),
    ),
  );
  expect(turns).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(1);
});

test("the lock is given back when the work fails", async () => {
  await expect(withLock(file, 1000, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});

test("the lock of a process that is gone is taken over", async () => {
  await withLock(file, 1000, async () => undefined);
  writeFileSync(file, String(NO_PROCESS));
  expect(await withLock(file, 1000, async () => "mine")).toBe("mine");
});

test("a lock that is not given back in time is an error that names who holds it", async () => {
  await withLock(file, 1000, async () => {
    const second = withLock(file, 0, async () => "both");
    await expect(second).rejects.toThrow(LockTimeoutError);
    await expect(second).rejects.toThrow(`Process ${process.pid} has held`);
  });
});
