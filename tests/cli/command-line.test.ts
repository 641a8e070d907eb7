import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runPipeline } from "./run-pipeline.ts";

test("help lists the commands and the exit codes", async () => {
  const { code, stdout } = await runPipeline(["--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("setup");
  expect(stdout).toContain("64   a command line that can't be followed");
});

test("a command or option that there is not is one sentence and exit code 64", async () => {
  for (const args of [["bogus"], ["setup", "--bogus"], ["setup", "--local", "--aws"]]) {
    const { code, stdout, stderr } = await runPipeline(args);
    expect(code, args.join(" ")).toBe(64);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")[0]).toMatch(/^error: .*(bogus|--aws)/);
  }
});

test("no region, no local AWS and a bad stage are each one sentence with what to do", async () => {
  const noRegion = await runPipeline(["setup", "--aws"], { AWS_CONFIG_FILE: "/nowhere" });
  expect(noRegion).toMatchObject({
    code: 64,
    stderr: expect.stringContaining("give --region, AWS_REGION or a profile"),
  });
  const noLocal = await runPipeline(["setup", "--folder", "/nowhere"]);
  expect(noLocal).toMatchObject({ code: 1, stderr: "No local AWS is running in /nowhere: start it with npm start.\n" });
  const badStage = await runPipeline(["setup", "--stage", "9lives"]);
  expect(badStage.code).toBe(64);
  expect(badStage.stderr).toContain('Stage "9lives" can\'t be used');
});

test("the completion script is good bash, and what it asks for completes commands and options", async () => {
  const script = await runPipeline(["completion", "bash"]);
  const checked = spawnSync("bash", ["-n"], { input: script.stdout, encoding: "utf8" });
  expect(checked).toMatchObject({ status: 0, stderr: "" });
  const completed = async (...words: string[]) =>
    (await runPipeline(["complete", "--", ...words])).stdout.split("\n").map((line) => line.split("\t")[0]);
  expect(await completed("set")).toEqual(["setup", ":4", ""]);
  expect(await completed("setup", "--sta")).toEqual(["--status", "--stage", ":4", ""]);
});

test("the file of a local AWS of another version is told in a sentence", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "old-endpoint-"));
  writeFileSync(path.join(folder, "endpoint.json"), JSON.stringify({ url: "http://127.0.0.1:1", pid: process.pid }));
  const { code, stderr } = await runPipeline(["status", "--folder", folder]);
  rmSync(folder, { recursive: true });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `The local AWS in ${folder} is of another version than this command: start it again.\n`,
  });
});
