import { type Step, told } from "./step.ts";

interface Logging {
  readonly loggingConfiguration: unknown;
}

interface EventInvoke {
  readonly DestinationConfig: unknown;
  readonly MaximumRetryAttempts: number;
  readonly MaximumEventAgeInSeconds: number;
}

/** What is looked at of roles when a stage is deployed. */
export const DEPLOY_STEPS: readonly Step[] = [
  {
    name: "a state machine with logging is put",
    as: ({ ownerRole }) => [ownerRole],
    run: ({ ask, arn, names }) =>
      told(async () => {
        const stateMachineArn = arn("states", `stateMachine:${names.setupMachine}`);
        const { loggingConfiguration } = await ask<Logging>("states", "DescribeStateMachine", { stateMachineArn });
        await ask("states", "UpdateStateMachine", { stateMachineArn, loggingConfiguration });
      }),
  },
  ...(["producerFunction", "alertsFunction"] as const).map(
    (key): Step => ({
      name: `the destination of ${key} is put`,
      as: (names) => [names[key]],
      run: ({ ask, names }) =>
        told(async () => {
          const FunctionName = names[key];
          const found = await ask<EventInvoke>("lambda", "GetFunctionEventInvokeConfig", { FunctionName });
          const { DestinationConfig, MaximumRetryAttempts, MaximumEventAgeInSeconds } = found;
          const settings = { DestinationConfig, MaximumRetryAttempts, MaximumEventAgeInSeconds };
          await ask("lambda", "PutFunctionEventInvokeConfig", { FunctionName, ...settings });
        }),
    }),
  ),
];
