import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startBootstrapAws } from "./bootstrap-aws.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { Outcome } from "./outcome.ts";
import type { Platform } from "./platform.ts";
import type { ScratchProject } from "./scratch-project.ts";

const TIMEOUT_MS = 120_000;
/** Colours and cursor movements of the CLI's own output. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is matched.
const TERMINAL_CODES = /\u001b\[[0-9;?]*[A-Za-z]/g;

export interface SstRun {
  readonly root: string;
  readonly stage: string;
  readonly region: string;
  readonly platform: Platform;
  readonly scratch: ScratchProject;
  /** Variables that the configuration may read, besides the region. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Runs the real `sst diff` of a stage with our stand-in for pulumi and no AWS behind it.
 * @throws {EvaluationError} with the configuration's own message, or the CLI's when it did not come that far.
 */
export async function runSst(run: SstRun): Promise<Outcome> {
  const aws = await startBootstrapAws();
  try {
    const { code, output } = await spawnSst(run, aws.url);
    if (!existsSync(run.scratch.outcome)) {
      throw new EvaluationError(
        `sst.config.ts could not be read for stage "${run.stage}": ${output || `sst exited with ${code}`}`,
      );
    }
    const outcome = JSON.parse(readFileSync(run.scratch.outcome, "utf8")) as Outcome;
    const [first, ...others] = outcome.errors;
    if (first) {
      const cause = new Error([first, ...others].map(({ stack, message }) => stack ?? message).join("\n"));
      throw new EvaluationError(first.message, { thrown: first.name === "Error" ? undefined : first.name, cause });
    }
    if (code !== 0) throw new EvaluationError(`sst diff of stage "${run.stage}" exited with ${code}: ${output}`);
    return outcome;
  } finally {
    aws.close();
  }
}

async function spawnSst(run: SstRun, endpoint: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(path.join(run.root, "node_modules/.bin/sst"), ["diff", "--stage", run.stage, "--json"], {
    cwd: run.scratch.folder,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIMEOUT_MS,
    env: {
      ...run.environment,
      // The CLI runs `node` for app(): the same one as ours.
      PATH: [path.dirname(process.execPath), process.env.PATH ?? ""].join(path.delimiter),
      HOME: run.scratch.home,
      XDG_CONFIG_HOME: run.scratch.home,
      TMPDIR: run.scratch.home,
      SST_NO_BUN: "1",
      SST_TELEMETRY_DISABLED: "1",
      SST_AWS_NO_PROFILE: "1",
      NO_COLOR: "1",
      // Where Node keeps compiled code by itself: pulumi's SDK is more than a second of compiling.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(os.tmpdir(), "node-compile-cache"),
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "evaluation",
      AWS_SECRET_ACCESS_KEY: "evaluation",
      AWS_REGION: run.region,
      AWS_EC2_METADATA_DISABLED: "true",
      STAND_IN_PULUMI_VERSION: run.platform.pulumiVersion(),
      STAND_IN_OUTCOME: run.scratch.outcome,
      STAND_IN_PROJECT: run.scratch.folder,
      STAND_IN_REGION: run.region,
    },
  });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => parts.push(part.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const output = parts.join("").replace(TERMINAL_CODES, "").replace(/\s+/g, " ").trim();
  return { code, output };
}
