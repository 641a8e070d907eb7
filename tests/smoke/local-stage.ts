import path from "node:path";
import { applyGraph } from "../../packages/local/src/apply/apply-graph.ts";
import { removeGraph } from "../../packages/local/src/apply/remove-graph.ts";
import { LocalClock } from "../../packages/local/src/clock.ts";
import { evaluate } from "../../packages/local/src/graph/evaluate.ts";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { startLocalAws } from "../../packages/local/src/local-aws.ts";
import { runChild } from "./run-child.ts";
import { type SmokeStage, smokeEnvironment } from "./smoke-stage.ts";

/** Minutes of alarms pass in seconds. */
const SPEED = 20;
const DEFAULT_REGION = "us-east-1";

export interface LocalStageOptions {
  readonly stage: string;
  /** Root of the checkout. */
  readonly root: string;
  /** Where the local AWS keeps its data, of its own. */
  readonly folder: string;
  readonly region?: string | undefined;
}

/** A local AWS of this process, to which the very graph is applied that `sst deploy` would deploy. */
export async function localStage(options: LocalStageOptions): Promise<SmokeStage> {
  const { stage, root, folder, region = DEFAULT_REGION } = options;
  const clock = new LocalClock(SPEED);
  const aws = await startLocalAws({ folder, port: 0, region, clock, stage, fresh: true });
  let graph: Graph | undefined;
  const evaluated = async () => {
    graph ??= await evaluate({
      stage,
      region,
      root,
      cacheFolder: path.join(root, ".local/graphs"),
      env: smokeEnvironment(process.env),
    });
    return graph;
  };
  return {
    kind: "local",
    region,
    place: `the local AWS at ${aws.url}`,
    clients: {
      endpoint: aws.url,
      region,
      credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
    },
    clock,
    async deploy() {
      let applied = 0;
      await applyGraph(await evaluated(), aws, () => {
        applied += 1;
      });
      return `${applied} resources applied`;
    },
    async remove() {
      const { removed, retained } = await removeGraph(await evaluated(), aws);
      return `${removed.length} resources removed, ${retained.length} retained`;
    },
    pipeline: (args, { signal, stdin } = {}) => {
      const program = path.join(root, "packages/cli/src/pipeline.js");
      const env = withoutAws(smokeEnvironment(process.env));
      return runChild(process.execPath, [program, ...args, "--folder", folder], { cwd: root, env, signal, stdin });
    },
    close: () => aws.close(),
  };
}

/** A person's AWS settings mean nothing to a local AWS. */
function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("AWS_")));
}
