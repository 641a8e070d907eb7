import path from "node:path";
import { GetNamespaceCommand } from "@aws-sdk/client-redshift-serverless";
import { namesOf } from "@sensor-pipeline/core/names";
import { applyGraph } from "../apply/apply-graph.ts";
import { LocalClock } from "../clock.ts";
import { evaluate } from "../graph/evaluate.ts";
import { startLocalAws } from "../local-aws.ts";
import { createOperator } from "./operator.ts";
import type { StartOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import { type StageOutputs, stageOutputsSchema } from "./stage-outputs.ts";
import type { StageView } from "./status.ts";

/** A stage that is applied to a local AWS and serves. */
export interface StageRun {
  readonly view: StageView;
  readonly url: string;
  readonly outputs: StageOutputs;
  close(): Promise<void>;
}

/** What the configuration describes needs something that is not on this machine. */
export class StageNotRunnableError extends Error {
  override readonly name = "StageNotRunnableError";
}

export interface BringUp {
  readonly options: StartOptions;
  /** Root of the checkout. */
  readonly root: string;
  readonly region: string;
  readonly step: Progress["step"];
}

/** Evaluates the configuration, starts a local AWS and applies the one to the other: what `sst deploy` does on AWS. */
export async function bringUp({ options, root, region, step }: BringUp): Promise<StageRun> {
  const names = namesOf(options.stage);
  const graph = await step("evaluate sst.config.ts", async (detail) => {
    const cacheFolder = path.join(root, ".local/graphs");
    const evaluated = await evaluate({ stage: options.stage, region, root, cacheFolder });
    detail(`${evaluated.resources.length} resources`);
    return evaluated;
  });
  const outputs = outputsOf(graph.outputs);

  if (outputs.workgroup !== names.workgroup) {
    throw new StageNotRunnableError(
      `This stage uses the existing workgroup ${outputs.workgroup}, which is not on this machine: leave PIPELINE_WORKGROUP out.`,
    );
  }

  const clock = new LocalClock(options.speed);
  const aws = await step("start the local AWS", async (detail) => {
    const { folder, port, pgPort, stage, fresh, refuseConditionalDelete } = options;
    const ports = pgPort === undefined ? { port } : { port, pgPort };
    const started = await startLocalAws({
      ...{ folder, ...ports, region, clock, stage, fresh, refuseConditionalDelete },
      databaseSignIn: "iam",
    });
    detail(started.pgPort === undefined ? started.url : `${started.url}, psql on port ${started.pgPort}`);
    return started;
  });
  const since = clock.date();
  const operator = createOperator(aws.url, region);
  const close = async () => {
    operator.close();
    await aws.close();
  };
  try {
    await step("apply the resources", async (detail) => {
      let applied = 0;
      await applyGraph(graph, aws, (resource) => {
        applied += 1;
        detail(`${applied} applied, now ${resource}`);
      });
      detail(`${applied} applied`);
    });
    const { namespace } = await operator.redshiftServerless.send(
      new GetNamespaceCommand({ namespaceName: names.namespace }),
    );
    const secretArn = namespace?.adminPasswordSecretArn;
    if (!secretArn) throw new StageNotRunnableError(`The namespace ${names.namespace} has no secret of its admin.`);
    const target = {
      workgroupName: outputs.workgroup,
      database: outputs.database,
      secretArn,
    };
    const stateMachineArns = [
      outputs.setupStateMachine,
      ...(outputs.refreshStateMachine ? [outputs.refreshStateMachine] : []),
    ];
    const view: StageView = { operator, names, target, stateMachineArns, root, since, now: () => clock.date() };
    return { view, url: aws.url, outputs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function outputsOf(outputs: unknown): StageOutputs {
  const parsed = stageOutputsSchema.safeParse(outputs);
  if (!parsed.success) throw new StageNotRunnableError(parsed.error.issues[0]?.message, { cause: parsed.error });
  return parsed.data;
}
