import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { RejectFile } from "./reject-file.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "rejects-"));

afterAll(() => rmSync(folder, { recursive: true }));

test("lines of calls at the same time stay together and in order", async () => {
  const file = rejectFile("order.ndjson");
  await Promise.all([file.keep(["a", "b"]), file.keep(["c"]), file.keep(["d", "e"])]);
  await file.close();
  expect(readFileSync(file.path, "utf8")).toBe("a\nb\nc\nd\ne\n");
  expect(file).toMatchObject({ kept: 5, lost: 0, failure: undefined });
});

test("what the file holds already stays, and its last line is ended first", async () => {
  const file = rejectFile("before.ndjson");
  writeFileSync(file.path, "earlier");
  await file.keep(["later"]);
  await file.close();
  expect(readFileSync(file.path, "utf8")).toBe("earlier\nlater\n");
});

test("a file that can't be written is told before anything is sent, and trying leaves no trace", async () => {
  const expected = "can't be written: no such file or folder. Name another";
  await expect(rejectFile("missing/rejects.ndjson").check()).rejects.toThrow(expected);
  const fine = rejectFile("fine.ndjson");
  await fine.check();
  expect(() => readFileSync(fine.path)).toThrow("ENOENT");
});

test("on a full disk what is lost is counted, and said once", async () => {
  const file = new RejectFile("/dev/full");
  let failures = 0;
  file.failed.addEventListener("abort", () => {
    failures += 1;
  });
  await file.keep(["a", "b"]);
  await file.keep(["c"]);
  await file.close();
  expect(file).toMatchObject({ kept: 0, lost: 3 });
  expect(file.failure).toBe("The reject file /dev/full can't be written: no space is left on the disk.");
  expect(failures).toBe(1);
});

function rejectFile(name: string): RejectFile {
  return new RejectFile(path.join(folder, name));
}
