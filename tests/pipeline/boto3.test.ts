import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, type RunningCommand, runCommand } from "./command.ts";

const RECORDS = 250;
const TIMEOUT_MS = 120_000;
const PYTHONS = ["python3", "/usr/bin/python3"];

const python = PYTHONS.find((command) => spawnSync(command, ["-c", "import boto3"]).status === 0);
// On a machine without boto3 this is said by the skipped test's name; CI must have it (apt-get install python3-boto3).
const mayBeMissing = process.env.CI !== "true";

const folder = mkdtempSync(path.join(os.tmpdir(), "boto3-"));
let aws: RunningCommand | undefined;
let url = "";

beforeAll(async () => {
  aws = runCommand("aws", ["--port", "0", "--folder", folder]);
  url = (await aws.printed(/^ready (http:\S+)/m))[1] ?? "";
}, TIMEOUT_MS);

afterAll(async () => {
  aws?.kill("SIGTERM");
  await aws?.exited;
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!python && mayBeMissing)(
  "an unmodified boto3 program puts records on a stream and reads them from a streaming view (needs python3 with boto3)",
  async () => {
    if (!python) throw new Error("No python3 here has boto3: apt-get install python3-boto3.");
    const program = path.join(import.meta.dirname, "boto3-walk.py");
    const { stdout } = await promisify(execFile)(python, [program, url, "walk-readings", String(RECORDS)]);
    const { failed, rows } = JSON.parse(stdout) as { failed: number; rows: [number, string][] };

    expect(failed).toBe(0);
    expect(rows).toEqual(Array.from({ length: RECORDS }, (_, n) => [1001 + (n % 20), (n / 10).toFixed(1)]));
  },
  TIMEOUT_MS,
);

test.skipIf(!python && mayBeMissing)(
  "the README's own program runs as it stands there, but for the port (needs python3 with boto3)",
  async () => {
    if (!python) throw new Error("No python3 here has boto3: apt-get install python3-boto3.");
    const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
    const program = /```python\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const { stdout } = await promisify(execFile)(python, ["-c", program.replace("http://127.0.0.1:4566", url)]);

    expect(stdout).toContain("{'stringValue': '1001'}");
    expect(stdout).toContain('{"sensor_id": 1001}');
  },
  TIMEOUT_MS,
);

test(
  "the bare local AWS says what it is, prints ready on a line of its own, and stops cleanly",
  async () => {
    expect(aws?.output()).toMatch(/Any credentials count as the account's administrator/);
    expect(aws?.output()).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/m);
    aws?.kill("SIGTERM");
    expect(await aws?.exited).toBe(0);
  },
  TIMEOUT_MS,
);
