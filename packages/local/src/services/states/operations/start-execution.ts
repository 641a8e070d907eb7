import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import type { ExecutionStore } from "../execution-store.ts";
import { resourceName } from "../machine-schema.ts";
import type { StateMachineStore } from "../state-machine-store.ts";

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAXIMUM_INPUT_BYTES = 262_144;

const input = z.strictObject({
  stateMachineArn: z.string(),
  name: resourceName.optional(),
  input: z.string().default("{}"),
});

export function startExecution(
  machines: StateMachineStore,
  executions: ExecutionStore,
): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: ({ stateMachineArn }) => [stateMachineArn],
    run: ({ stateMachineArn, name, input: text }) => {
      const machine = machines.get(stateMachineArn);
      assertInput(text);
      const execution = executions.start(machine, text, name);
      return { executionArn: execution.settings.arn, startDate: execution.startedAt };
    },
  };
}

function assertInput(text: string): void {
  if (Buffer.byteLength(text) > MAXIMUM_INPUT_BYTES) {
    throw new AwsError(
      "InvalidExecutionInput",
      `Invalid State Machine Execution Input: more than ${MAXIMUM_INPUT_BYTES} bytes`,
    );
  }
  try {
    JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
    error.cause = cause;
    throw error;
  }
}
