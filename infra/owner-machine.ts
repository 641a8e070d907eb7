import { ownerRole } from "./owner.ts";
import { settings } from "./stage.ts";

interface OwnerMachine {
  /** Logical name, for example `Setup`. */
  readonly component: string;
  readonly name: string;
  readonly definition: $util.Input<string>;
}

/**
 * A state machine that acts as the warehouse's owner. Not `sst.aws.StepFunctions`: that overflows on loops, writes a
 * field that AWS refuses and grants its role `states:*` and `events:*` on everything (SST issues 6247 and 6747).
 */
export function ownerMachine({ component, name, definition }: OwnerMachine) {
  const logGroup = new aws.cloudwatch.LogGroup(`${component}Logs`, {
    // The prefix keeps the account's log resource policy from growing with every machine.
    name: `/aws/vendedlogs/states/${name}`,
    retentionInDays: settings.logRetentionDays,
  });
  return new aws.sfn.StateMachine(`${component}Machine`, {
    name,
    type: "STANDARD",
    roleArn: ownerRole.arn,
    definition,
    // No data: what a statement returned is readings.
    loggingConfiguration: {
      level: "ALL",
      includeExecutionData: false,
      logDestination: $interpolate`${logGroup.arn}:*`,
    },
    tracingConfiguration: { enabled: false },
  });
}
