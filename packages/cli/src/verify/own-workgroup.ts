import { GetWorkgroupCommand, RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { DescribeStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { stateMachineArn } from "../target/identity.ts";
import type { Target } from "../target/target.ts";
import { isNotFound } from "./not-found.ts";

/**
 * Whether the stage is removed and its own workgroup with it. While the stage stands, its set-up names the warehouse,
 * which may be one that was there before.
 */
export async function ownWorkgroupIsGone({ person, names, identity }: Target): Promise<boolean> {
  const sfn = new SFNClient(person);
  const serverless = new RedshiftServerlessClient(person);
  try {
    const stateMachine = stateMachineArn(await identity(), names.setupMachine);
    if (await isThere(sfn.send(new DescribeStateMachineCommand({ stateMachineArn: stateMachine })))) return false;
    return !(await isThere(serverless.send(new GetWorkgroupCommand({ workgroupName: names.workgroup }))));
  } finally {
    sfn.destroy();
    serverless.destroy();
  }
}

async function isThere(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
