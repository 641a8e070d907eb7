import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { DatabaseVersionError } from "./catalog/database-version.ts";
import { Engine } from "./engine/engine.ts";
import { FolderLockedError } from "./engine/folder-lock.ts";
import { InMemoryStream } from "./stream/in-memory-stream.ts";
import { openTestRedshift, TestRedshift } from "./test-redshift.ts";

let redshift: TestRedshift | undefined;

afterEach(async () => {
  await redshift?.close();
  redshift = undefined;
});

test("a folder that is open can't be opened again, and one that is closed can, with all that was in it", async () => {
  const opened = await TestRedshift.open();
  redshift = opened;
  await opened.run("CREATE TABLE kept AS SELECT 1 AS a");
  await expect(openTestRedshift(opened.folder, opened.stream)).rejects.toBeInstanceOf(FolderLockedError);
  await opened.reopen();
  expect(await opened.run("SELECT a FROM kept")).toEqual([[1]]);
});

test("a folder made by another version is refused, and given back", async () => {
  const opened = await TestRedshift.open();
  await opened.redshift.close();
  const engine = await Engine.open(join(opened.folder, "database"));
  await engine.exclusive((connection) => connection.execute("COMMENT ON SCHEMA redshift_system IS 'old'"));
  await engine.close();
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(openTestRedshift(opened.folder, opened.stream)).rejects.toBeInstanceOf(DatabaseVersionError);
  }
  await rm(opened.folder, { recursive: true, force: true });
});

test("kill -9 in the middle of a refresh leaves nothing of it, and the next one reads every record once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "redshift-killed-"));
  const script = fileURLToPath(new URL("./refresh-until-killed.ts", import.meta.url));
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  // The child says so once some of its records are computed, and goes on.
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");

  const stream = new InMemoryStream("readings");
  const [shard = ""] = stream.openShards;
  for (let count = 0; count < 60_000; count++) stream.put(shard, `record ${count}`, Date.UTC(2026, 0, 1) + count);
  redshift = await TestRedshift.onFolder(folder, stream);
  expect(await redshift.run("SELECT COUNT(*) FROM landed")).toEqual([[0]]);
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  expect(await redshift.run("SELECT COUNT(*), COUNT(DISTINCT sequence_number) FROM landed")).toEqual([
    [60_000, 60_000],
  ]);
}, 60_000);
