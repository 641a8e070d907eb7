import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { REGION } from "../infra/evaluated-stage.ts";
import { type RunningCommand, runCommand } from "../pipeline/command.ts";
import { pipelineHere } from "./pipeline-here.ts";
import type { PipelineRun } from "./run-pipeline.ts";

/** A stage of the local AWS that is up, set up and running, in a process of its own. */
export interface RunningStage {
  readonly folder: string;
  readonly url: string;
  readonly process: RunningCommand;
  /** Runs `pipeline` against it in this process, without a terminal. */
  pipeline(...args: string[]): Promise<PipelineRun>;
  /** The same, and what it wrote to stdout as JSON. Fails on a non-zero exit code. */
  pipelineJson<Value>(...args: string[]): Promise<Value>;
  close(): Promise<void>;
}

/** `npm start` in a folder of its own; `options` besides `--port`, `--folder` and `--no-pg`, `settings` of the stage as PIPELINE_ variables. */
export async function startStage(
  options: readonly string[] = ["--speed", "12"],
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningStage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "stage-"));
  const args = ["--port", "0", "--no-pg", "--folder", folder, ...options];
  // The region of tests/infra, for one evaluation.
  const process = runCommand("start", args, { AWS_REGION: REGION, ...settings });
  const [, url = ""] = await process.printed(/AWS_ENDPOINT_URL=(\S+)/);
  const pipeline = (...args: string[]) => pipelineHere([...args, "--folder", folder]);
  return {
    folder,
    url,
    process,
    pipeline,
    async pipelineJson<Value>(...args: string[]) {
      const { code, stdout, stderr } = await pipeline(...args, "--json");
      if (code !== 0) throw new Error(`pipeline ${args.join(" ")} ended with ${code}:\n${stderr}`);
      return JSON.parse(stdout) as Value;
    },
    async close() {
      process.kill("SIGTERM");
      await process.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
