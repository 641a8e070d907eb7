import { GetNamespaceCommand } from "@aws-sdk/client-redshift-serverless";
import { namesOf } from "@sensor-pipeline/core/names";
import { type ApplyStage, applyStage, evaluateStage, StageNotRunnableError } from "./apply-stage.ts";
import { createOperator } from "./operator.ts";
import type { StageOutputs } from "./stage-outputs.ts";
import type { StageView } from "./status.ts";

/** A stage that is applied to a local AWS and serves. */
export interface StageRun {
  readonly view: StageView;
  readonly url: string;
  readonly outputs: StageOutputs;
  close(): Promise<void>;
}

/** Evaluates the configuration, starts a local AWS, applies the one to the other, and finds what a person needs of it. */
export async function bringUp(request: ApplyStage): Promise<StageRun> {
  const { options, root, region } = request;
  const names = namesOf(options.stage);
  const stage = await evaluateStage(request);
  const aws = await applyStage(stage, request);
  const since = aws.clock.date();
  const operator = createOperator(aws.url, region);
  const close = async () => {
    operator.close();
    await aws.close();
  };
  try {
    const { outputs } = stage;
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
    const view: StageView = {
      operator,
      names,
      target,
      stateMachineArns,
      root,
      since,
      now: () => aws.clock.date(),
    };
    return { view, url: aws.url, outputs, close };
  } catch (error) {
    await close();
    throw error;
  }
}
