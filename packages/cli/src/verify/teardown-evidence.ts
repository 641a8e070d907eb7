import { SFNClient } from "@aws-sdk/client-sfn";
import { describeExecution } from "@sensor-pipeline/core/execution/follow-execution";
import { newestExecution } from "@sensor-pipeline/core/execution/start-execution";
import { z } from "zod";
import { stateMachineArn } from "../target/identity.ts";
import type { Target } from "../target/target.ts";

const outputSchema = z.object({ archive: z.string() });

/** A teardown that succeeded and after which nothing was set up: as the admin it dropped whatever was there. */
export interface TeardownEvidence {
  readonly endedAt: Date;
  readonly keptArchive: boolean;
}

/** The newest word of the owner's state machines, where it is a teardown's. */
export async function teardownEvidence(target: Target): Promise<TeardownEvidence | undefined> {
  const identity = await target.identity();
  const client = new SFNClient(target.reader);
  try {
    const arn = (name: string) => stateMachineArn(identity, name);
    const teardown = await newestExecution(client, arn(target.names.teardownMachine), { status: "SUCCEEDED" });
    if (teardown === undefined) return undefined;
    const setup = await newestExecution(client, arn(target.names.setupMachine));
    const { report } = await describeExecution(client, teardown.executionArn);
    const endedAt = report.endedAt ?? teardown.startedAt;
    if (setup !== undefined && setup.startedAt >= teardown.startedAt) return undefined;
    const { data } = outputSchema.safeParse(report.output);
    return { endedAt, keptArchive: data?.archive === "kept" };
  } finally {
    client.destroy();
  }
}
