import { GetNamespaceCommand } from "@aws-sdk/client-redshift-serverless";
import { namesOf, type StageNames } from "@sensor-pipeline/core/names";
import type { LocalAws } from "../local-aws.ts";
import { type ApplyStage, applyStage, evaluateStage, StageNotRunnableError } from "./apply-stage.ts";
import { createOperator } from "./operator.ts";
import type { StageOutputs } from "./stage-outputs.ts";
import type { StageView } from "./status.ts";

/** A stage that is applied to a local AWS and serves. */
export interface StageRun {
  readonly view: StageView;
  readonly url: string;
  readonly outputs: StageOutputs;
  /** What IAM has denied until now, in its sentences: nothing of a stage is ever denied a thing unless a permission is missing. */
  refused(): readonly string[];
  /** The local AWS with it. */
  close(): Promise<void>;
}

/** Evaluates the configuration, starts a local AWS, applies the one to the other, and finds what a person needs of it. */
export async function bringUp(request: ApplyStage): Promise<StageRun> {
  const { options, root } = request;
  const stage = await evaluateStage(request);
  const aws = await applyStage(stage, request);
  try {
    return await openStage(aws, { names: namesOf(options.stage), outputs: stage.outputs, root });
  } catch (error) {
    await aws.close();
    throw error;
  }
}

export interface OpenStage {
  readonly names: StageNames;
  readonly outputs: StageOutputs;
  /** Root of the checkout. */
  readonly root: string;
}

/** What a person needs of a stage that a local AWS serves. */
export async function openStage(aws: LocalAws, { names, outputs, root }: OpenStage): Promise<StageRun> {
  const operator = createOperator(aws.url, aws.region);
  try {
    const { namespace } = await operator.redshiftServerless.send(
      new GetNamespaceCommand({ namespaceName: names.namespace }),
    );
    const secretArn = namespace?.adminPasswordSecretArn;
    if (!secretArn) throw new StageNotRunnableError(`The namespace ${names.namespace} has no secret of its admin.`);
    const target = { workgroupName: outputs.workgroup, database: outputs.database, secretArn };
    const stateMachineArns = [
      outputs.setupStateMachine,
      ...(outputs.refreshStateMachine ? [outputs.refreshStateMachine] : []),
    ];
    const since = aws.clock.date();
    return {
      view: { operator, names, target, stateMachineArns, root, since, now: () => aws.clock.date() },
      url: aws.url,
      outputs,
      refused: () => [...new Set(aws.identity.refused().map(({ message }) => message))],
      async close() {
        operator.close();
        await aws.close();
      },
    };
  } catch (error) {
    operator.close();
    throw error;
  }
}
