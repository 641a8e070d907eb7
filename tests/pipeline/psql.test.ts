import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, type RunningCommand, runCommand } from "./command.ts";

const TIMEOUT_MS = 120_000;
const EXIT_USAGE = 2;
const HAS_PSQL = spawnSync("psql", ["--version"]).status === 0;

const folder = mkdtempSync(path.join(os.tmpdir(), "psql-"));
let aws: RunningCommand;
let port = "";

beforeAll(async () => {
  aws = runCommand("aws", ["--port", "0", "--pg-port", "0", "--folder", folder]);
  port = (await aws.printed(/^psql -h 127\.0\.0\.1 -p (\d+) -U admin dev$/m))[1] ?? "";
  await aws.printed(/^ready http/m);
}, TIMEOUT_MS);

afterAll(async () => {
  aws.kill("SIGTERM");
  expect(await aws.exited).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test.runIf(HAS_PSQL || process.env.CI)(
  "the README's psql commands run as they stand there, but for the port",
  async () => {
    const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
    const script = /```bash\n(psql [\s\S]*?)```/.exec(readme)?.[1]?.replaceAll("5439", port) ?? "";
    expect(script.split("\n").filter((line) => line.startsWith("psql"))).toHaveLength(2);
    const { code, output, errors } = await shell(script);
    // There is no view yet for \dv to list.
    expect([code, errors]).toEqual([0, "Did not find any relations.\n"]);
    expect(output).toMatch(/^CREATE SCHEMA$/m);
  },
  TIMEOUT_MS,
);

test(
  "a port that is taken is named in one sentence",
  async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const number = typeof address === "object" && address !== null ? String(address.port) : "";
    const other = path.join(folder, "other");
    const command = runCommand("aws", ["--port", "0", "--pg-port", number, "--folder", other]);
    expect(await command.exited).toBe(EXIT_USAGE);
    expect(command.output()).toBe(
      `Port ${number} is in use by another program. Stop that one, or choose another port with --pg-port.\n`,
    );
    taken.close();
  },
  TIMEOUT_MS,
);

function shell(script: string): Promise<{ code: number; output: string; errors: string }> {
  const env = { PATH: process.env.PATH, HOME: folder, PAGER: "cat", LC_ALL: "C.UTF-8" };
  return new Promise((resolve) => {
    execFile("bash", ["--norc", "-ec", script], { cwd: ROOT, env }, (error, output, errors) => {
      resolve({ code: error === null ? 0 : Number(error.code), output, errors });
    });
  });
}
