import path from "node:path";
import { systemClock } from "@sensor-pipeline/core/clock";
import { identityOf } from "../../packages/cli/src/target/identity.ts";
import { runChild } from "./run-child.ts";
import { type SmokeStage, smokeEnvironment } from "./smoke-stage.ts";

export interface AwsStageOptions {
  readonly stage: string;
  readonly root: string;
  readonly region?: string | undefined;
  /** Hears what `sst` prints. */
  readonly onOutput: (text: string) => void;
}

/** The credentials are none, or name no region: nothing was made. */
export class NoAccountError extends Error {
  override readonly name = "NoAccountError";
}

/** The account of the environment's or profile's credentials, which are tried before anything else. @throws {NoAccountError} */
export async function awsStage(options: AwsStageOptions): Promise<SmokeStage> {
  const { stage, root, onOutput } = options;
  const given = options.region === undefined ? {} : { region: options.region };
  const { account, region, arn } = await identityOf(given).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new NoAccountError(
      `AWS was not reached with these credentials and this region: ${why.replace(/[.]?$/, ".")} Set AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION or --region.`,
      { cause },
    );
  });
  const env = { ...smokeEnvironment(process.env), AWS_REGION: region };
  const sst = async (command: "deploy" | "remove", signal?: AbortSignal) => {
    const program = path.join(root, "node_modules/.bin/sst");
    const { code, stdout, stderr } = await runChild(program, [command, "--stage", stage], {
      cwd: root,
      env,
      signal,
      onOutput,
    });
    if (code !== 0)
      throw new Error(`sst ${command} --stage ${stage} ended with ${code}: ${lastLines(stderr || stdout)}`);
    return lastLines(stdout);
  };
  return {
    kind: "aws",
    region,
    place: `account ${account} in ${region}, as ${arn}`,
    clients: { region },
    clock: systemClock,
    deploy: (signal) => sst("deploy", signal),
    remove: () => sst("remove"),
    pipeline: (args, { signal, stdin } = {}) =>
      runChild(
        process.execPath,
        [path.join(root, "packages/cli/src/pipeline.js"), ...args, "--aws", "--stage", stage, "--region", region],
        { cwd: root, env, signal, stdin },
      ),
    close: async () => undefined,
  };
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" ").replace(/\s+/g, " ");
}
