import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { PERSON_ENVIRONMENT, ROOT } from "../pipeline/command.ts";

const PIPELINE = path.join(ROOT, "packages/cli/src/pipeline.js");

export interface PipelineRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `pipeline` as a person would, without a terminal and without AWS settings of their own. */
export async function runPipeline(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  { cwd = ROOT, ctrlC }: { readonly cwd?: string; readonly ctrlC?: AbortSignal } = {},
): Promise<PipelineRun> {
  const child = spawn(process.execPath, [PIPELINE, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...PERSON_ENVIRONMENT, ...environment },
  });
  ctrlC?.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}
