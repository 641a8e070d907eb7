import { z } from "zod";
import { AwsError, type ServiceContext } from "../../service.ts";
import type { LoggingConfiguration } from "./state-machine-store.ts";
import { NOT_ASSUMABLE, statesFor } from "./tasks/states-principal.ts";

/** Names of machines and executions: https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export const resourceName = z
  .string()
  .min(1)
  .max(80)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS forbids them by this range.
  .regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]+$/, "has a character that AWS does not allow");

const LOG_GROUP_ARN = /^arn:aws:logs:[a-z0-9-]+:\d{12}:log-group:(?<name>[^:]+):\*$/;

export const loggingConfiguration = z.strictObject({
  level: z.enum(["ALL", "ERROR", "FATAL", "OFF"]).default("OFF"),
  includeExecutionData: z.boolean().default(false),
  destinations: z
    .array(
      z.strictObject({
        cloudWatchLogsLogGroup: z.strictObject({
          logGroupArn: z.string().regex(LOG_GROUP_ARN, "is a log group's ARN that ends in :*"),
        }),
      }),
    )
    .max(1)
    .default([]),
});

export const machineFields = {
  definition: z.string().min(1),
  roleArn: z.string().regex(/^arn:aws:iam::\d{12}:role\/.+/, "is the ARN of a role"),
  loggingConfiguration: loggingConfiguration.default({ level: "OFF", includeExecutionData: false, destinations: [] }),
  tracingConfiguration: z.strictObject({ enabled: z.literal(false) }).optional(),
  publish: z.literal(false).optional(),
};

/** @throws {AwsError} InvalidLoggingConfiguration when a level has no group to go to. */
export function loggingOf(input: z.infer<typeof loggingConfiguration>): LoggingConfiguration {
  const [destination] = input.destinations;
  const logGroup = LOG_GROUP_ARN.exec(destination?.cloudWatchLogsLogGroup.logGroupArn ?? "")?.groups?.name;
  if (input.level !== "OFF" && logGroup === undefined) {
    throw new AwsError(
      "InvalidLoggingConfiguration",
      "Invalid Logging Configuration: Must specify exactly one Log Destination.",
    );
  }
  const { level, includeExecutionData } = input;
  return { level, includeExecutionData, ...(logGroup === undefined ? {} : { logGroup }) };
}

/**
 * What a role needs to log by, all of it on *; each part is asked for when the machine is made, as which of them AWS asks for when is told
 * nowhere.
 */
const LOG_DELIVERY = [
  "CreateLogDelivery",
  "GetLogDelivery",
  "UpdateLogDelivery",
  "DeleteLogDelivery",
  "ListLogDeliveries",
  "PutResourcePolicy",
  "DescribeResourcePolicies",
  "DescribeLogGroups",
];

/**
 * What AWS checks of a machine's role when the machine is made: it can be taken on, and may deliver logs where it has to.
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
 */
export function assertRole(
  { identity }: ServiceContext,
  machineArn: string,
  roleArn: string,
  logging: LoggingConfiguration,
): void {
  const caller = refusal(() => identity.assumeRole(statesFor(machineArn), roleArn, "StateMachine"), NOT_ASSUMABLE);
  if (logging.level === "OFF") return;
  for (const action of LOG_DELIVERY) {
    refusal(
      () => identity.authorize(caller, `logs:${action}`, ["*"]),
      "The state machine IAM Role is not authorized to access the Log Destination",
    );
  }
}

function refusal<T>(check: () => T, message: string): T {
  try {
    return check();
  } catch (cause) {
    const error = new AwsError("AccessDeniedException", message);
    error.cause = cause;
    throw error;
  }
}
